import type { Request, Response } from 'express';
import { checkContactCode, provesMobile } from '../../actions/booking/contact-code.ts';
import type { System } from '../../actions/system.ts';
import type { Booking, ContactDetails } from '../../domain/booking/booking.ts';
import type { Origin } from '../../domain/booking/origin.ts';
import { accept, type Outcome } from '../../domain/outcome.ts';
import type { TextField } from '../form-field.ts';
import { type PageContext, pageContext } from '../page-context.ts';
import { addressOf } from '../request/actor-of.ts';
import { typed } from '../request/typed.ts';
import { sendCodeTo } from './limit-codes.ts';
import { keepProven, knownDeviceIn, provenIn } from './proven-contact.ts';

/** A code that was sent to another mobile while a form was sent: the same form asks for it. */
export interface SentProof {
  readonly id: string;
  readonly by: 'sms' | 'mail';
}

/** The code that the form says was sent before; null: none. */
export function sentBefore(body: unknown): SentProof | null {
  const id = typed(body, 'codeId');
  return id === '' ? null : { id, by: typed(body, 'codeBy') === 'sms' ? 'sms' : 'mail' };
}

/**
 * How another mobile is proven by the code that came with a form, or by one that this browser entered before. Refuses with code_wrong and
 * code_expired.
 */
export async function proofIn(
  system: System,
  request: Request,
  response: Response,
  {
    booking,
    contact,
    path,
  }: { readonly booking: Booking; readonly contact: ContactDetails; readonly path: string },
): Promise<Outcome<Origin['proven']>> {
  if (contact.mobile === booking.contact.mobile) return accept(null);
  const [id, code] = [typed(request.body, 'codeId'), typed(request.body, 'code').trim()];
  if (id === '' || code === '')
    return accept(await provesMobile(system, booking.site, provenIn(system, request), contact));
  const entered = await checkContactCode(system, id, code);
  if (!entered.ok) return entered;
  keepProven(system, response, entered.value, path);
  return accept(await provesMobile(system, booking.site, entered.value, contact));
}

/** Sends a code to another mobile, or by mail where the site sends no SMS. Refuses as sending does. */
export async function sendProof(
  system: System,
  request: Request,
  { site }: Pick<Booking, 'site'>,
  { mobile, email }: ContactDetails,
): Promise<Outcome<SentProof>> {
  const { locale } = pageContext(request);
  const from = { address: addressOf(request), device: knownDeviceIn(system, request) };
  const sent = await sendCodeTo(system, { site, locale, mobile, email, ...from });
  return sent.ok ? accept({ id: sent.value.id, by: sent.value.channel }) : sent;
}

/** Where a refusal of the proof is told. */
export const proofFields = {
  contact_unproven: 'code',
  code_wrong: 'code',
  code_expired: 'code',
  no_way_to_send_code: 'email',
} as const;

/** The field for the code, and what goes along with it. */
export function proofField(
  { by }: SentProof,
  { t }: Pick<PageContext, 't'>,
  error: string | null,
): TextField {
  return {
    name: 'code',
    label: t('book.code.label'),
    hint: t(by === 'sms' ? 'manage.proof.sentSms' : 'manage.proof.sentMail'),
    autocomplete: 'one-time-code',
    inputmode: 'numeric',
    kind: 'short',
    maxlength: 12,
    secret: true,
    error,
  };
}

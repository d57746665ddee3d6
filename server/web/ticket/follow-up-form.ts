import { z } from 'zod';
import type { FollowUpWish } from '../../actions/queue/follow-up-rating.ts';
import { toHalfWidth } from '../../domain/enterprise/half-width.ts';
import { parseMobileNumber } from '../../domain/enterprise/mobile-number.ts';
import type { Translate } from '../../locales/words.ts';
import { mobileProblem } from '../booking/field-problems.ts';
import type { FieldMessage } from '../form-field.ts';
import type { PageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { typed } from '../request/typed.ts';
import type { FoundTicket } from './found-ticket.ts';

const longest = 500;

const names = ['wants', 'contact', 'words'] as const;
type Name = (typeof names)[number];

/** What is asked after one of the two lowest ratings. */
export interface FollowUpForm {
  readonly action: string;
  readonly typed: Readonly<Record<Name, string>>;
  readonly errors: Readonly<Partial<Record<Name, string>>>;
  readonly contactHint: string;
  /** it was said already: what stands instead of the form */
  readonly said: string | null;
}

type Typed = Pick<FollowUpForm, 'typed' | 'errors'>;

/** Null: there is nothing to follow up. */
export function followUpForm(
  { followUp, ticket }: FoundTicket,
  { t }: PageContext,
  again: Typed | null,
): FollowUpForm | null {
  if (followUp === null) return null;
  const { wantsContact, answeredAt } = followUp;
  // nobody is asked any more when it has been dealt with
  if (wantsContact === null && answeredAt !== null) return null;
  return {
    action: paths.ticket.followUp(ticket.id),
    typed: again?.typed ?? { wants: '', contact: '', words: '' },
    errors: again?.errors ?? {},
    contactHint: t(ticket.booking === null ? 'ticket.followUp.contactHint' : 'ticket.followUp.contactBooked'),
    said:
      wantsContact === null || again !== null
        ? null
        : t(wantsContact ? 'ticket.followUp.saidYes' : 'ticket.followUp.saidNo'),
  };
}

/** What is wrong, in the order of the form. */
export function followUpErrors(form: FollowUpForm | null): readonly FieldMessage[] {
  return names.flatMap((field) => {
    const message = form?.errors[field];
    return message === undefined ? [] : [{ field, message }];
  });
}

/** A mobile number or an e-mail address, which whoever has booked need not give again. */
export function readFollowUp(
  { ticket }: FoundTicket,
  body: unknown,
  t: Translate,
): { readonly ok: true; readonly wish: FollowUpWish } | ({ readonly ok: false } & Typed) {
  const sent = {
    wants: typed(body, 'wants'),
    contact: typed(body, 'contact'),
    words: typed(body, 'words').trim(),
  };
  const wantsContact = sent.wants === 'yes';
  const contact = readContact(toHalfWidth(sent.contact).trim(), t);
  const errors: Partial<Record<Name, string>> = {};
  if (!wantsContact && sent.wants !== 'no') errors.wants = t('ticket.followUp.pick');
  if (wantsContact) {
    if ('error' in contact) errors.contact = contact.error;
    else if (contact.value === null && ticket.booking === null)
      errors.contact = t('ticket.followUp.contactMissing');
  }
  if ([...sent.words].length > longest) errors.words = t('ticket.followUp.wordsLong');
  if (Object.keys(errors).length > 0) return { ok: false, typed: sent, errors };
  const value = wantsContact && 'value' in contact ? contact.value : null;
  return {
    ok: true,
    wish: { ticket: ticket.id, wantsContact, contact: value, words: sent.words || null },
  };
}

function readContact(
  text: string,
  t: Translate,
): { readonly value: string | null } | { readonly error: string } {
  if (text === '') return { value: null };
  if (!text.includes('@')) {
    const mobile = parseMobileNumber(text);
    return mobile.ok ? { value: mobile.value } : { error: mobileProblem(mobile.problem, t) };
  }
  const email = z.email().max(254).safeParse(text);
  return email.success ? { value: email.data } : { error: t('book.problem.email') };
}

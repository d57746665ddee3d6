import type { Request, Response } from 'express';
import { z } from 'zod';
import { bookingToken } from '../../actions/booking/booking-link.ts';
import type { System } from '../../actions/system.ts';
import { parseMobileNumber } from '../../domain/enterprise/mobile-number.ts';
import { normaliseReference } from '../../domain/enterprise/reference.ts';
import { accept, refuse } from '../../domain/outcome.ts';
import { bookingByReference } from '../../store/booking/booking-query.ts';
import { oncePerSystem } from '../declared-page.ts';
import { focusForm, focusFormPage, focusFormView } from '../form/focus-form.ts';
import type { FormResult } from '../form/form-page.ts';
import type { FieldMessage, TextField } from '../form-field.ts';
import { type PageContext, pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { renderAt } from '../render-at.ts';
import { addressOf } from '../request/actor-of.ts';
import { mobileProblem } from './field-problems.ts';
import { makeLimit } from './limit-forms.ts';

const text = z.string().max(200).catch('');
const form = z.object({ reference: text, mobile: text });
type Typed = z.infer<typeof form>;

const title = 'booking.find.title';

function drawn({ t }: PageContext, typed: Typed, notice: string | null) {
  const fields: readonly TextField[] = [
    {
      name: 'reference',
      label: t('booking.find.reference'),
      hint: t('booking.find.referenceHint'),
      value: typed.reference,
      kind: 'code',
      autocomplete: 'off',
    },
    {
      name: 'mobile',
      label: t('book.field.mobile'),
      hint: t('booking.find.mobileHint'),
      value: typed.mobile,
      kind: 'short',
      type: 'tel',
      inputmode: 'tel',
      autocomplete: 'tel',
    },
  ];
  return {
    lede: t('booking.find.lede'),
    notice,
    action: paths.booking.find(),
    fields,
    submit: t('booking.find.submit'),
    foot: { text: t('booking.find.lost'), link: { href: paths.sites(), text: t('common.contact') } },
  };
}

/** The link is wrong, old or not theirs: the same answer whatever the reference, with the way to find the booking again. */
export function notTheHolder(request: Request<{ reference: string }>, response: Response): void {
  const page = pageContext(response.req);
  const typed = { reference: normaliseReference(request.params.reference) ?? '', mobile: '' };
  const view = drawn(page, typed, page.t('booking.find.linkFailed'));
  const shown = focusFormView(title, view, { typed: null, errors: [] }, page);
  renderAt(response.status(404), focusFormPage(title, 'public'), shown, paths.booking.find());
}

function problems(typed: Typed, { t }: PageContext): readonly FieldMessage[] {
  const mobile = parseMobileNumber(typed.mobile);
  return [
    ...(normaliseReference(typed.reference) === null
      ? [{ field: 'reference', message: t('booking.find.referenceWrong') }]
      : []),
    ...(mobile.ok ? [] : [{ field: 'mobile', message: mobileProblem(mobile.problem, t) }]),
  ];
}

const limitsOf = oncePerSystem((system: System) => ({
  byAddress: makeLimit(system, { name: 'find-by-address', points: 10, seconds: 15 * 60 }),
  byReference: makeLimit(system, { name: 'find-by-reference', points: 10, seconds: 60 * 60 }),
}));

interface Asking {
  readonly system: System;
  readonly request: Request;
}

async function find({ system, request }: Asking, typed: Typed): Promise<FormResult<never>> {
  const { byAddress, byReference } = limitsOf(system);
  const errors = problems(typed, pageContext(request));
  const reference = normaliseReference(typed.reference);
  const mobile = parseMobileNumber(typed.mobile);
  if (reference === null || !mobile.ok) return { again: 422, errors };
  if (!(await byAddress(addressOf(request) ?? '')) || !(await byReference(reference)))
    return refuse('too_many_requests');
  const found = await bookingByReference(system.database.reader, reference);
  if (found === null || found.contact.mobile !== mobile.value) return refuse('unknown_booking');
  return accept(paths.booking.show(reference, bookingToken(system.secrets, found)));
}

/** Finds a booking by reference and mobile. Nothing tells whether the reference exists, and guessing is slow. */
export const findBookingPage = focusForm({
  path: paths.booking.find(),
  audience: 'everybody',
  layout: 'public',
  title,
  open: (system: System, request: Request): Asking => ({ system, request }),
  contextOf: ({ request }) => pageContext(request),
  schema: form,
  act: find,
  fieldOf: { default: 'reference' },
  statusOf: (code) => (code === 'too_many_requests' ? 429 : 422),
  draw: ({ request }, page) =>
    drawn(
      page,
      // a mobile number in an address stays in histories and logs
      form.parse({ reference: request.query['reference'] }),
      request.query['deleted'] === '1' ? page.t('booking.find.deleted') : null,
    ),
});

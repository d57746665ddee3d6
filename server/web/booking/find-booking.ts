import type { Request, Response } from 'express';
import { z } from 'zod';
import { bookingToken } from '../../actions/booking/booking-link.ts';
import { confirmAgain } from '../../actions/booking/confirm-again.ts';
import type { System } from '../../actions/system.ts';
import type { Booking } from '../../domain/booking/booking.ts';
import { parseMobileNumber } from '../../domain/enterprise/mobile-number.ts';
import { neverInReference, normaliseReference } from '../../domain/enterprise/reference.ts';
import { accept, refuse } from '../../domain/outcome.ts';
import { theHolder } from '../../domain/staff/actor.ts';
import { bookingByReference } from '../../store/booking/booking-query.ts';
import { focusForm, focusFormPage, focusFormView } from '../form/focus-form.ts';
import type { FormResult } from '../form/form-page.ts';
import type { FieldMessage, TextField } from '../form-field.ts';
import { type PageContext, pageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { renderAt } from '../render-at.ts';
import { mobileProblem } from './field-problems.ts';
import { lookAt, mayWrite } from './find-limits.ts';

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

/** What has just been done, as the address says to which it led. */
function noticeOf({ query }: Request, { t }: PageContext): string | null {
  if (query['written'] === '1') return t('booking.find.written');
  return query['deleted'] === '1' ? t('booking.find.deleted') : null;
}

function problems(typed: Typed, { t }: PageContext): readonly FieldMessage[] {
  const mobile = parseMobileNumber(typed.mobile);
  const strange = neverInReference(typed.reference);
  const wrong =
    strange === ''
      ? t('booking.find.referenceWrong')
      : t('booking.find.referenceStrange', { characters: [...strange].join(t('booking.find.or')) });
  return [
    ...(normaliseReference(typed.reference) === null ? [{ field: 'reference', message: wrong }] : []),
    ...(mobile.ok ? [] : [{ field: 'mobile', message: mobileProblem(mobile.problem, t) }]),
  ];
}

interface Asking {
  readonly system: System;
  readonly request: Request;
}

async function find({ system, request }: Asking, typed: Typed): Promise<FormResult<never>> {
  const errors = problems(typed, pageContext(request));
  const reference = normaliseReference(typed.reference);
  const mobile = parseMobileNumber(typed.mobile);
  if (reference === null || !mobile.ok) return { again: 422, errors };
  const look = await lookAt(system, request, reference);
  const found = await bookingByReference(system.database.reader, reference);
  const right = found !== null && found.contact.mobile === mobile.value;
  if (!look.told) {
    system.timings.tellBeyond('looks_at_bookings');
    // nobody waits for it: how long the answer takes must not tell either
    if (right) void writeToHolder(system, found);
    return accept(withQuery(paths.booking.find(), { written: 1 }));
  }
  if (!right) return refuse('unknown_booking');
  await look.giveBack();
  return accept(paths.booking.show(reference, bookingToken(system.secrets, found)));
}

/** Sends the link of a booking to whom the booking names. */
async function writeToHolder(system: System, booking: Booking): Promise<void> {
  try {
    const site = (await system.catalogue()).sites.get(booking.site);
    if (site === undefined || !(await mayWrite(system, booking.reference))) return;
    await confirmAgain(system, site, booking, booking.locale, { ...theHolder, address: null });
  } catch (error) {
    system.log.error({ err: error }, 'whoever looked for a booking could not be written to');
  }
}

/** Finds a booking by reference and mobile. Nothing tells whether the reference exists, and guessing ends in silence. */
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
  draw: ({ request }, page) =>
    drawn(
      page,
      // a mobile number in an address stays in histories and logs
      form.parse({ reference: request.query['reference'] }),
      noticeOf(request, page),
    ),
});

import type { Request, Response } from 'express';
import { z } from 'zod';
import { bookByStaff } from '../../../actions/booking/book-by-staff.ts';
import { staffSlots } from '../../../actions/booking/staff-slots.ts';
import type { System } from '../../../actions/system.ts';
import type { VisitService } from '../../../domain/catalogue/service.ts';
import { accept } from '../../../domain/outcome.ts';
import { consentVersion } from '../../../domain/privacy/privacy-notice.ts';
import { staffOfSite } from '../../audience.ts';
import { detailFields, readDetails, typedDetails } from '../../booking/details-form.ts';
import { type FormResult, type FormState, formPage } from '../../form/form-page.ts';
import type { SentForm } from '../../form/sent-form.ts';
import { paths, withQuery } from '../../paths.ts';
import type { Page } from '../../render-page.ts';
import { typed, typedAll, typedInstant, typedReason } from '../../request/typed.ts';
import { type DayPlace, dayPath, daySection, openDay } from './day-place.ts';
import { type NewBookingView, newBookingView, type TypedBooking } from './new-booking-view.ts';
import { refusalText, statusOfRefusal } from './times-view.ts';

const newPage: Page<NewBookingView> = {
  template: 'admin/day/new-booking',
  layout: 'admin',
  surface: 'day',
  title: (_view, { t }) => t('common.titleEnd', { title: t('day.new.title') }),
};

interface NewBooking extends DayPlace {
  readonly system: System;
  readonly services: readonly VisitService[];
}

function typedBooking(body: unknown): TypedBooking {
  return {
    form: typed(body, 'form').slice(0, 64),
    start: typedInstant(body, 'start'),
    details: typedDetails(body),
    ...typedReason(body),
    locale: typed(body, 'locale') === 'en' ? 'en' : 'zh-CN',
  };
}

async function view(place: NewBooking, state: FormState): Promise<NewBookingView> {
  const { system, services, site, date, page } = place;
  const offered = services.length === 0 ? null : await staffSlots(system, site, services, date);
  const refused = offered?.ok === false ? [{ field: 'service', message: refusalText(offered, page) }] : [];
  return newBookingView(place, {
    services,
    slots: offered?.ok ? offered.value.slots : null,
    wanted: typedBooking(
      state.typed === null ? { form: system.secrets.newId() } : Object.fromEntries(state.typed),
    ),
    errors: [...refused, ...state.errors],
  });
}

async function book(
  { system, services, catalogue, page, site, staff }: NewBooking,
  { body }: SentForm,
): Promise<FormResult<never>> {
  const { start, details, ...wanted } = typedBooking(body);
  const consent = consentVersion(catalogue);
  const { enterprise, contact, errors } = readDetails(details, consent, page.t);
  const wrong = detailFields.flatMap((field) => {
    const message = errors[field];
    return message === undefined ? [] : [{ field, message }];
  });
  const noTime = { field: 'start', message: page.t('day.time.choose') };
  if (start === null) return { again: 422, errors: [noTime, ...wrong] };
  if (wrong.length > 0) return { again: 422, errors: wrong };
  const visit = { site: site.code, services, start, enterprise, contact, answers: {}, ticks: [] };
  const booked = await bookByStaff(system, { ...visit, ...wanted, consentVersion: consent }, staff);
  if (!booked.ok) return booked;
  const { reference } = booked.value;
  const own = reference === null ? dayPath : paths.admin.item(daySection, reference);
  return accept(withQuery(own, { done: 'book' }));
}

/** ?service=RENEW&quantity-RENEW=2 */
export function servicesIn(query: unknown): VisitService[] {
  return [...new Set(typedAll(query, 'service'))].slice(0, 20).map((code) => {
    const quantity = typed(query, `quantity-${code}`);
    return { code, quantity: /^[1-9]\d?$/.test(quantity) ? Number(quantity) : 1 };
  });
}

/** A booking made by staff. Services and day are in the address; what was typed comes with the form. */
export const newBookingPage = formPage({
  path: paths.admin.item(daySection, 'new'),
  audience: staffOfSite('booking.change'),
  page: newPage,
  open: async (system: System, request: Request, response: Response): Promise<NewBooking | null> => {
    const place = await openDay(system, request, response);
    return place === null ? null : { ...place, system, services: servicesIn(request.query) };
  },
  // read field by field, each with its own sentence
  schema: z.unknown(),
  act: (place, _typed, sent) => book(place, sent),
  fieldOf: { default: 'start', reason_required: 'reason' },
  statusOf: statusOfRefusal,
  say: (refusal, t) => refusalText(refusal, { t }),
  view,
});

import type { Request, RequestHandler, Response } from 'express';
import { bookByStaff } from '../../../actions/booking/book-by-staff.ts';
import { staffSlots } from '../../../actions/booking/staff-slots.ts';
import type { System } from '../../../actions/system.ts';
import type { VisitService } from '../../../domain/catalogue/service.ts';
import { consentVersion } from '../../../domain/privacy/privacy-notice.ts';
import { detailFields, hasErrors, readDetails, typedDetails } from '../../booking/details-form.ts';
import { paths, withQuery } from '../../paths.ts';
import { type Page, renderPage } from '../../render-page.ts';
import { typed, typedAll, typedInstant } from '../../request/typed.ts';
import { atDay, type DayPlace, dayPath, daySection } from './day-place.ts';
import { type NewBookingView, newBookingView, type TypedBooking } from './new-booking-view.ts';
import { refusalText } from './times-view.ts';

const newPage: Page<NewBookingView> = {
  template: 'admin/day/new-booking',
  layout: 'admin',
  surface: 'day',
  title: (_view, { t }) => t('common.titleEnd', { title: t('day.new.title') }),
};

const nothingTyped = (form: string): TypedBooking => ({
  form,
  start: null,
  details: typedDetails({}),
  reason: '',
  overbook: false,
  locale: 'zh-CN',
});

/** Services and day are in the address; what was typed comes with the form. */
export function showNewBooking(system: System): RequestHandler {
  return atDay(system, async (place, request, response) => {
    await render(system, place, request, response, nothingTyped(system.secrets.newId()), []);
  });
}

async function render(
  system: System,
  place: DayPlace,
  request: Request,
  response: Response,
  wanted: TypedBooking,
  errors: NewBookingView['errors'],
): Promise<void> {
  const services = servicesIn(request.query);
  const offered = services.length === 0 ? null : await staffSlots(system, place.site, services, place.date);
  const refused =
    offered?.ok === false ? [{ field: 'service', message: refusalText(offered, place.page) }] : [];
  const slots = offered?.ok ? offered.value.slots : null;
  renderPage(
    response,
    newPage,
    newBookingView(place, { services, slots, wanted, errors: [...refused, ...errors] }),
  );
}

export function book(system: System): RequestHandler {
  return atDay(system, async (place, request, response) => {
    const { body } = request;
    const { page, site, staff } = place;
    const wanted: TypedBooking = {
      form: typed(body, 'form').slice(0, 64),
      start: typedInstant(body, 'start'),
      details: typedDetails(body),
      reason: typed(body, 'reason').trim().slice(0, 200),
      overbook: typed(body, 'overbook') === '1',
      locale: typed(body, 'locale') === 'en' ? 'en' : 'zh-CN',
    };
    const { enterprise, contact, errors } = readDetails(
      wanted.details,
      consentVersion(place.catalogue),
      page.t,
    );
    const noTime = wanted.start === null ? [{ field: 'start', message: page.t('day.time.choose') }] : [];
    if (wanted.start === null || hasErrors(errors)) {
      const wrong = detailFields.flatMap((field) => {
        const message = errors[field];
        return message === undefined ? [] : [{ field, message }];
      });
      response.status(422);
      await render(system, place, request, response, wanted, [...noTime, ...wrong]);
      return;
    }
    const booked = await bookByStaff(
      system,
      {
        site: site.code,
        services: servicesIn(request.query),
        start: wanted.start,
        enterprise,
        contact,
        answers: {},
        ticks: [],
        locale: wanted.locale,
        consentVersion: consentVersion(place.catalogue),
        reason: wanted.reason,
        overbook: wanted.overbook,
        form: wanted.form,
      },
      staff,
    );
    if (booked.ok) {
      const { reference } = booked.value;
      const own = reference === null ? dayPath : paths.admin.item(daySection, reference);
      response.redirect(303, withQuery(own, { done: 'book' }));
      return;
    }
    const field = booked.code === 'reason_required' ? 'reason' : 'start';
    response.status(field === 'reason' ? 422 : 409);
    await render(system, place, request, response, wanted, [{ field, message: refusalText(booked, page) }]);
  });
}

/** ?service=RENEW&quantity-RENEW=2 */
function servicesIn(query: Request['query']): VisitService[] {
  return [...new Set(typedAll(query, 'service'))].slice(0, 20).map((code) => {
    const quantity = typed(query, `quantity-${code}`);
    return { code, quantity: /^[1-9]\d?$/.test(quantity) ? Number(quantity) : 1 };
  });
}

import { bookVisit } from '../../../actions/booking/book-visit.ts';
import { instantWriter } from '../../../domain/calendar/site-instant.ts';
import { accept } from '../../../domain/outcome.ts';
import { consentVersion } from '../../../domain/privacy/privacy-notice.ts';
import { visitLimitCodes } from '../../../domain/refusal-codes.ts';
import { apiCall } from '../api-call.ts';
import { checklistOf, manageUrl, mayOf } from '../booking-view.ts';
import { originOfCall } from '../origin-of-call.ts';
import { refuseField } from '../problem.ts';
import { bookedSchema, newBookingSchema } from '../schemas/booking-schemas.ts';

export const createBooking = apiCall({
  id: 'createBooking',
  method: 'post',
  path: '/bookings',
  summary: 'Books a visit',
  access: 'all',
  perMinute: 20,
  idempotent: true,
  body: newBookingSchema,
  status: 201,
  answer: bookedSchema,
  refusals: [
    'unknown_site',
    'unknown_service',
    'not_offered',
    'slot_taken',
    'too_early',
    'too_late',
    'limit_reached',
    ...visitLimitCodes,
    'network_limit',
    'network_day_limit',
    'network_demand_limit',
    'work_needed',
    'work_spent',
    'contact_unproven',
    'release_rate',
    'code_wrong',
    'code_expired',
    'blocked_after_missed',
    'too_many_services',
    'visit_too_long',
  ],
  async handle(ask) {
    const { system, catalogue, body } = ask;
    const site = catalogue.sites.get(body.site);
    if (site === undefined) return refuseField('unknown_site', 'site');
    const unknown = body.services.findIndex(({ code }) => !catalogue.services.has(code));
    if (unknown >= 0) return refuseField('unknown_service', `services.${unknown}.code`);
    const { enterprise, contact, answers = {}, locale = ask.locale } = body;
    const from = await originOfCall(ask, site.code, body);
    if (!from.ok) return from;
    const outcome = await bookVisit(
      system,
      {
        site: site.code,
        services: body.services,
        start: body.start,
        hold: null,
        enterprise: { ...enterprise, customsCode: enterprise.customsCode ?? null },
        contact: { ...contact, email: contact.email ?? null, telephone: null },
        answers,
        ticks: [],
        locale,
        consentVersion: consentVersion(catalogue),
        source: 'api',
        from: from.value,
      },
      ask.idempotencyKey === null
        ? null
        : { scope: `api:bookings:${ask.caller.scope}`, key: ask.idempotencyKey },
    );
    if (!outcome.ok) return outcome;
    // of the first time when this was a retry
    const { receipt, reference, token } = outcome.value;
    const { state, start, end, warned } = receipt;
    if (state === 'held' || state === 'released' || state === 'listed')
      throw new Error('a booking was answered with a hold');
    const write = instantWriter(site.timeZone);
    return accept({
      reference,
      token,
      manageUrl: manageUrl(system, reference, token),
      state,
      start: write(start),
      end: write(end),
      may: mayOf(system, catalogue, { site: site.code, state, start, services: body.services }),
      checklist: checklistOf(catalogue, { site: site.code, services: body.services, answers }),
      warned,
    });
  },
});

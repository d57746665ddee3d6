import type { z } from 'zod';
import { bookVisit } from '../../../actions/booking/book-visit.ts';
import { checkContactCode, contactMark } from '../../../actions/booking/contact-code.ts';
import type { System } from '../../../actions/system.ts';
import { instantWriter } from '../../../domain/calendar/site-instant.ts';
import { accept, type Outcome } from '../../../domain/outcome.ts';
import { consentVersion } from '../../../domain/privacy/privacy-notice.ts';
import { visitLimitCodes } from '../../../domain/refusal-codes.ts';
import { originFrom } from '../../request/origin-of.ts';
import { apiCall } from '../api-call.ts';
import { checklistOf, manageUrl, mayOf } from '../booking-view.ts';
import { refuseField } from '../problem.ts';
import { bookedSchema, newBookingSchema } from '../schemas/booking-schemas.ts';

/** How the contact of a booking is proven by the code that comes with it; null: none does. */
async function provenBy(
  system: System,
  { contact, contactCode }: z.infer<typeof newBookingSchema>,
): Promise<Outcome<'sms' | 'mail' | null>> {
  if (contactCode === undefined) return accept(null);
  const proven = await checkContactCode(system, contactCode.id, contactCode.code);
  if (!proven.ok) return proven;
  const told = proven.value.by === 'sms' ? contact.mobile : (contact.email ?? '');
  return accept(contactMark(system, told) === proven.value.contact ? proven.value.by : null);
}

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
    const { address } = ask.caller.actor.kind === 'holder' ? ask.caller.actor : { address: null };
    const proven = await provenBy(system, body);
    if (!proven.ok) return proven;
    const from = await originFrom(system, site.code, {
      address,
      browser: null,
      work: body.work,
      proven: proven.value,
    });
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
        from,
      },
      ask.idempotencyKey === null ? null : { scope: 'api:bookings', key: ask.idempotencyKey },
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

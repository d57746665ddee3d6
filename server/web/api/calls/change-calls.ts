import { z } from 'zod';
import { changeOffer, nearestTimes } from '../../../actions/booking/change-offer.ts';
import { checkContactCode, provesMobile } from '../../../actions/booking/contact-code.ts';
import { instantWriter } from '../../../domain/calendar/site-instant.ts';
import { checklistFor } from '../../../domain/catalogue/checklist.ts';
import { keptTicks } from '../../../domain/catalogue/kept-ticks.ts';
import { visitLimitCodes } from '../../../domain/refusal-codes.ts';
import { theHolder } from '../../../domain/staff/actor.ts';
import { apiCall } from '../api-call.ts';
import { onceOnly } from '../once-only.ts';
import { refuseField } from '../problem.ts';
import { changeSchema } from '../schemas/change-schemas.ts';
import { change, common, held, retried, showChanged } from './held-booking-calls.ts';

export const changeBooking = apiCall({
  ...common,
  id: 'changeBooking',
  method: 'post',
  path: '/bookings/{reference}/change',
  summary: 'Changes services, quantities, handling person or start of a booking in one step; all or nothing',
  idempotent: true,
  body: changeSchema,
  refusals: [
    'unknown_booking',
    'unknown_service',
    'not_active',
    'cut_off_passed',
    'nothing_changed',
    'slot_taken',
    'not_offered',
    'too_early',
    'too_late',
    'too_many_services',
    'visit_too_long',
    'limit_reached',
    ...visitLimitCodes,
    'agency_under_way',
    'contact_unproven',
    'code_wrong',
    'code_expired',
  ],
  async handle(ask) {
    const { system, catalogue, body } = ask;
    const found = await held(ask);
    if (!found.ok) return retried(ask, 'change', found);
    const booking = found.value;
    const site = catalogue.sites.get(booking.site);
    const { services = booking.services, start = booking.start } = body;
    const unknown = services.findIndex(({ code }) => !catalogue.services.has(code));
    if (unknown >= 0) return refuseField('unknown_service', `services.${unknown}.code`);
    const answers = { ...booking.answers, ...body.answers };
    const { telephone } = booking.contact;
    const { email = booking.contact.email, ...given } = body.contact ?? booking.contact;
    const checklist = checklistFor(catalogue, booking.site, services, answers);
    const contact = { ...given, email: email ?? null, telephone };
    const command = {
      type: 'change',
      ...{ booking: booking.id, site: booking.site, services, start, answers, contact },
      ticks: keptTicks(checklist, booking.ticks),
      actor: { kind: 'holder' },
      overbook: false,
      undo: system.secrets.newId(),
      chance: system.secrets.chance(),
    } as const;
    const said = { actor: theHolder, idempotency: onceOnly('change', ask) };
    let done = await system.bookings.submit(command, said);
    // a code serves once: it is looked at only where it is wanted, so that a retry finds the answer of the first time
    if (!done.ok && done.code === 'contact_unproven' && body.contactCode !== undefined) {
      const { id, code } = body.contactCode;
      const entered = await checkContactCode(system, id, code);
      if (!entered.ok) return entered;
      const proven = await provesMobile(system, booking.site, entered.value, contact);
      done = await system.bookings.submit({ ...command, proven }, said);
    }
    if (done.ok) return showChanged(ask, booking);
    if (site === undefined || (done.code !== 'slot_taken' && done.code !== 'not_offered')) return done;
    const offer = await changeOffer(system, site, booking, services);
    const write = instantWriter(site.timeZone);
    const near = offer.ok ? nearestTimes(offer.value, booking).map((slot) => write(slot.start)) : [];
    return near.length === 0 ? done : { ...done, details: { ...done.details, near: near.join(' ') } };
  },
});

export const undoBooking = apiCall({
  ...common,
  id: 'undoBooking',
  method: 'post',
  path: '/bookings/{reference}/undo',
  summary: 'Takes the last move, change or cancellation of a booking back, within two minutes',
  idempotent: true,
  body: z.unknown(),
  refusals: [
    'unknown_booking',
    'nothing_to_take_back',
    'too_late_to_take_back',
    'limit_reached',
    'slot_taken',
  ],
  handle: (ask) => change(ask, 'undo-booking', ({ id, site }) => ({ type: 'take_back', booking: id, site })),
});

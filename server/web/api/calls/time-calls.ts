import { z } from 'zod';
import { apiCall } from '../api-call.ts';
import { acceptanceSchema } from '../schemas/booking-schemas.ts';
import { change, common } from './held-booking-calls.ts';

export const acceptTime = apiCall({
  ...common,
  id: 'acceptTime',
  method: 'post',
  path: '/bookings/{reference}/acceptance',
  summary:
    'Takes one of the other times that are held for a visit which cannot take place as booked; it can be taken back for two minutes',
  idempotent: true,
  body: acceptanceSchema,
  refusals: [
    'unknown_booking',
    'not_active',
    'same_slot',
    'times_gone',
    'slot_taken',
    'not_offered',
    'too_late',
  ],
  handle: (ask) =>
    change(ask, 'acceptance', ({ id, site }) => ({
      type: 'take_time',
      booking: id,
      site,
      start: ask.body.start,
      undo: ask.system.secrets.newId(),
    })),
});

export const refuseTimes = apiCall({
  ...common,
  id: 'refuseTimes',
  method: 'post',
  path: '/bookings/{reference}/refusal',
  summary:
    'Answers that none of the other times suits: they are held no longer, and the booking waits for the office',
  idempotent: true,
  body: z.unknown(),
  refusals: ['unknown_booking', 'times_gone'],
  handle: (ask) => change(ask, 'refusal', ({ id, site }) => ({ type: 'decline_times', booking: id, site })),
});

import { z } from 'zod';
import { correctMissed } from '../../../actions/booking/correct-missed.ts';
import { bookingStates } from '../../../domain/booking/booking.ts';
import { missedCorrections } from '../../../domain/booking/decide-correct.ts';
import { normaliseReference } from '../../../domain/enterprise/reference.ts';
import { accept, refuse } from '../../../domain/outcome.ts';
import { bookingsBy } from '../../../store/booking/ledger-query.ts';
import { apiCall } from '../api-call.ts';
import { mayActAt } from '../caller.ts';
import { onceOnly } from '../once-only.ts';
import { named } from '../schemas/named.ts';

const correctionOfVisit = named(
  'VisitCorrection',
  z.object({
    state: z.enum(missedCorrections).describe('The visitor was there, or had a good reason not to be'),
    reason: z.string().trim().min(1).max(200),
  }),
);

const correctedVisit = named(
  'CorrectedVisit',
  z.object({ reference: z.string(), state: z.enum(bookingStates) }),
);

export const correctMissedVisit = apiCall({
  id: 'correctMissedVisit',
  method: 'post',
  path: '/bookings/{reference}/correction',
  summary: 'Says that a missed visit was none, with a reason; the strike goes with it',
  access: 'staff',
  idempotent: true,
  body: correctionOfVisit,
  status: 200,
  answer: correctedVisit,
  refusals: ['unknown_booking', 'not_missed', 'reason_required'],
  async handle(ask) {
    const { system, caller, params, body } = ask;
    const reference = normaliseReference(params.reference);
    const { reader, engine } = system.database;
    const [booking] = reference === null ? [] : await bookingsBy(reader, engine, 'reference', [reference]);
    // bookings of elsewhere are as good as unknown
    if (booking === undefined || !mayActAt(caller, booking.site)) return refuse('unknown_booking');
    const idempotency = onceOnly('missed-correction', ask);
    const asked = { to: body.state, reason: body.reason, idempotency };
    const done = await correctMissed(system, booking, asked, caller.actor);
    if (!done.ok) return done;
    const [now] = await bookingsBy(reader, engine, 'id', [booking.id]);
    return accept({ reference: booking.reference, state: now?.state ?? booking.state });
  },
});

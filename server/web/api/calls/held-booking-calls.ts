import { z } from 'zod';
import { bookingToken } from '../../../actions/booking/booking-link.ts';
import { offeredTimes } from '../../../actions/booking/offered-times.ts';
import { hashToken, tokenMatches } from '../../../actions/secrets.ts';
import type { Booking } from '../../../domain/booking/booking.ts';
import type { BookingCommand } from '../../../domain/booking/ledger.ts';
import { normaliseReference } from '../../../domain/enterprise/reference.ts';
import { accept, type Outcome, type Refusal, refuse } from '../../../domain/outcome.ts';
import { visitLimitCodes } from '../../../domain/refusal-codes.ts';
import { theHolder } from '../../../domain/staff/actor.ts';
import { undoOfBooking } from '../../../store/booking/booking-query.ts';
import { bookingsBy } from '../../../store/booking/ledger-query.ts';
import { wasAnswered } from '../../../store/idempotency-query.ts';
import { type Ask, apiCall } from '../api-call.ts';
import { bookingView } from '../booking-view.ts';
import { onceOnly } from '../once-only.ts';
import { bookingSchema, handlingSchema, moveSchema } from '../schemas/booking-schemas.ts';

type HolderAsk = Pick<
  Ask<'/bookings/{reference}', unknown, unknown>,
  'system' | 'catalogue' | 'caller' | 'params' | 'body' | 'idempotencyKey'
>;
type Answer = z.infer<typeof bookingSchema>;

const perMinute = 60;
/** what the token is compared with when there is no booking, so that both take as long */
const nobody = hashToken('');

export async function held({ system, params, caller }: HolderAsk): Promise<Outcome<Booking>> {
  const reference = normaliseReference(params.reference);
  if (reference === null || caller.token === null) return refuse('unknown_booking');
  const [booking] = await bookingsBy(system.database.reader, system.database.engine, 'reference', [
    reference,
  ]);
  const right = tokenMatches(caller.token, booking?.tokenHash ?? nobody);
  return booking !== undefined && right ? accept(booking) : refuse('unknown_booking');
}

export async function change(
  ask: HolderAsk,
  what: string,
  command: (booking: Booking) => BookingCommand,
): Promise<Outcome<Answer>> {
  const found = await held(ask);
  if (!found.ok) return retried(ask, what, found);
  const done = await ask.system.bookings.submit(command(found.value), {
    actor: theHolder,
    idempotency: onceOnly(what, ask),
  });
  return done.ok ? showChanged(ask, found.value) : done;
}

/**
 * Whoever asks again because the answer was lost may have a token that this very change has ended: the answer of the first time is theirs. An
 * idempotency key has the scope of the token that came with it, so nobody else's is found.
 */
export async function retried(ask: HolderAsk, what: string, refusal: Refusal): Promise<Outcome<Answer>> {
  const { reader } = ask.system.database;
  const key = onceOnly(what, ask);
  const reference = normaliseReference(ask.params.reference);
  if (key === null || reference === null || !(await wasAnswered(reader, key))) return refusal;
  return showChanged(ask, { reference });
}

/** As it is after a change of its holder, who may have another token since. */
export async function showChanged(
  ask: HolderAsk,
  { reference }: Pick<Booking, 'reference'>,
): Promise<Outcome<Answer>> {
  const { reader, engine } = ask.system.database;
  const [booking] = await bookingsBy(reader, engine, 'reference', [reference]);
  return booking === undefined
    ? refuse('unknown_booking')
    : shown(ask, booking, bookingToken(ask.system.secrets, booking));
}

async function show(ask: HolderAsk): Promise<Outcome<Answer>> {
  const found = await held(ask);
  return found.ok ? shown(ask, found.value, ask.caller.token ?? '') : found;
}

async function shown(
  { system, catalogue }: HolderAsk,
  booking: Booking,
  token: string,
): Promise<Outcome<Answer>> {
  const undo = await undoOfBooking(system.database.reader, booking, system.clock.now());
  const offer = await offeredTimes(system, catalogue, booking);
  return accept(bookingView(system, catalogue, booking, { token, undo: undo?.until ?? null, offer }));
}

export const common = { access: 'holder', perMinute, status: 200, answer: bookingSchema } as const;

export const showBooking = apiCall({
  ...common,
  id: 'showBooking',
  method: 'get',
  path: '/bookings/{reference}',
  summary: 'A booking, for whoever holds its token',
  refusals: ['unknown_booking'],
  handle: show,
});

export const cancelBooking = apiCall({
  ...common,
  id: 'cancelBooking',
  method: 'post',
  path: '/bookings/{reference}/cancellation',
  summary: 'Cancels a booking; it can be taken back for two minutes',
  idempotent: true,
  body: z.unknown(),
  refusals: ['unknown_booking', 'not_active', 'cut_off_passed'],
  handle: (ask) =>
    change(ask, 'cancellation', ({ id, site }) => ({
      type: 'cancel',
      booking: id,
      site,
      actor: { kind: 'holder' },
      chance: ask.system.secrets.chance(),
      undo: ask.system.secrets.newId(),
    })),
});

export const moveBooking = apiCall({
  ...common,
  id: 'moveBooking',
  method: 'post',
  path: '/bookings/{reference}/move',
  summary: 'Moves a booking to another start at the same site; it can be taken back for two minutes',
  idempotent: true,
  body: moveSchema,
  refusals: [
    'unknown_booking',
    'not_active',
    'cut_off_passed',
    'same_slot',
    'slot_taken',
    'not_offered',
    'too_early',
    'too_late',
    'limit_reached',
    ...visitLimitCodes,
  ],
  handle: (ask) =>
    change(ask, 'move', ({ id, site }) => ({
      type: 'move',
      booking: id,
      site,
      start: ask.body.start,
      actor: { kind: 'holder' },
      overbook: false,
      undo: ask.system.secrets.newId(),
      chance: ask.system.secrets.chance(),
    })),
});

export const chooseHandling = apiCall({
  ...common,
  id: 'chooseHandling',
  method: 'post',
  path: '/bookings/{reference}/handling',
  summary: 'Chooses how a booking is handled, where the site offers a choice',
  idempotent: true,
  body: handlingSchema,
  refusals: ['unknown_booking', 'not_active', 'handling_not_offered', 'cut_off_passed', 'agency_under_way'],
  handle: (ask) =>
    change(ask, 'handling', ({ id, site }) => ({
      type: 'choose_handling',
      booking: id,
      site,
      mode: ask.body.mode,
      actor: { kind: 'holder' },
    })),
});

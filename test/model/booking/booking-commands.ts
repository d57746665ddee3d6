import fc, { type AsyncCommand } from 'fast-check';
import { BookHeld } from './book-held.ts';
import { BookSlots } from './book-slots.ts';
import type { BookingModel, RealBookings } from './booking-model.ts';
import { CancelBooking } from './cancel-booking.ts';
import { HoldSlots } from './hold-slots.ts';
import { LetTimePass } from './let-time-pass.ts';
import { MoveBooking } from './move-booking.ts';
import { ReleaseHold } from './release-hold.ts';
import { SettleBooking } from './settle-booking.ts';

const booking = fc.constantFrom('b1', 'b2', 'b3', 'b4', 'b5');
const hold = fc.constantFrom('h1', 'h2', 'h3');
const from = fc.nat(5);
const slots = fc.integer({ min: 1, max: 3 });
const state = fc.constantFrom(
  'arrived' as const,
  'missed' as const,
  'not_held' as const,
  'completed' as const,
  'not_served' as const,
);

type Command = fc.Arbitrary<AsyncCommand<BookingModel, RealBookings>>;

/** Random booking lives for `fc.asyncModelRun`, to be run against any `RealBookings`. */
export function bookingLives(maxCommands = 40) {
  const kinds: Command[] = [
    fc.tuple(hold, from, slots).map((args) => new HoldSlots(...args)),
    fc.tuple(booking, hold).map((args) => new BookHeld(...args)),
    fc.tuple(booking, from, slots, fc.boolean()).map((args) => new BookSlots(...args)),
    fc.tuple(booking, from).map((args) => new MoveBooking(...args)),
    booking.map((id) => new CancelBooking(id)),
    hold.map((id) => new ReleaseHold(id)),
    fc.tuple(booking, state).map((args) => new SettleBooking(...args)),
    fc.constantFrom(1, 5, 10).map((minutes) => new LetTimePass(minutes)),
  ];
  return fc.commands(kinds, { maxCommands, size: 'max' });
}

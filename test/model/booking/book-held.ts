import type { AsyncCommand } from 'fast-check';
import { bookCommand } from '../../support/booking-office.ts';
import type { BookingModel, RealBookings } from './booking-model.ts';
import { assertAnswer, instantIn, startOf, visitOf } from './model-office.ts';

/** Books what a hold kept, in time or after it ran out. */
export class BookHeld implements AsyncCommand<BookingModel, RealBookings> {
  readonly id: string;
  readonly hold: string;

  constructor(id: string, hold: string) {
    this.id = id;
    this.hold = hold;
  }

  check(model: Readonly<BookingModel>): boolean {
    return model.holds.has(this.hold) && !model.bookings.has(this.id);
  }

  async run(model: BookingModel, real: RealBookings): Promise<void> {
    const held = model.holds.get(this.hold);
    if (held === undefined) return;
    const { from, slots } = held;
    const gone = !model.isHeld(this.hold) && model.refusal(from, slots, this.hold) !== null;
    const expected = gone ? 'hold_expired' : null;
    const command = bookCommand(this.id, startOf(from), { services: visitOf(slots), hold: this.hold });
    assertAnswer(await real.perform(command, instantIn(model)), expected, String(this));
    if (gone) return;
    model.holds.delete(this.hold);
    model.bookings.set(this.id, { from, slots, extra: [], state: 'confirmed' });
  }

  toString(): string {
    return `book ${this.id} with ${this.hold}`;
  }
}

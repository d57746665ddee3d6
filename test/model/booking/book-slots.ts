import type { AsyncCommand } from 'fast-check';
import { bookCommand } from '../../support/booking-office.ts';
import type { BookingModel, RealBookings } from './booking-model.ts';
import { assertAnswer, instantIn, staff, startOf, visitOf } from './model-office.ts';

/** Books without a hold; staff may overbook. */
export class BookSlots implements AsyncCommand<BookingModel, RealBookings> {
  readonly id: string;
  readonly from: number;
  readonly slots: number;
  readonly overbook: boolean;

  constructor(id: string, from: number, slots: number, overbook: boolean) {
    this.id = id;
    this.from = from;
    this.slots = slots;
    this.overbook = overbook;
  }

  check(model: Readonly<BookingModel>): boolean {
    return !model.bookings.has(this.id);
  }

  async run(model: BookingModel, real: RealBookings): Promise<void> {
    const { from, slots, overbook } = this;
    const expected = model.refusal(from, slots, null, overbook);
    const actor = overbook ? { actor: staff, overbook } : {};
    const command = bookCommand(this.id, startOf(from), { services: visitOf(slots), ...actor });
    assertAnswer(await real.perform(command, instantIn(model)), expected, String(this));
    if (expected !== null) return;
    const extra = model.full(from, slots, null) ?? [];
    model.bookings.set(this.id, { from, slots, extra, state: 'confirmed' });
  }

  toString(): string {
    return `${this.overbook ? 'overbook' : 'book'} ${this.id} from ${this.from}, ${this.slots} slots`;
  }
}

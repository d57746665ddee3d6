import type { AsyncCommand } from 'fast-check';
import { hold } from '../../support/booking-office.ts';
import type { BookingModel, RealBookings } from './booking-model.ts';
import { assertAnswer, instantIn, startOf, visitOf } from './model-office.ts';

export class HoldSlots implements AsyncCommand<BookingModel, RealBookings> {
  readonly id: string;
  readonly from: number;
  readonly slots: number;

  constructor(id: string, from: number, slots: number) {
    this.id = id;
    this.from = from;
    this.slots = slots;
  }

  check(model: Readonly<BookingModel>): boolean {
    return !model.holds.has(this.id);
  }

  async run(model: BookingModel, real: RealBookings): Promise<void> {
    const expected = model.refusal(this.from, this.slots, null);
    const command = { ...hold(this.id, startOf(this.from)), services: visitOf(this.slots) };
    assertAnswer(await real.perform(command, instantIn(model)), expected, String(this));
    if (expected !== null) return;
    const until = model.minute + model.holdMinutes;
    model.holds.set(this.id, { from: this.from, slots: this.slots, extra: [], until });
  }

  toString(): string {
    return `hold ${this.id} from ${this.from}, ${this.slots} slots`;
  }
}

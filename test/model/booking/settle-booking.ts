import type { AsyncCommand } from 'fast-check';
import { settle } from '../../support/booking-office.ts';
import type { BookingModel, RealBookings } from './booking-model.ts';
import { assertAnswer, instantIn } from './model-office.ts';

const next: Readonly<Record<string, readonly string[]>> = {
  confirmed: ['arrived', 'completed', 'missed', 'not_held'],
  arrived: ['completed', 'not_served'],
};

type Settled = Parameters<typeof settle>[1];

export class SettleBooking implements AsyncCommand<BookingModel, RealBookings> {
  readonly id: string;
  readonly state: Settled;

  constructor(id: string, state: Settled) {
    this.id = id;
    this.state = state;
  }

  check(model: Readonly<BookingModel>): boolean {
    return model.bookings.has(this.id);
  }

  async run(model: BookingModel, real: RealBookings): Promise<void> {
    const booking = model.bookings.get(this.id);
    if (booking === undefined) return;
    const possible = next[booking.state];
    const refused = possible === undefined ? 'not_active' : 'wrong_state';
    const expected = possible?.includes(this.state) ? null : refused;
    assertAnswer(await real.perform(settle(this.id, this.state), instantIn(model)), expected, String(this));
    if (expected === null) model.bookings.set(this.id, { ...booking, state: this.state });
  }

  toString(): string {
    return `${this.id} is ${this.state}`;
  }
}

import type { AsyncCommand } from 'fast-check';
import { cancel } from '../../support/booking-office.ts';
import type { BookingModel, RealBookings } from './booking-model.ts';
import { assertAnswer, instantIn } from './model-office.ts';

export class CancelBooking implements AsyncCommand<BookingModel, RealBookings> {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  check(model: Readonly<BookingModel>): boolean {
    return model.bookings.has(this.id);
  }

  async run(model: BookingModel, real: RealBookings): Promise<void> {
    const booking = model.bookings.get(this.id);
    if (booking === undefined) return;
    const expected = booking.state === 'confirmed' ? null : 'not_active';
    assertAnswer(await real.perform(cancel(this.id), instantIn(model)), expected, String(this));
    if (expected === null) model.bookings.set(this.id, { ...booking, state: 'cancelled' });
  }

  toString(): string {
    return `cancel ${this.id}`;
  }
}

import type { AsyncCommand } from 'fast-check';
import { move } from '../../support/booking-office.ts';
import type { BookingModel, RealBookings } from './booking-model.ts';
import { assertAnswer, instantIn, startOf } from './model-office.ts';

export class MoveBooking implements AsyncCommand<BookingModel, RealBookings> {
  readonly id: string;
  readonly to: number;

  constructor(id: string, to: number) {
    this.id = id;
    this.to = to;
  }

  check(model: Readonly<BookingModel>): boolean {
    return model.bookings.has(this.id);
  }

  private expected(model: BookingModel): string | null {
    const booking = model.bookings.get(this.id);
    if (booking?.state !== 'confirmed') return 'not_active';
    return this.to === booking.from ? 'same_slot' : model.refusal(this.to, booking.slots, this.id);
  }

  async run(model: BookingModel, real: RealBookings): Promise<void> {
    const expected = this.expected(model);
    const command = move(this.id, startOf(this.to));
    assertAnswer(await real.perform(command, instantIn(model)), expected, String(this));
    const booking = model.bookings.get(this.id);
    if (expected !== null || booking === undefined) return;
    model.bookings.set(this.id, { ...booking, from: this.to, extra: [] });
  }

  toString(): string {
    return `move ${this.id} to ${this.to}`;
  }
}

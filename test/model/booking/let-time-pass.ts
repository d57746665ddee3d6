import type { AsyncCommand } from 'fast-check';
import type { BookingModel, RealBookings } from './booking-model.ts';

export class LetTimePass implements AsyncCommand<BookingModel, RealBookings> {
  readonly minutes: number;

  constructor(minutes: number) {
    this.minutes = minutes;
  }

  check(): boolean {
    return true;
  }

  async run(model: BookingModel): Promise<void> {
    model.minute += this.minutes;
  }

  toString(): string {
    return `${this.minutes} minutes pass`;
  }
}

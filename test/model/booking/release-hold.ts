import type { AsyncCommand } from 'fast-check';
import type { BookingModel, RealBookings } from './booking-model.ts';
import { assertAnswer, instantIn, modelSite } from './model-office.ts';

export class ReleaseHold implements AsyncCommand<BookingModel, RealBookings> {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  check(model: Readonly<BookingModel>): boolean {
    return model.isHeld(this.id);
  }

  async run(model: BookingModel, real: RealBookings): Promise<void> {
    const command = { type: 'release_hold', hold: this.id, site: modelSite.code } as const;
    assertAnswer(await real.perform(command, instantIn(model)), null, String(this));
    model.holds.delete(this.id);
  }

  toString(): string {
    return `release ${this.id}`;
  }
}

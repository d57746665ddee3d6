import type { BookingCommand } from '../../../server/domain/booking/ledger.ts';
import type { Outcome } from '../../../server/domain/outcome.ts';

/** What the model is compared with: the pure rules in memory, or the whole store on an engine. */
export interface RealBookings {
  perform(command: BookingCommand, now: number): Promise<Outcome<unknown>>;
}

/** Slots are numbered from 0; `extra` are those in which the booking has an extra place. */
interface Kept {
  readonly from: number;
  readonly slots: number;
  readonly extra: readonly number[];
}

/** The booking life in one page: slots are counted, places have no numbers, time is in minutes. */
export class BookingModel {
  minute = 0;
  readonly bookings = new Map<string, Kept & { readonly state: string }>();
  readonly holds = new Map<string, Kept & { readonly until: number }>();
  readonly slotsOfDay = 6;
  readonly places = 2;
  readonly holdMinutes = 10;

  /** Regular places taken in a slot; `but` is not counted. */
  private taken(slot: number, but: string | null): number {
    const live = [...this.holds].filter(([, hold]) => hold.until > this.minute);
    const booked = [...this.bookings].filter(([, booking]) => booking.state !== 'cancelled');
    return [...live, ...booked].filter(
      ([id, kept]) =>
        id !== but && slot >= kept.from && slot < kept.from + kept.slots && !kept.extra.includes(slot),
    ).length;
  }

  /** Those slots of a visit that are full; null: it does not fit into the day. */
  full(from: number, slots: number, but: string | null): number[] | null {
    if (from + slots > this.slotsOfDay) return null;
    return Array.from({ length: slots }, (_, k) => from + k).filter(
      (slot) => this.taken(slot, but) >= this.places,
    );
  }

  refusal(from: number, slots: number, but: string | null, overbook = false): string | null {
    const full = this.full(from, slots, but);
    if (full === null) return 'not_offered';
    return full.length > 0 && !overbook ? 'slot_taken' : null;
  }

  isHeld(id: string): boolean {
    return (this.holds.get(id)?.until ?? 0) > this.minute;
  }
}

import { type BookingState, bookingStates } from '../../booking/booking.ts';

/** Ratings of the two lowest, and whether they were answered before their deadline. */
export interface LowRatings {
  readonly total: number;
  readonly inTime: number;
  readonly late: number;
  readonly open: number;
}

/** How many bookings and ratings of which kind there are of some visits, by the site and the day of the visit. Plain JSON. */
export interface DayTally {
  readonly bookings: Readonly<Partial<Record<BookingState, number>>>;
  /** how often 1, 2, 3, 4 and 5 were given; none: nobody has rated */
  readonly scores: readonly number[];
  /** null: none */
  readonly low: LowRatings | null;
}

/** Counts of some days, put together. */
export class TallySum {
  readonly #bookings = Object.fromEntries(bookingStates.map((state) => [state, 0])) as Record<
    BookingState,
    number
  >;
  readonly #scores = [0, 0, 0, 0, 0];
  #low: LowRatings = { total: 0, inTime: 0, late: 0, open: 0 };

  add({ bookings, scores, low }: DayTally): void {
    for (const [state, count] of Object.entries(bookings)) this.#bookings[state as BookingState] += count;
    for (const [place, count] of scores.entries()) this.#scores[place] = (this.#scores[place] ?? 0) + count;
    if (low === null) return;
    const { total, inTime, late, open } = this.#low;
    this.#low = {
      total: total + low.total,
      inTime: inTime + low.inTime,
      late: late + low.late,
      open: open + low.open,
    };
  }

  total(): {
    readonly bookings: Readonly<Record<BookingState, number>>;
    readonly scores: readonly number[];
    readonly low: LowRatings;
  } {
    return { bookings: this.#bookings, scores: this.#scores, low: this.#low };
  }
}

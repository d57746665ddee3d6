import { type BookingState, bookingStates } from '../../../domain/booking/booking.ts';
import { type DayFold, type WaitKind, waitKinds } from '../../../domain/queue/figures/day-fold.ts';
import type { PeriodStatistics } from '../../../domain/queue/figures/period-statistics.ts';
import { PeriodSum } from '../../../domain/queue/figures/period-sum.ts';
import { type ServiceLevel, serviceLevel } from '../../../domain/queue/figures/service-level.ts';
import type { BookingCount } from '../../../store/statistics/booking-counts-query.ts';
import type { CaseCount, RatingCount } from '../../../store/statistics/rating-counts-query.ts';

export interface Ratings {
  /** how often 1, 2, 3, 4 and 5 were given */
  readonly counts: readonly number[];
  readonly total: number;
  /** null: nobody has rated */
  readonly mean: number | null;
}

/** Ratings of the two lowest, and whether they were answered before their deadline. */
export interface LowRatings {
  readonly total: number;
  readonly inTime: number;
  readonly late: number;
  readonly open: number;
}

export type LevelByKind = Readonly<Record<'all' | WaitKind, ServiceLevel>>;

/** What is known of a site in a period, or of several together. */
export interface Numbers {
  readonly hall: PeriodStatistics;
  /** by the target of each site as it is now */
  readonly level: LevelByKind;
  readonly bookings: Readonly<Record<BookingState, number>>;
  readonly ratings: Ratings;
  readonly low: LowRatings;
}

const noLevel: ServiceLevel = { asked: 0, within: 0 };

/** What is known of one site, of one part of a period or of all, counted as it is read. */
export class NumbersSum {
  readonly #hall = new PeriodSum();
  readonly #level = Object.fromEntries(waitKinds.map((kind) => [kind, noLevel])) as Record<
    WaitKind,
    ServiceLevel
  >;
  readonly #bookings = Object.fromEntries(bookingStates.map((state) => [state, 0])) as Record<
    BookingState,
    number
  >;
  readonly #scores = [0, 0, 0, 0, 0];
  readonly #low = { total: 0, inTime: 0, late: 0, open: 0 };

  /** A day of a hall, and within how many minutes its site means to call. */
  addDay(fold: DayFold, target: number): void {
    this.#hall.add(fold);
    for (const kind of waitKinds)
      this.#level[kind] = plus(this.#level[kind], serviceLevel(fold.waiting[kind].owed, target));
  }

  addBookings({ state, count }: BookingCount): void {
    this.#bookings[state] += count;
  }

  addRatings({ score, count }: RatingCount): void {
    this.#scores[score - 1] = (this.#scores[score - 1] ?? 0) + count;
  }

  addLow({ due, answered }: CaseCount): void {
    this.#low.total += 1;
    this.#low[answered === null ? 'open' : answered <= due ? 'inTime' : 'late'] += 1;
  }

  total(): Numbers {
    const { appointment, walk_in } = this.#level;
    return {
      hall: this.#hall.total(),
      // everybody has either an appointment or none
      level: { ...this.#level, all: plus(appointment, walk_in) },
      bookings: this.#bookings,
      ratings: ratingsOf(this.#scores),
      low: this.#low,
    };
  }
}

function plus(one: ServiceLevel, other: ServiceLevel): ServiceLevel {
  return { asked: one.asked + other.asked, within: one.within + other.within };
}

function ratingsOf(counts: readonly number[]): Ratings {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const points = counts.reduce((sum, count, position) => sum + count * (position + 1), 0);
  return { counts, total, mean: total === 0 ? null : Math.round((100 * points) / total) / 100 };
}

import type { BookingState } from '../../../domain/booking/booking.ts';
import type { HallFold } from '../../../domain/queue/figures/day-fold.ts';
import { type DayTally, type LowRatings, TallySum } from '../../../domain/queue/figures/day-tally.ts';
import type { PeriodStatistics } from '../../../domain/queue/figures/period-statistics.ts';
import { PeriodSum } from '../../../domain/queue/figures/period-sum.ts';
import { type ServiceLevel, serviceLevel } from '../../../domain/queue/figures/service-level.ts';
import { type WaitKind, waitKinds } from '../../../domain/queue/figures/wait-fold.ts';

export interface Ratings {
  /** how often 1, 2, 3, 4 and 5 were given */
  readonly counts: readonly number[];
  readonly total: number;
  /** null: nobody has rated */
  readonly mean: number | null;
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
  readonly #tally = new TallySum();

  /** A day of a hall, or several, and within how many minutes its site means to call. */
  addDay(fold: HallFold, target: number): void {
    this.#hall.add(fold);
    for (const kind of waitKinds)
      this.#level[kind] = plus(this.#level[kind], serviceLevel(fold.waiting[kind].owed, target));
  }

  addTally(tally: DayTally): void {
    this.#tally.add(tally);
  }

  /** What another one has counted. */
  addSum(other: NumbersSum): void {
    this.#hall.add(other.#hall.fold());
    for (const kind of waitKinds) this.#level[kind] = plus(this.#level[kind], other.#level[kind]);
    this.#tally.add(other.#tally.total());
  }

  total(): Numbers {
    const { appointment, walk_in } = this.#level;
    const { bookings, scores, low } = this.#tally.total();
    return {
      hall: this.#hall.total(),
      // everybody has either an appointment or none
      level: { ...this.#level, all: plus(appointment, walk_in) },
      bookings,
      ratings: ratingsOf(scores),
      low,
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

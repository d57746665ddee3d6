import { quantile } from '../forecast/service-times.ts';
import type { Summary } from './period-statistics.ts';

/**
 * Times of many days, in tenths of minutes, counted by their value: there are a few hundred different ones however many visits there were,
 * so that a year is summed up as quickly as a week.
 */
export class TimeTally {
  readonly #counts = new Map<number, number>();
  #all = 0;

  add(times: readonly number[]): void {
    for (const time of times) this.#counts.set(time, (this.#counts.get(time) ?? 0) + 1);
    this.#all += times.length;
  }

  /** Each value with how often it came, in no order. */
  counts(): Iterable<readonly [number, number]> {
    return this.#counts;
  }

  /** Minutes, to one decimal place. */
  summary(): Summary {
    if (this.#all === 0) return { count: 0, median: null, p90: null };
    const values = [...this.#counts].sort(([a], [b]) => a - b);
    const minutes = (level: number): number => Math.round(quantile(this.#sorted(values, level), level)) / 10;
    return { count: this.#all, median: minutes(0.5), p90: minutes(0.9) };
  }

  /** What `quantile` looks at of all times in order: the two on either side of the level. */
  #sorted(values: readonly (readonly [number, number])[], level: number): ArrayLike<number> {
    const below = Math.floor(level * (this.#all - 1));
    return { length: this.#all, [below]: at(values, below), [below + 1]: at(values, below + 1) };
  }
}

/** The time at a position of all in order; at the end the last. */
function at(values: readonly (readonly [number, number])[], position: number): number {
  let passed = 0;
  for (const [value, count] of values) {
    passed += count;
    if (passed > position) return value;
  }
  return values.at(-1)?.[0] ?? 0;
}

import { DDSketch } from '@datadog/sketches-js';

/** At most so far from the exact one is every value read from a histogram, as a share of it. */
const accuracy = 0.01;

/** Durations of a day or of many, plain JSON: how many were in each of the histogram's bins. */
export interface StoredTimes {
  readonly count: number;
  /** milliseconds, of all of them: means are exact */
  readonly sum: number;
  /** how many were none at all */
  readonly zeros: number;
  /** key of the first bin */
  readonly first: number;
  /** from the first bin to the last in which there is one */
  readonly bins: readonly number[];
}

/** Minutes, to one decimal place; null: nothing to summarise. */
export interface Summary {
  readonly count: number;
  readonly mean: number | null;
  readonly median: number | null;
  readonly p90: number | null;
}

const none: Summary = { count: 0, mean: null, median: null, p90: null };

/**
 * Durations in milliseconds, kept by their size and not one by one, so that days can be put together in any order and any number: what
 * many days say is what all their durations in one histogram would say.
 */
export class TimeHistogram {
  readonly #sketch = new DDSketch({ relativeAccuracy: accuracy });

  static of(durations: Iterable<number>): TimeHistogram {
    const made = new TimeHistogram();
    for (const one of durations) made.#sketch.accept(one);
    return made;
  }

  /** Takes in what was stored of others. */
  add({ count, sum, zeros, first, bins }: StoredTimes): void {
    const { store } = this.#sketch;
    this.#sketch.count += count;
    this.#sketch.sum += sum;
    this.#sketch.zeroCount += zeros;
    if (bins.length === 0) return;
    // makes room for both ends, as adding one by one would
    store.add(first, 0);
    store.add(first + bins.length - 1, 0);
    const from = first - store.offset;
    for (let place = 0; place < bins.length; place += 1)
      store.bins[from + place] = (store.bins[from + place] ?? 0) + (bins[place] ?? 0);
    store.count += count - zeros;
  }

  stored(): StoredTimes {
    const { count, sum, zeroCount: zeros, store } = this.#sketch;
    if (store.count === 0) return { count, sum, zeros, first: 0, bins: [] };
    const from = store.minKey - store.offset;
    const bins = store.bins.slice(from, store.maxKey - store.offset + 1);
    return { count, sum, zeros, first: store.minKey, bins };
  }

  summary(): Summary {
    const { count, sum } = this.#sketch;
    if (count === 0) return none;
    return {
      count,
      mean: tenth(sum / count),
      median: tenth(this.quantile(0.5)),
      p90: tenth(this.quantile(0.9)),
    };
  }

  /** As of all durations in order: between two of them, so far along as the level is. Milliseconds. */
  quantile(level: number): number {
    const position = level * (this.#sketch.count - 1);
    const below = Math.floor(position);
    const low = this.#at(below);
    return position === below ? low : low + (this.#at(below + 1) - low) * (position - below);
  }

  /** The one at a position of all in order. */
  #at(position: number): number {
    const { zeroCount, store, mapping } = this.#sketch;
    return position < zeroCount ? 0 : mapping.value(store.keyAtRank(position - zeroCount));
  }
}

/** Minutes with one decimal. */
function tenth(milliseconds: number): number {
  return Math.round(milliseconds / 6000) / 10;
}

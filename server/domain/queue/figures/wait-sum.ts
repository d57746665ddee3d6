import type { WaitStatistics } from './period-statistics.ts';
import type { OwedFold } from './service-level.ts';
import { TimeHistogram } from './time-histogram.ts';
import { type ToldFold, type WaitFold, waitBands } from './wait-fold.ts';

/** Waits of one kind of visitors, and how what they were told came out, of as many days as are added. */
export class WaitSum {
  readonly #waits = new TimeHistogram();
  #bands: readonly number[] = waitBands.map(() => 0);
  #told: ToldFold = { compared: 0, inside: 0, shorter: 0, longer: 0 };
  #owed: OwedFold = { called: [], left: [], notReached: 0 };

  add({ waits, bands, told, owed }: WaitFold): void {
    this.#waits.add(waits);
    this.#bands = added(this.#bands, bands);
    const known = this.#told;
    this.#told = {
      compared: known.compared + told.compared,
      inside: known.inside + told.inside,
      shorter: known.shorter + told.shorter,
      longer: known.longer + told.longer,
    };
    this.#owed = {
      called: added(this.#owed.called, owed.called),
      left: added(this.#owed.left, owed.left),
      notReached: this.#owed.notReached + owed.notReached,
    };
  }

  get bands(): readonly number[] {
    return this.#bands;
  }

  total(): WaitStatistics {
    return { wait: this.#waits.summary(), told: this.#told };
  }

  fold(): WaitFold {
    return {
      waits: this.#waits.stored(),
      bands: this.#bands,
      told: this.#told,
      owed: this.#owed,
    };
  }
}

/** Place by place; the longer list says how many there are. */
function added(one: readonly number[], other: readonly number[]): number[] {
  const [longer, shorter] = one.length < other.length ? [other, one] : [one, other];
  return longer.map((count, place) => count + (shorter[place] ?? 0));
}

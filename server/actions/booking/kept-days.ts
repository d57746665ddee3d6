import type { DayHolds, DayOffer } from '../../domain/booking/slots.ts';

/** Objects that never change in place: as long as they are the very same, so is what was made of them. */
type Made = readonly object[];

interface KeptDay {
  readonly of: Made;
  readonly taken: string;
  readonly holds: string;
  readonly offer: DayOffer;
}

/** Days of all sites and visits that are kept. */
const mostDays = 20_000;

/** The offers of single days as they were made last: a booking voids that of its own day, and no other. */
export class KeptDays {
  readonly #days = new Map<string, KeptDay>();

  /**
   * The offer of a day (`key`: of which visit where), which is made anew when what it is made `of`, its taken places or what it `holds` for have
   * changed. `minute` names the present one.
   */
  offer(
    key: string,
    proof: { readonly of: Made; readonly taken: string; readonly holds: DayHolds; readonly minute: number },
    make: () => DayOffer,
  ): DayOffer {
    const { of, taken } = proof;
    const holds = proof.holds ?? `${proof.minute}`;
    const known = this.#days.get(key);
    if (known !== undefined && known.taken === taken && known.holds === holds && same(known.of, of))
      return known.offer;
    const offer = make();
    this.#days.delete(key);
    // between full instants of minutes only: in one of them a rule may be of either side
    if (proof.holds !== null || !Number.isNaN(proof.minute)) this.#days.set(key, { of, taken, holds, offer });
    const [oldest] = this.#days.keys();
    if (this.#days.size > mostDays && oldest !== undefined) this.#days.delete(oldest);
    return offer;
  }
}

function same(left: Made, right: Made): boolean {
  return left.length === right.length && left.every((one, index) => one === right[index]);
}

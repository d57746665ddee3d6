import type { System } from '../../actions/system.ts';
import type { DayOffer } from '../../domain/booking/slots.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { VisitService } from '../../domain/catalogue/service.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { Refusal } from '../../domain/outcome.ts';
import { shownBoard } from '../../realtime/current-board.ts';
import { stateOn } from '../hall-words.ts';
import { shownDays } from './time-state.ts';

export interface ComparedSite {
  readonly site: Site;
  /** what the calendar shows; empty: nothing, `refusal` says why */
  readonly days: readonly DayOffer[];
  /** epoch ms; null: none free */
  readonly next: number | null;
  /** the hall now; null: nobody is queued there */
  readonly hall: { readonly state: ReturnType<typeof stateOn>; readonly waiting: number } | null;
  /** why this visit cannot be booked there; null: it can */
  readonly refusal: Refusal | null;
}

/** Every site that takes bookings (of one city, unless that is null), beside what makes one better than another for this visit. */
export function compareSites(
  system: System,
  catalogue: Catalogue,
  services: readonly VisitService[],
  city: string | null,
): Promise<readonly ComparedSite[]> {
  const sites = [...catalogue.sites.values()].filter(
    (site) => site.bookable && (city === null || site.city === city),
  );
  return Promise.all(sites.map((site) => compareSite(system, site, services)));
}

async function compareSite(
  system: System,
  site: Site,
  services: readonly VisitService[],
): Promise<ComparedSite> {
  const offer = await shownDays(system, site, services);
  if (!offer.ok) return { site, days: [], next: null, hall: null, refusal: offer };
  const [next] = offer.value.flatMap((day) => day.slots);
  return {
    site,
    days: offer.value,
    next: next?.start ?? null,
    hall: await hallNowAt(system, site),
    refusal: null,
  };
}

/** What the hall's board says: whether it is open, and how many wait; null: nobody is queued there. */
async function hallNowAt(system: System, site: Site): Promise<ComparedSite['hall']> {
  const board = await shownBoard(system, site.code);
  return board === null ? null : { state: stateOn(board), waiting: board.waiting.length };
}

import { freeSlots } from '../../actions/booking/free-slots.ts';
import type { System } from '../../actions/system.ts';
import { bookingWindow } from '../../domain/booking/booking-window.ts';
import { localDate } from '../../domain/calendar/local-time.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { VisitService } from '../../domain/catalogue/service.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { Refusal } from '../../domain/outcome.ts';
import { loadHallIfNewer } from '../../store/queue/hall-query.ts';

export interface ComparedSite {
  readonly site: Site;
  /** epoch ms; null: none free */
  readonly next: number | null;
  /** people waiting in the hall now; null: no hall is running */
  readonly waiting: number | null;
  /** why this visit cannot be booked there; null: it can */
  readonly refusal: Refusal | null;
}

/** Every site that takes bookings, beside what makes one better than another for this visit. */
export function compareSites(
  system: System,
  catalogue: Catalogue,
  services: readonly VisitService[],
): Promise<readonly ComparedSite[]> {
  const sites = [...catalogue.sites.values()].filter((site) => site.bookable);
  return Promise.all(sites.map((site) => compareSite(system, catalogue, site, services)));
}

async function compareSite(
  system: System,
  catalogue: Catalogue,
  site: Site,
  services: readonly VisitService[],
): Promise<ComparedSite> {
  const window = bookingWindow(site, catalogue.calendar, system.clock.now());
  const offer = await freeSlots(system, { site, services, from: window.firstDate, to: window.lastDate });
  if (!offer.ok) return { site, next: null, waiting: null, refusal: offer };
  const [next] = offer.value.days.flatMap((day) => day.slots);
  return { site, next: next?.start ?? null, waiting: await waitingNow(system, site), refusal: null };
}

async function waitingNow(system: System, site: Site): Promise<number | null> {
  const day = localDate(system.clock.now(), site.timeZone);
  const hall = await loadHallIfNewer(
    system.database.reader,
    site.code,
    day,
    system.hallCache.kept(site.code, day),
  );
  if (hall.version === 0 || hall.state === 'closed') return null;
  system.hallCache.keep(hall);
  return [...hall.tickets.values()].filter(({ state }) => state === 'waiting').length;
}

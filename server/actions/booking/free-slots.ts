import { type DayOffer, daysOffered, longestOffer } from '../../domain/booking/slots.ts';
import { type Visit, visitAt } from '../../domain/booking/visit.ts';
import { addDays, dayBounds, daysBetween } from '../../domain/calendar/local-time.ts';
import type { VisitService } from '../../domain/catalogue/service.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import { takenPlaces } from '../../store/booking/free-slots-query.ts';
import type { System } from '../system.ts';

export interface FreeSlotsAsk {
  readonly site: Site;
  readonly services: readonly VisitService[];
  /** local dates, both included; at most `longestOffer` days are answered */
  readonly from: string;
  readonly to: string;
}

export interface FreeSlots {
  readonly visit: Visit;
  readonly days: readonly DayOffer[];
}

const localDay = /^[2-8]\d{3}-\d{2}-\d{2}$/;

/** What can be booked, as the rows are now: one statement, or two when the catalogue's version is due to be looked at. */
export async function freeSlots(
  system: Pick<System, 'catalogue' | 'clock' | 'database'>,
  ask: FreeSlotsAsk,
): Promise<Outcome<FreeSlots>> {
  const { site, services, from, to } = ask;
  const apart = localDay.test(from) && localDay.test(to) ? daysBetween(from, to) : Number.NaN;
  if (!(apart >= 0)) return refuse('invalid_input');
  const catalogue = await system.catalogue();
  const visit = visitAt(site, catalogue.services, services);
  if (!visit.ok) return visit;
  const last = addDays(from, Math.min(apart, longestOffer - 1));
  const now = system.clock.now();
  // a visit that starts late on the last day covers slots of that day only
  const taken = await takenPlaces(
    system.database.reader,
    system.database.engine,
    [visit.value.queue.id],
    dayBounds(from, site.timeZone).start,
    dayBounds(last, site.timeZone).end,
    now,
  );
  const { calendar } = catalogue;
  const days = daysOffered({
    site,
    services: catalogue.services,
    calendar,
    visit: services,
    from,
    to,
    now,
    taken,
  });
  return days.ok ? accept({ visit: visit.value, days: days.value }) : days;
}

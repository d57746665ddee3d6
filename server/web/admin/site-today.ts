import { conflictCount } from '../../actions/catalogue/conflicts-at.ts';
import type { System } from '../../actions/system.ts';
import { localDate } from '../../domain/calendar/local-time.ts';
import { openingOn } from '../../domain/calendar/opening-hours.ts';
import type { PublishedCalendar } from '../../domain/calendar/published-calendar.ts';
import { publishedCalendar } from '../../domain/catalogue/build-catalogue.ts';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { type HallStateKind, hallStateOf } from '../../domain/queue/hall/hall-state.ts';
import { bookedOn } from '../../store/booking/future-bookings-query.ts';
import { loadHall } from '../../store/queue/hall-query.ts';
import { formatting } from '../formatting.ts';
import { hallNow } from '../hall-now.ts';
import type { PageContext } from '../page-context.ts';

/** One office's day so far, as a line of the overview. */
export interface SiteToday {
  readonly site: Site;
  readonly hours: string;
  readonly state: HallStateKind;
  readonly openNow: boolean;
  readonly waiting: number;
  readonly served: number;
  readonly counters: number;
  readonly booked: number;
  readonly conflicts: number;
}

export async function siteToday(
  system: System,
  records: CatalogueRecords,
  site: Site,
  { locale, t }: PageContext,
): Promise<SiteToday> {
  const { reader } = system.database;
  const now = system.clock.now();
  const day = localDate(now, site.timeZone);
  const hall = await loadHall(reader, site.code, day);
  const tickets = [...hall.tickets.values()];
  const calendar = publishedCalendar(records.calendarYears);
  const { sessions } = openingOn(site, calendar, day);
  const { timeSpan } = formatting(locale, site.timeZone);
  const hours = sessions
    .map(({ opens, closes }) => timeSpan(opens, closes))
    .join(t('settings.form.listSeparator'));
  return {
    site,
    hours: hours === '' ? t('common.closedOn') : hours,
    state: await stateAt(system, site, calendar, now),
    openNow: sessions.some(({ opens, closes }) => opens <= now && now < closes),
    waiting: tickets.filter(({ state }) => state === 'waiting').length,
    served: tickets.filter(({ state }) => state === 'done').length,
    counters: [...hall.counters.values()].filter(({ state }) => state === 'open').length,
    booked: await bookedOn(reader, site.code, day),
    conflicts: site.bookable ? await conflictCount(system, site.code) : 0,
  };
}

async function stateAt(
  system: System,
  site: Site,
  calendar: PublishedCalendar,
  now: number,
): Promise<HallStateKind> {
  const its = await hallNow(system, site.code);
  return (its?.state ?? hallStateOf({ site, calendar, hall: null, now, lastCallPassed: false })).kind;
}

import { conflictCounts } from '../../actions/catalogue/conflict-counts.ts';
import { Pieces } from '../../actions/pieces.ts';
import { gistAtWork } from '../../actions/queue/gist-at-work.ts';
import type { System } from '../../actions/system.ts';
import { localDate } from '../../domain/calendar/local-time.ts';
import { openingOn } from '../../domain/calendar/opening-hours.ts';
import { publishedCalendar } from '../../domain/catalogue/build-catalogue.ts';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { type HallStateKind, hallStateOf } from '../../domain/queue/hall/hall-state.ts';
import { bookedOn } from '../../store/booking/future-bookings-query.ts';
import { type HallGist, hallGists } from '../../store/queue/hall-gist-query.ts';
import { formatting } from '../formatting.ts';
import { hallsNow } from '../hall-now.ts';
import type { PageContext } from '../page-context.ts';

/** One office's day so far, as a line of the overview. */
export interface SiteToday {
  readonly site: Site;
  readonly hall: Pick<HallGist, 'day' | 'version'>;
  readonly hours: string;
  /** without the last call, which `withLastCall` knows */
  readonly state: HallStateKind;
  readonly openNow: boolean;
  readonly waiting: number;
  readonly served: number;
  readonly counters: number;
  readonly booked: number;
  readonly conflicts: number;
}

/** Of many offices with a number of questions that is the same however many they are, worked out in pieces. */
export async function sitesToday(
  system: System,
  records: CatalogueRecords,
  sites: readonly Site[],
  { locale, t }: PageContext,
): Promise<readonly SiteToday[]> {
  const { reader } = system.database;
  const now = system.clock.now();
  const days = new Map(sites.map(({ code, timeZone }) => [code, localDate(now, timeZone)]));
  const halls = await hallGists(reader, days);
  const booked = await bookedOn(reader, days);
  const bookable = sites.filter((site) => site.bookable).map(({ code }) => code);
  const conflicts = await conflictCounts(system, bookable);
  const calendar = publishedCalendar(records.calendarYears);
  const pieces = new Pieces();
  const lines: SiteToday[] = [];
  for (const site of sites) {
    await pieces.next();
    const hall = halls.get(site.code);
    const { sessions } = openingOn(site, calendar, days.get(site.code) ?? '');
    const { timeSpan } = formatting(locale, site.timeZone);
    const hours = sessions
      .map(({ opens, closes }) => timeSpan(opens, closes))
      .join(t('settings.form.listSeparator'));
    lines.push({
      site,
      hall: { day: hall?.day ?? '', version: hall?.version ?? 0 },
      hours: hours === '' ? t('common.closedOn') : hours,
      state: hallStateOf({ site, calendar, hall: gistAtWork(site, hall), now, lastCallPassed: false }).kind,
      openNow: sessions.some(({ opens, closes }) => opens <= now && now < closes),
      waiting: hall?.tickets.get('waiting') ?? 0,
      served: hall?.tickets.get('done') ?? 0,
      counters: hall?.counters.get('open') ?? 0,
      booked: booked.get(site.code) ?? 0,
      conflicts: conflicts.get(site.code) ?? 0,
    });
  }
  return lines;
}

/** The same, where somebody who comes now may not be served before closing: that takes a forecast for each hall, so it is for the lines that are shown. */
export async function withLastCall(
  system: System,
  lines: readonly SiteToday[],
): Promise<readonly SiteToday[]> {
  const asked = lines.filter(({ state, site }) => state === 'open' && site.hall.lastCall);
  const states = new Map<string, HallStateKind>();
  const halls = new Map(asked.map(({ site, hall }) => [site.code, hall]));
  for await (const { site, state } of hallsNow(system, halls)) states.set(site.code, state.kind);
  return lines.map((line) => ({ ...line, state: states.get(line.site.code) ?? line.state }));
}

import { localDate } from '../../domain/calendar/local-time.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { hallStateOf } from '../../domain/queue/hall/hall-state.ts';
import type { Board } from '../../domain/queue/screens/board.ts';
import { type HallWords, hallWords, stateOn } from '../hall-words.ts';
import type { PageContext } from '../page-context.ts';
import { comingParts } from '../part-closure-words.ts';
import { withQuery } from '../paths.ts';
import { type BoardView, boardView } from './board-view.ts';
import { type SiteEntry, siteEntry } from './city-sites.ts';
import { type OutletEntry, outletsOf } from './outlets.ts';
import { type ServiceLink, serviceLinks } from './service-link.ts';
import { type SpecialDays, specialDays, type WeekdayHours, weekHours } from './site-hours.ts';

export interface SiteView {
  readonly entry: SiteEntry;
  readonly city: string;
  readonly website: { readonly label: string; readonly href: string } | null;
  readonly mapHref: string | null;
  /** whether it is open; null: the board says so, or it has no hours */
  readonly open: HallWords | null;
  readonly hours: readonly WeekdayHours[];
  readonly hoursUnverified: boolean;
  readonly special: readonly SpecialDays[];
  /** queues and counters that are closed, e.g. every Friday afternoon */
  readonly parts: readonly string[];
  readonly services: readonly ServiceLink[];
  readonly outlets: readonly OutletEntry[];
  readonly handling: boolean;
  /** null: nothing is queued for here */
  readonly board: BoardView | null;
}

export function siteView(catalogue: Catalogue, site: Site, board: Board | null, page: PageContext): SiteView {
  const { locale } = page;
  const handled = new Set(site.services.map((line) => line.service));
  const here = {
    ...catalogue,
    services: new Map([...catalogue.services].filter(([code]) => handled.has(code))),
  };
  const city = catalogue.cities.find(({ code }) => code === site.city);
  const hasHours = site.sessions.length > 0;
  return {
    entry: siteEntry(site, page),
    city: city?.name[locale] ?? '',
    website: site.website === null ? null : { label: withoutScheme(site.website), href: site.website },
    mapHref: site.kind === 'customs' ? mapHref(site) : null,
    open: hasHours && site.counters.length === 0 ? openWords(catalogue, site, board, page) : null,
    hours: hasHours ? weekHours(site, page) : [],
    hoursUnverified: !site.verified || site.unverified?.includes('sessions') === true,
    special: hasHours ? specialDays(site, catalogue.calendar, page) : [],
    parts: comingParts(site, localDate(page.now, site.timeZone), page),
    services: serviceLinks(here, page),
    outlets: site.kind === 'partner' ? outletsOf(catalogue, site.city, page) : [],
    handling: site.handling,
    board: site.counters.length > 0 ? boardView(board, site, page) : null,
  };
}

/** Where nobody is queued, the hours alone say it. */
export function openWords(
  catalogue: Catalogue,
  site: Site,
  board: Board | null,
  page: PageContext,
): HallWords {
  const ask = { site, calendar: catalogue.calendar, hall: null, now: page.now, lastCallPassed: false };
  return hallWords(board === null ? hallStateOf(ask) : stateOn(board), site, page);
}

/** A search of the Chinese address at a map service that phones hand to their own map. */
function mapHref(site: Site): string | null {
  if (site.address === null) return null;
  return withQuery('https://uri.amap.com/search', { keyword: site.address['zh-CN'] });
}

function withoutScheme(address: string): string {
  return address.replace(/^https?:\/\//, '').replace(/\/$/, '');
}

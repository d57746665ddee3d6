import type { RequestHandler } from 'express';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { HallWords } from '../hall-words.ts';
import { type PageContext, pageContext } from '../page-context.ts';
import { type Page, renderPage } from '../render-page.ts';
import { type BoardView, boardView } from './board-view.ts';
import { citySites, type SiteEntry } from './city-sites.ts';
import { type OutletEntry, outletsOf } from './outlets.ts';
import type { PublicSystem } from './public-system.ts';
import { hoursToday } from './site-hours.ts';
import { openWords } from './site-view.ts';
import { askedOf, type SiteSearch, type SitesAsk, sitesFound } from './sites-found.ts';

/** An office with what decides between it and another: whether it is open, until when, and how long people wait there. */
export interface SiteCard {
  readonly entry: SiteEntry;
  /** null: it has no hours of its own */
  readonly now: { readonly words: HallWords; readonly today: readonly string[] } | null;
  /** who waits in its hall, where that is open */
  readonly queues: BoardView['queues'];
  readonly outlets: readonly OutletEntry[];
}

export interface SitesView {
  /** null: there are so few offices that all are shown */
  readonly search: SiteSearch | null;
  readonly cities: readonly { readonly name: string; readonly sites: readonly SiteCard[] }[];
}

const sitesPage: Page<SitesView> = {
  template: 'public/sites',
  layout: 'public',
  title: (_view, { t }) => t('common.titleEnd', { title: t('sites.title') }),
  description: (_view, { t }) => t('sites.lede'),
};

/** More halls than these are not asked for one page: of the others it tells the hours. */
const mostHalls = 12;

export function sites(system: PublicSystem): RequestHandler {
  return async (request, response) => {
    renderPage(response, sitesPage, await sitesView(system, pageContext(request), askedOf(request)));
  };
}

async function sitesView(system: PublicSystem, page: PageContext, ask: SitesAsk): Promise<SitesView> {
  const catalogue = await system.catalogue();
  const { shown, search } = sitesFound(catalogue, ask, page);
  const halls = shown.filter(({ counters }) => counters.length > 0);
  const asked = new Set(halls.slice(0, mostHalls).map(({ code }) => code));
  const cities = citySites(catalogue, page, shown).map(async ({ code, name, sites: entries }) => ({
    name,
    // offices that are only telephoned come last
    sites: await Promise.all(
      entries
        .toSorted((one, other) => Number(one.kind === 'partner') - Number(other.kind === 'partner'))
        .flatMap((entry) => {
          const site = catalogue.sites.get(entry.code);
          return site === undefined ? [] : [cardOf({ system, catalogue, site, entry }, asked, page)];
        }),
    ),
    code,
  }));
  return { search, cities: await Promise.all(cities) };
}

interface CardParts {
  readonly system: PublicSystem;
  readonly catalogue: Catalogue;
  readonly site: Site;
  readonly entry: SiteEntry;
}

async function cardOf(
  { system, catalogue, site, entry }: CardParts,
  asked: ReadonlySet<string>,
  page: PageContext,
): Promise<SiteCard> {
  const board = asked.has(site.code) ? ((await system.board?.(site, page.now)) ?? null) : null;
  const words = site.sessions.length > 0 ? openWords(catalogue, site, board, page) : null;
  return {
    entry,
    now: words === null ? null : { words, today: hoursToday(site, catalogue.calendar, page) },
    queues: words?.open === true && board !== null ? boardView(board, site, page).queues : [],
    outlets: site.kind === 'partner' ? outletsOf(catalogue, site.city, page) : [],
  };
}

import type { RequestHandler } from 'express';
import { liveSince } from '../../actions/staff/session-keeper.ts';
import type { System } from '../../actions/system.ts';
import { localDate } from '../../domain/calendar/local-time.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { clerkAt } from '../../domain/queue/hall/counter-clerk.ts';
import type { CounterState } from '../../domain/queue/hall/hall.ts';
import { isPermitted, mayWorkAt } from '../../domain/staff/permissions.ts';
import { clerkPlaces } from '../../store/queue/counter-clerk-query.ts';
import { countersOf, type HallGist, hallGists } from '../../store/queue/hall-gist-query.ts';
import { presentStaff } from '../../store/staff/present-staff-query.ts';
import { staffNames } from '../../store/staff/staff-query.ts';
import { type Paging, pagingOf } from '../admin/list/paging.ts';
import { currentStaff } from '../middleware/staff-session.ts';
import { type PageContext, pageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import { asked } from '../request/asked.ts';
import { sitesNamed } from '../sites-named.ts';

export interface ChooseView {
  readonly name: string;
  readonly mayManage: boolean;
  /** null: there are so few offices that all are shown */
  readonly search: {
    readonly action: string;
    readonly q: string;
    /** how many were found */
    readonly total: number;
    readonly paging: Paging;
  } | null;
  readonly sites: readonly {
    readonly name: string;
    readonly waiting: number;
    readonly counters: readonly {
      readonly code: string;
      readonly label: string;
      readonly queues: string;
      readonly state: CounterState['state'];
      /** whoever reads this works there */
      readonly own: boolean;
      /** the colleague who works there; null: nobody, or the reader */
      readonly clerk: string | null;
      /** its clerk is gone */
      readonly away: boolean;
    }[];
  }[];
}

const page: Page<ChooseView> = {
  template: 'counter/choose',
  layout: 'staff',
  surface: 'counter',
  title: (_view, { t }) => t('common.titleEnd', { title: t('counter.choose.title') }),
};

/** More offices than these are looked for by name, and shown so many at a time. */
const mostSites = 20;

export function chooseCounter(system: System): RequestHandler {
  return async (request, response) => {
    const staff = currentStaff(request);
    const context = pageContext(request);
    const { database, clock } = system;
    const catalogue = await system.catalogue();
    const its = [...catalogue.sites.values()].filter(
      (site) => site.counters.length > 0 && mayWorkAt(staff, site.code),
    );
    const places = new Set((await clerkPlaces(database.reader, [staff.id])).map(({ site }) => site));
    const q = asked(request, 'q', 100);
    const found = sitesNamed(its, catalogue, q);
    // where somebody works comes first
    const ordered = [...found].sort(
      (one, other) => Number(places.has(other.code)) - Number(places.has(one.code)),
    );
    const pages = Math.max(1, Math.ceil(ordered.length / mostSites));
    const at = Math.min(pages, Math.max(1, Math.floor(Number(asked(request, 'page', 6)) || 1)));
    const shown = ordered.slice((at - 1) * mostSites, at * mostSites);
    const now = clock.now();
    const days = new Map(shown.map(({ code, timeZone }) => [code, localDate(now, timeZone)]));
    const halls = await hallGists(database.reader, days);
    const counters = await countersOf(database.reader, days);
    const clerks = [...counters.values()].flatMap((states) =>
      [...states.values()].flatMap((state) => clerkAt(state) ?? []),
    );
    const known = {
      ...{ staff: staff.id, halls, counters },
      names: await staffNames(database.reader, clerks),
      present: await presentStaff(database.reader, clerks, liveSince(now)),
    };
    const action = paths.counter.choose();
    renderPage(response, page, {
      name: staff.name,
      mayManage: isPermitted(staff.role, 'hall.manage'),
      search:
        its.length <= mostSites
          ? null
          : {
              ...{ action, q, total: found.length },
              paging: pagingOf(
                at,
                found.length,
                (number) => withQuery(action, { q: q === '' ? undefined : q, page: number }),
                mostSites,
              ),
            },
      sites: shown.map((site) => siteView(site, known, context)),
    });
  };
}

interface KnownOfHalls {
  /** who reads the page */
  readonly staff: string;
  readonly halls: ReadonlyMap<string, HallGist>;
  readonly counters: ReadonlyMap<string, ReadonlyMap<string, CounterState>>;
  readonly names: ReadonlyMap<string, string>;
  /** those who are signed in */
  readonly present: ReadonlySet<string>;
}

function siteView(site: Site, known: KnownOfHalls, { locale }: PageContext): ChooseView['sites'][number] {
  return {
    name: site.name[locale],
    waiting: known.halls.get(site.code)?.tickets.get('waiting') ?? 0,
    counters: site.counters.map(({ code, label, queues }) => {
      const now = known.counters.get(site.code)?.get(code);
      const clerk = clerkAt(now);
      const names = site.queues.filter(({ id }) => queues.includes(id)).map(({ name }) => name[locale]);
      return {
        code,
        label,
        queues: names.join(locale === 'en' ? ', ' : '、'),
        state: now?.state ?? 'closed',
        own: clerk === known.staff,
        clerk: clerk === known.staff ? null : (known.names.get(clerk ?? '') ?? null),
        away: clerk !== null && !known.present.has(clerk),
      };
    }),
  };
}

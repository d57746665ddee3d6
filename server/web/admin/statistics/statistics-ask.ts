import type { Request } from 'express';
import type { System } from '../../../actions/system.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { type PageContext, pageContext } from '../../page-context.ts';
import { sitesOf, today } from '../staff-sites.ts';
import { collectStatistics } from './collect-statistics.ts';
import { groupingIn, type Period, periodBefore, periodIn, spansOf } from './period.ts';
import type { Compared, TableAsk } from './raw-table.ts';

export interface StatisticsAsk extends TableAsk {
  readonly page: PageContext;
  readonly choice: readonly Site[];
  /** null: several are compared */
  readonly chosen: Site | null;
  readonly period: Period & { readonly cut: boolean };
}

/** Everything that was asked for, or the status with which it is refused. */
export async function openStatistics(system: System, request: Request): Promise<StatisticsAsk | 403 | 404> {
  const catalogue = await system.catalogue();
  const staff = currentStaff(request);
  const page = pageContext(request);
  const choice = sitesOf(catalogue, staff);
  const first = choice[0];
  if (first === undefined) return 404;
  const wanted = sitesIn(request);
  const named = wanted.map((code) => catalogue.sites.get(code));
  if (!wanted.includes('all') && named.includes(undefined)) return 404;
  if (named.some((site) => site !== undefined && !mayWorkAt(staff, site.code))) return 403;
  const several = wanted.includes('all') ? choice : choice.filter(({ code }) => wanted.includes(code));
  // of a site without a hall there is nothing to compare
  const one = wanted.length === 0 ? first : named.length === 1 ? (named[0] ?? null) : null;
  const sites = one === null ? several : [one];
  const chosen = one ?? (sites.length === 1 && !wanted.includes('all') ? (sites[0] ?? null) : null);
  const day = today(sites[0] ?? first, page.now);
  const period = periodIn(request, day);
  const grouping = groupingIn(request, period);
  const everySite =
    wanted.includes('all') && [...catalogue.sites.keys()].every((code) => mayWorkAt(staff, code));
  const [collected, compared] = await Promise.all([
    collectStatistics(system, sites, period, spansOf(period, grouping), {
      months: grouping === 'month',
      everySite,
    }),
    comparedWith(system, { sites, choice, period }),
  ]);
  return { collected, compared, sites, catalogue, page, choice, chosen, period, grouping, today: day };
}

/** Of more offices than these those of the same cities are the others, and the period before is not read: a thousand would be read twice. */
export const mostCompared = 60;

/** The same offices in the period before, and the others in the same one. */
async function comparedWith(
  system: System,
  { sites, choice, period }: Pick<StatisticsAsk, 'sites' | 'choice'> & { readonly period: Period },
): Promise<Compared> {
  const together = async (some: readonly Site[], span: Period) =>
    (await collectStatistics(system, some, span, [span], { months: true, everySite: false })).together;
  const rest = choice.filter((site) => !sites.includes(site));
  const cities = new Set(sites.map(({ city }) => city));
  const others = rest.length <= mostCompared ? rest : rest.filter(({ city }) => cities.has(city));
  const before = periodBefore(period);
  return {
    before: sites.length > mostCompared ? null : { period: before, numbers: await together(sites, before) },
    others: others.length === 0 ? null : await together(others, period),
  };
}

/** ?site=BJ-TSY, ?site=all, or several of them to be compared. */
function sitesIn(request: Request): string[] {
  const given = [request.query['site'] ?? []].flat();
  return [...new Set(given.filter((one) => typeof one === 'string' && one !== ''))].slice(0, 50) as string[];
}

/** As the address says it. */
export function sitesAsked({
  chosen,
  sites,
  choice,
}: Pick<StatisticsAsk, 'chosen' | 'sites' | 'choice'>): string | string[] {
  if (chosen !== null) return chosen.code;
  return sites.length === choice.length ? 'all' : sites.map(({ code }) => code);
}

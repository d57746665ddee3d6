import type { Request, RequestHandler } from 'express';
import { recordAudit } from '../../../actions/record-audit.ts';
import type { System } from '../../../actions/system.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { pageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { type Page, renderPage } from '../../render-page.ts';
import { fileFormat, sendTable, sendWorkbook, type TableFile } from '../list/table-file.ts';
import { asked, sitesOf, today } from '../site-of-request.ts';
import { collectStatistics } from './collect-statistics.ts';
import { chartDrawer } from './draw-chart.ts';
import { groupingIn, periodIn, spansOf } from './period.ts';
import {
  type StatisticsAsk,
  type StatisticsView,
  sitesAsked,
  statisticsView,
  tablesOf,
} from './statistics-view.ts';
import { type StatisticsTable, tableNames, tableOf } from './tables.ts';

const statisticsPage: Page<StatisticsView> = {
  template: 'admin/statistics/statistics',
  layout: 'admin',
  surface: 'statistics',
  title: (view, { t }) => t('common.titleEnd', { title: t('statistics.titleAt', { site: view.heading }) }),
};

function showStatistics(system: System): RequestHandler {
  return async (request, response) => {
    const ask = await read(system, request);
    if (typeof ask === 'number')
      return renderErrorPage(response, ask, ask === 403 ? 'not_permitted' : undefined);
    renderPage(response, statisticsPage, statisticsView(ask, await chartDrawer()));
  };
}

/** One table as a file, or `all` of them as the sheets of one workbook. */
function exportTable(system: System): RequestHandler {
  return async (request, response) => {
    const wanted = String(request.params['table']);
    const name = tableNames.find((one) => one === wanted);
    const format = fileFormat(asked(request, 'format'));
    const known = name !== undefined || (wanted === 'all' && format === 'xlsx');
    if (!known || format === null) return renderErrorPage(response, 404);
    const ask = await read(system, request);
    if (typeof ask === 'number')
      return renderErrorPage(response, ask, ask === 403 ? 'not_permitted' : undefined);
    const { from, to } = ask.period;
    const site = [sitesAsked(ask)].flat().join('_');
    const tables = (name === undefined ? tablesOf(ask) : [name]).map((one) => tableOf(one, ask));
    await recordAudit(system, {
      actor: `staff:${currentStaff(request).id}`,
      address: request.ip ?? null,
      action: 'statistics.export',
      subject: site,
      before: null,
      after: {
        table: wanted,
        format,
        from,
        to,
        rows: tables.reduce((sum, { rows }) => sum + rows.length, 0),
      },
      result: 'done',
    });
    const [table] = tables;
    if (name === undefined || table === undefined)
      return sendWorkbook(response, `statistics-${site}-${from}-${to}`, titled(tables, ask));
    await sendTable(response, { ...table, name: `${name}-${site}-${from}-${to}` }, format);
  };
}

function titled(tables: readonly StatisticsTable[], { page }: StatisticsAsk): TableFile[] {
  return tables.map((table) => ({ ...table, name: page.t(`statistics.section.${table.name}.title`) }));
}

/** Everything that was asked for, or the status with which it is refused. */
async function read(system: System, request: Request): Promise<StatisticsAsk | 403 | 404> {
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
  const compared = wanted.includes('all') ? choice : choice.filter(({ code }) => wanted.includes(code));
  // of a site without a hall there is nothing to compare
  const one = wanted.length === 0 ? first : named.length === 1 ? (named[0] ?? null) : null;
  const sites = one === null ? compared : [one];
  const chosen = one ?? (sites.length === 1 && !wanted.includes('all') ? (sites[0] ?? null) : null);
  const day = today(sites[0] ?? first, page.now);
  const period = periodIn(request, day);
  const grouping = groupingIn(request, period);
  const collected = await collectStatistics(system, sites, period, spansOf(period, grouping));
  return { collected, sites, catalogue, page, choice, chosen, period, grouping, today: day };
}

/** ?site=BJ-TSY, ?site=all, or several of them to be compared. */
function sitesIn(request: Request): string[] {
  const given = [request.query['site'] ?? []].flat();
  return [...new Set(given.filter((one) => typeof one === 'string' && one !== ''))].slice(0, 50) as string[];
}

const audience = staffOfSite('statistics.read');

/** What the halls have done, for whoever may see it, of their own sites. */
export const statisticsPages: readonly DeclaredPage<System>[] = [
  {
    path: paths.admin.section('statistics'),
    audience,
    get: showStatistics,
    menu: { under: 'daily', text: 'settings.menu.statistics' },
  },
  { path: paths.admin.item('statistics', ':table'), audience, get: exportTable, answers: 'file' },
];

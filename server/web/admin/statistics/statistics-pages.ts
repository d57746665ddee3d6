import type { Request, RequestHandler, Response } from 'express';
import { Pieces } from '../../../actions/pieces.ts';
import { recordAudit } from '../../../actions/record-audit.ts';
import type { System } from '../../../actions/system.ts';
import { staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { paths } from '../../paths.ts';
import { type Page, renderPage } from '../../render-page.ts';
import { asked } from '../../request/asked.ts';
import type { SafeHtml } from '../../safe-html.ts';
import type { ListRequest } from '../list/declared-list.ts';
import { listPage } from '../list/list-page.ts';
import type { ListView } from '../list/list-view.ts';
import { showListWith } from '../list/show-list.ts';
import { sendWorkbook } from '../list/table-file.ts';
import type { TableFile } from '../list/workbook.ts';
import { chartOf } from './charts.ts';
import { clerkList } from './clerk-list.ts';
import { drawBeside } from './draw-beside.ts';
import { openStatistics, type StatisticsAsk } from './statistics-ask.ts';
import { siteText, statisticsLists } from './statistics-lists.ts';
import { clerksPath, type StatisticsView, statisticsView, tablesOf } from './statistics-view.ts';
import { tableSheet } from './table-sheet.ts';
import type { TableName } from './tables.ts';
import { toldList } from './told-list.ts';

const statisticsPage: Page<StatisticsView> = {
  template: 'admin/statistics/statistics',
  layout: 'admin',
  surface: 'statistics',
  title: (view, { t }) => t('common.titleEnd', { title: t('statistics.titleAt', { site: view.heading }) }),
};

function showStatistics(system: System): RequestHandler {
  return async (request, response) => {
    const ask = await opened(system, request, response);
    if (ask === null) return;
    const lists = new Map<TableName, ListView>();
    const pieces = new Pieces();
    for (const name of tablesOf(ask)) {
      await pieces.next();
      const shown = await showListWith(statisticsLists[name], ask, response);
      if (shown === null) return;
      lists.set(name, shown.list);
    }
    const drawn = await pictures([...lists.keys()], ask);
    renderPage(response, statisticsPage, statisticsView(ask, lists, drawn));
  };
}

/** The pictures beside these tables. */
async function pictures(
  names: readonly TableName[],
  ask: StatisticsAsk,
): Promise<ReadonlyMap<TableName, SafeHtml>> {
  const charts = names.flatMap((name) => {
    const chart = chartOf(name, ask);
    return chart === null ? [] : [{ name, chart }];
  });
  const drawn = await drawBeside(charts.map(({ chart }) => chart));
  return new Map(
    charts.flatMap(({ name }, position) => {
      const picture = drawn[position];
      return picture === undefined ? [] : [[name, picture] as const];
    }),
  );
}

/** All tables as the sheets of one workbook. */
function exportAll(system: System): RequestHandler {
  return async (request, response) => {
    if (asked(request, 'format') !== 'xlsx') return renderErrorPage(response, 404);
    const ask = await opened(system, request, response);
    if (ask === null) return;
    const { from, to } = ask.period;
    const sheets: TableFile[] = [];
    for (const name of tablesOf(ask)) sheets.push(await tableSheet(name, ask));
    await recordAudit(system, {
      actor: ask.staff,
      action: 'statistics.export',
      subject: siteText(ask),
      before: null,
      after: {
        table: 'all',
        format: 'xlsx',
        from,
        to,
        rows: sheets.reduce((sum, { total }) => sum + total, 0),
      },
      result: 'done',
    });
    await sendWorkbook(response, `statistics-${siteText(ask)}-${from}-${to}`, sheets);
  };
}

/** Null: it has been answered. */
async function opened(
  system: System,
  request: Request,
  response: Response,
): Promise<(ListRequest<System> & StatisticsAsk) | null> {
  const ask = await openStatistics(system, request);
  if (typeof ask !== 'number') return { system, request, staff: currentStaff(request), ...ask };
  renderErrorPage(response, ask, ask === 403 ? 'not_permitted' : undefined);
  return null;
}

const audience = staffOfSite('statistics.read');

/** What the halls have done, for whoever may see it, of their own sites. */
export const statisticsPages: readonly DeclaredPage<System>[] = [
  {
    path: paths.admin.section('statistics'),
    audience,
    get: showStatistics,
    lists: Object.values(statisticsLists),
    menu: { under: 'daily', text: 'settings.menu.statistics' },
  },
  { path: paths.admin.item('statistics', 'all'), audience, get: exportAll, answers: 'file' },
  {
    path: paths.admin.section('told'),
    audience,
    ...listPage(toldList),
    menu: { under: 'daily', text: 'told.title' },
  },
  { path: clerksPath, audience: staffOfSite('statistics.clerks'), ...listPage(clerkList) },
];

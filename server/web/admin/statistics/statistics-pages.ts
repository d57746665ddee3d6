import { type Request, type RequestHandler, Router } from 'express';
import { recordAudit } from '../../../actions/record-audit.ts';
import type { System } from '../../../actions/system.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { renderErrorPage } from '../../error-page.ts';
import { currentStaff, requireStaff } from '../../middleware/staff-session.ts';
import { pageContext } from '../../page-context.ts';
import { type Page, renderPage } from '../../render-page.ts';
import { asked, sitesOf, today } from '../site-of-request.ts';
import { fileFormat, sendTable } from '../table-file.ts';
import { gatherStatistics } from './gather-statistics.ts';
import { periodIn } from './period.ts';
import { type StatisticsAsk, type StatisticsView, statisticsView } from './statistics-view.ts';
import { tableNames, tableOf } from './tables.ts';

const statisticsPage: Page<StatisticsView> = {
  template: 'admin/statistics/statistics',
  layout: 'admin',
  surface: 'statistics',
  title: (view, { t }) => t('common.titleEnd', { title: t('statistics.titleAt', { site: view.heading }) }),
};

/** What the halls have done, for whoever may see it, of their own sites. */
export function statisticsPages(system: System): Router {
  const router = Router();
  const read = requireStaff('statistics.read');
  router.get('/admin/statistics', read, showStatistics(system));
  router.get('/admin/statistics/:table', read, exportTable(system));
  return router;
}

function showStatistics(system: System): RequestHandler {
  return async (request, response) => {
    const ask = await read(system, request);
    if (typeof ask === 'number')
      return renderErrorPage(response, ask, ask === 403 ? 'not_permitted' : undefined);
    renderPage(response, statisticsPage, statisticsView(ask));
  };
}

function exportTable(system: System): RequestHandler {
  return async (request, response) => {
    const name = tableNames.find((one) => one === request.params['table']);
    const format = fileFormat(asked(request, 'format'));
    if (name === undefined || format === null) return renderErrorPage(response, 404);
    const ask = await read(system, request);
    if (typeof ask === 'number')
      return renderErrorPage(response, ask, ask === 403 ? 'not_permitted' : undefined);
    const { from, to } = ask.period;
    const site = ask.chosen?.code ?? 'all';
    const table = tableOf(name, ask);
    await recordAudit(system, {
      actor: `staff:${currentStaff(request).id}`,
      address: request.ip ?? null,
      action: 'statistics.export',
      subject: site,
      before: null,
      after: { table: name, format, from, to, rows: table.rows.length },
      result: 'done',
    });
    await sendTable(response, { ...table, name: `${name}-${site}-${from}-${to}` }, format);
  };
}

/** Everything that was asked for, or the status with which it is refused. */
async function read(system: System, request: Request): Promise<StatisticsAsk | 403 | 404> {
  const catalogue = await system.catalogue();
  const staff = currentStaff(request);
  const page = pageContext(request);
  const choice = sitesOf(catalogue, staff);
  const first = choice[0];
  if (first === undefined) return 404;
  const wanted = asked(request, 'site');
  const chosen = wanted === 'all' ? null : wanted === '' ? first : (catalogue.sites.get(wanted) ?? null);
  if (chosen === null && wanted !== 'all') return 404;
  if (chosen !== null && !mayWorkAt(staff, chosen.code)) return 403;
  const day = today(chosen ?? first, page.now);
  const period = periodIn(request, day);
  const sites = chosen === null ? choice : [chosen];
  const gathered = await gatherStatistics(system, sites, period);
  return { gathered, sites, catalogue, page, choice, chosen, period, today: day };
}

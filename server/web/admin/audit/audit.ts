import { type Request, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { exportAudit, exportLimit } from '../../../actions/staff/export-audit.ts';
import type { System } from '../../../actions/system.ts';
import { dayBounds } from '../../../domain/calendar/local-time.ts';
import type { Locale } from '../../../domain/catalogue/words.ts';
import {
  type AuditSearch,
  auditActions,
  auditLine,
  auditOrders,
  countAudit,
  searchAudit,
} from '../../../store/staff/audit-query.ts';
import { renderErrorPage } from '../../error-page.ts';
import { currentStaff, requireStaff } from '../../middleware/staff-session.ts';
import { pageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { type Page, renderPage } from '../../render-page.ts';
import { addressOf } from '../../staff/own-path.ts';
import { staffZone } from '../../staff/staff-time.ts';
import { askedSorting } from '../sorting.ts';
import { type FileFormat, fileFormats, sendTable } from '../table-file.ts';
import { actorNames, actorsMeant } from './actor-names.ts';
import {
  type AskedAudit,
  type AuditLineView,
  type AuditListView,
  auditLineView,
  auditListView,
  linesPerPage,
} from './audit-view.ts';

const listPage: Page<AuditListView> = {
  template: 'admin/audit/list',
  layout: 'admin',
  surface: 'admin',
  title: (_view, { t }) => t('common.titleEnd', { title: t('audit.title') }),
};

const linePage: Page<AuditLineView> = {
  template: 'admin/audit/line',
  layout: 'admin',
  surface: 'admin',
  title: (_view, { t }) => t('common.titleEnd', { title: t('audit.detail') }),
};

const text = z.string().trim().max(100).catch('');
const date = z.iso.date().catch('');
const asking = z.object({
  actor: text,
  action: text,
  subject: text,
  from: date,
  to: date,
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
});

/** The audit, for whoever may read it. Nothing here changes it, but that an export is written into it. */
export function auditPages(system: System): Router {
  const router = Router();
  const read = requireStaff('audit.read');
  router.get(paths.admin.audit(), read, list(system));
  for (const format of fileFormats)
    router.get(paths.admin.auditExport(format), read, download(system, format));
  router.get('/admin/audit/:id', read, async (request, response) => {
    const line = await auditLine(system.database.reader, String(request.params['id']));
    if (line === null) return renderErrorPage(response, 404);
    const { locale } = pageContext(request);
    const named = await actorNames(system, [line.actor], locale);
    renderPage(response, linePage, auditLineView(line, named, locale));
  });
  return router;
}

function list(system: System): RequestHandler {
  return async (request, response) => {
    const { locale } = pageContext(request);
    const { reader } = system.database;
    const asked = askedIn(request);
    const search = await searchOf(system, asked, locale);
    const [total, actions, lines] = await Promise.all([
      countAudit(reader, search),
      auditActions(reader),
      searchAudit(reader, search, { offset: (asked.page - 1) * linesPerPage, limit: linesPerPage }),
    ]);
    const named = await actorNames(
      system,
      lines.map(({ actor }) => actor),
      locale,
    );
    const view = auditListView({ asked, actions, lines, total, named, limit: exportLimit }, locale);
    renderPage(response, listPage, view);
  };
}

function download(system: System, format: FileFormat): RequestHandler {
  return async (request, response) => {
    const { locale } = pageContext(request);
    const table = await exportAudit(system, await searchOf(system, askedIn(request), locale), {
      actor: `staff:${currentStaff(request).id}`,
      address: addressOf(request),
      format,
      nameOf: (actors) => actorNames(system, actors, locale),
    });
    await sendTable(response, { name: 'audit', ...table }, format);
  };
}

function askedIn(request: Request): AskedAudit {
  return { ...asking.parse(request.query), sort: askedSorting(request, auditOrders) };
}

/** Dates are days where the offices are; both of them belong to the range. */
async function searchOf(system: System, asked: AskedAudit, locale: Locale): Promise<AuditSearch> {
  const { actor, action, subject, from, to, sort } = asked;
  return {
    sort,
    actors: await actorsMeant(system, actor, locale),
    action,
    subject,
    from: from === '' ? null : dayBounds(from, staffZone).start,
    to: to === '' ? null : dayBounds(to, staffZone).end,
  };
}

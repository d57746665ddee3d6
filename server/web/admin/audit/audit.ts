import type { Request, RequestHandler } from 'express';
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
import { staff } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
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

function line(system: System): RequestHandler {
  return async (request, response) => {
    const found = await auditLine(system.database.reader, String(request.params['id']));
    if (found === null) return renderErrorPage(response, 404);
    const { locale } = pageContext(request);
    const named = await actorNames(system, [found.actor], locale);
    renderPage(response, linePage, auditLineView(found, named, locale));
  };
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

const both = { audience: staff('audit.read'), bothLanguages: true } as const;

/** The audit, for whoever may read it. Nothing here changes it, but that an export is written into it. */
export const auditPages: readonly DeclaredPage<System>[] = [
  { path: paths.admin.audit(), ...both, get: list, menu: { under: 'access', text: 'settings.menu.audit' } },
  ...fileFormats.map(
    (format): DeclaredPage<System> => ({
      path: paths.admin.auditExport(format),
      ...both,
      get: (system) => download(system, format),
      answers: 'file',
    }),
  ),
  { path: paths.admin.item('audit', ':id'), ...both, get: line },
];

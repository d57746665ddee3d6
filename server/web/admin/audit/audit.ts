import type { RequestHandler } from 'express';
import type { System } from '../../../actions/system.ts';
import { auditLine } from '../../../store/staff/audit-query.ts';
import { namesOfSubjects } from '../../../store/staff/audit-subject-query.ts';
import { staff } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { pageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { parameter } from '../../request/asked.ts';
import { adminPage } from '../admin-page.ts';
import { listPage } from '../list/list-page.ts';
import { actorNames } from './actor-names.ts';
import { auditList } from './audit-list.ts';
import { type AuditLineView, auditLineView } from './audit-view.ts';

const linePage = adminPage<AuditLineView>('admin/audit/line', (_view, { t }) => t('audit.detail'));

function line(system: System): RequestHandler {
  return async (request, response) => {
    const found = await auditLine(system.database.reader, parameter(request, 'id'));
    if (found === null) return renderErrorPage(response, 404);
    const { locale } = pageContext(request);
    const named = await actorNames(system, [found.actor], locale);
    const subjects = await namesOfSubjects(system.database.reader, [found.subject]);
    renderPage(response, linePage, auditLineView(found, { named, subjects }, locale));
  };
}

const both = { audience: staff('audit.read'), bothLanguages: true } as const;

/** The audit, for whoever may read it. Nothing here changes it, but that an export is written into it. */
export const auditPages: readonly DeclaredPage<System>[] = [
  {
    path: paths.admin.audit(),
    ...both,
    ...listPage(auditList),
    menu: { under: 'access', text: 'settings.menu.audit' },
  },
  { path: paths.admin.item('audit', ':id'), ...both, get: line },
];

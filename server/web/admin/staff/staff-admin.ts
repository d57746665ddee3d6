import type { Request, RequestHandler, Response } from 'express';
import { createAccount } from '../../../actions/staff/create-staff.ts';
import { editStaff } from '../../../actions/staff/edit-staff.ts';
import type { System } from '../../../actions/system.ts';
import type { Refusal } from '../../../domain/outcome.ts';
import { mayManage } from '../../../domain/staff/manage-rules.ts';
import { isPermitted } from '../../../domain/staff/permissions.ts';
import { staffById } from '../../../store/staff/staff-query.ts';
import { staff, staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { pageContext } from '../../page-context.ts';
import { paths, withQuery } from '../../paths.ts';
import { type Page, renderPage } from '../../render-page.ts';
import type { FieldErrors } from '../../staff/field-errors.ts';
import { addressOf } from '../../staff/own-path.ts';
import { listPage } from '../list/list-page.ts';
import { type EditStaffView, editStaffView } from './edit-staff-view.ts';
import { generatedPage } from './generated-password.ts';
import { readStaffForm, type StaffFormView, staffFormView, type TypedAccount } from './staff-form.ts';
import { staffList } from './staff-list.ts';

const newPage: Page<StaffFormView> = {
  template: 'admin/staff/new',
  layout: 'admin',
  surface: 'admin',
  title: (_view, { t }) => t('common.titleEnd', { title: t('staff.manage.add') }),
};

const editPage: Page<EditStaffView> = {
  template: 'admin/staff/edit',
  layout: 'admin',
  surface: 'admin',
  title: (view, { t }) => t('common.titleEnd', { title: view.typed.username }),
};

const empty: TypedAccount = { username: '', name: '', role: 'counter', sites: [], active: true, version: 0 };

function create(system: System): RequestHandler {
  return async (request, response) => {
    const typed = readStaffForm(request.body);
    const made = await createAccount(system, currentStaff(request), {
      ...typed,
      address: addressOf(request),
    });
    if (!made.ok) {
      response.status(422);
      await showNew(system, request, response, { ...typed, active: true }, problems(request, made));
      return;
    }
    const { password } = made.value;
    renderPage(response, generatedPage, { name: typed.name, username: typed.username, password });
  };
}

function edit(system: System): RequestHandler {
  return async (request, response) => {
    const id = String(request.params['id']);
    const typed = readStaffForm(request.body);
    const { name, role, sites, active, version } = typed;
    const edited = await editStaff(system, currentStaff(request), {
      id,
      version,
      wanted: { name, role, sites, active },
      address: addressOf(request),
    });
    if (edited.ok) return response.redirect(303, withQuery(paths.admin.item('staff', id), { done: 'saved' }));
    if (edited.code === 'not_found') return renderErrorPage(response, 404);
    response.status(edited.code === 'stale_form' ? 409 : 422);
    await showEdit(system, request, response, typed, problems(request, edited));
  };
}

function problems(request: Request, { code, details }: Refusal): FieldErrors {
  const { t } = pageContext(request);
  const fields: Readonly<Record<string, string>> = {
    username_taken: 'username',
    last_administrator: 'role',
    not_permitted: 'sites',
    unknown_site: 'sites',
    invalid_input: 'name',
  };
  return [{ field: fields[code] ?? 'name', message: t(`refusal.${code}`, details) }];
}

async function showNew(
  system: System,
  request: Request,
  response: Response,
  typed: TypedAccount,
  errors: FieldErrors,
): Promise<void> {
  const { locale } = pageContext(request);
  renderPage(
    response,
    newPage,
    staffFormView(typed, currentStaff(request), await system.catalogue(), locale, errors),
  );
}

async function showEdit(
  system: System,
  request: Request,
  response: Response,
  typed: TypedAccount | null,
  errors: FieldErrors,
): Promise<void> {
  const found = await staffById(system.database.reader, String(request.params['id']));
  if (found === null) return renderErrorPage(response, 404);
  const actor = currentStaff(request);
  if (!mayManage(actor, found.member) && !isPermitted(actor.role, 'audit.read'))
    return renderErrorPage(response, 403, 'not_permitted');
  renderPage(response, editPage, await editStaffView(system, request, { found, actor, typed, errors }));
}

const manages = staff('staff.manage');

/** Accounts of staff, for those who manage them; whoever reads the audit sees the list. */
export const staffAdminPages: readonly DeclaredPage<System>[] = [
  {
    path: paths.admin.staff(),
    audience: staff('staff.manage', 'audit.read'),
    ...listPage(staffList),
    changes: manages,
    post: create,
    menu: { under: 'access', text: 'settings.menu.staff' },
  },
  {
    path: paths.admin.item('staff', 'new'),
    audience: manages,
    get: (system) => (request, response) => showNew(system, request, response, empty, []),
  },
  {
    path: paths.admin.item('staff', ':id'),
    // besides the site, a manager manages counter staff only (manage-rules.ts)
    audience: staffOfSite('staff.manage', 'audit.read'),
    get: (system) => (request, response) => showEdit(system, request, response, null, []),
    changes: staffOfSite('staff.manage'),
    post: edit,
  },
];

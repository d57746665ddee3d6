import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { createKey } from '../../../actions/staff/create-key.ts';
import { revokeKey } from '../../../actions/staff/revoke-key.ts';
import type { System } from '../../../actions/system.ts';
import { isPermitted } from '../../../domain/staff/permissions.ts';
import { staff } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { said } from '../../formatting.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { pageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { addressOf } from '../../staff/own-path.ts';
import { adminPage } from '../admin-page.ts';
import type { ListView } from '../list/list-view.ts';
import { showList } from '../list/show-list.ts';
import { keyList } from './key-list.ts';

export interface KeysView {
  readonly mayChange: boolean;
  readonly list: ListView;
  readonly sites: readonly { readonly code: string; readonly name: string }[];
  readonly typed: { readonly name: string; readonly kind: string; readonly site: string };
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  /** shown once, right after it was made */
  readonly made: string | null;
}

const keysPage = adminPage<KeysView>('admin/keys', (_view, { t }) => t('settings.keys.title'));
const newKey = z.object({
  name: z.string().trim().min(1).max(80),
  kind: z.enum(['staff', 'device']),
  site: z.string().max(40),
});
const empty = { name: '', kind: 'device', site: '' };

function list(system: System): RequestHandler {
  return (request, response) => show(system, request, response, { typed: empty, errors: [], made: null });
}

function revoke(system: System): RequestHandler {
  return async (request, response) => {
    const actor = `staff:${currentStaff(request).id}`;
    await revokeKey(system, { id: String(request.params['id']), actor, address: addressOf(request) });
    response.redirect(303, paths.admin.section('keys'));
  };
}

function make(system: System) {
  return async (request: Request, response: Response): Promise<void> => {
    const { t } = pageContext(request);
    const form = newKey.safeParse(request.body ?? {});
    const typed = { ...empty, ...(request.body as Record<string, string> | undefined) };
    const again = (field: string, message: string): Promise<void> => {
      response.status(422);
      return show(system, request, response, { typed, errors: [{ field, message }], made: null });
    };
    if (!form.success) return again('name', t('settings.keys.nameWrong'));
    const { name, kind, site } = form.data;
    const actor = `staff:${currentStaff(request).id}`;
    const address = addressOf(request);
    const wanted = { name, kind, site: site === '' ? null : site, actor, address };
    const outcome = await createKey(system, wanted);
    if (!outcome.ok) return again('site', t(`refusal.${outcome.code}`, outcome.details));
    await show(system, request, response, { typed: empty, errors: [], made: outcome.value.key });
  };
}

async function show(
  system: System,
  request: Request,
  response: Response,
  rest: Pick<KeysView, 'typed' | 'errors' | 'made'>,
): Promise<void> {
  const shown = await showList(keyList, system, request, response);
  if (shown === null) return;
  const { page, staff, sites } = shown.context;
  renderPage(response, keysPage, {
    list: shown.list,
    sites: [...sites.values()].map(({ code, name }) => ({ code, name: said(name, page.locale) })),
    mayChange: isPermitted(staff.role, 'key.manage'),
    ...rest,
  });
}

const manages = staff('key.manage');

/** Keys with which other programs use the API. */
export const keyPages: readonly DeclaredPage<System>[] = [
  {
    path: paths.admin.section('keys'),
    audience: staff('key.manage', 'audit.read'),
    get: list,
    lists: [keyList],
    changes: manages,
    post: make,
    menu: { under: 'access', text: 'settings.menu.keys' },
  },
  { path: paths.admin.act('keys', ':id', 'revoke'), audience: manages, post: revoke },
];

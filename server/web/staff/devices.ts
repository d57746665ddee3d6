import type { RequestHandler, Response } from 'express';
import { z } from 'zod';
import { confirmDevice } from '../../actions/device/confirm-device.ts';
import { revokeDevice } from '../../actions/device/revoke-device.ts';
import type { Refusal } from '../../domain/outcome.ts';
import { isPermitted } from '../../domain/staff/permissions.ts';
import type { ListView } from '../admin/list/list-view.ts';
import { showList, showListWith } from '../admin/list/show-list.ts';
import { staff, staffOfSite } from '../audience.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { currentStaff } from '../middleware/staff-session.ts';
import { type PageContext, pageContext } from '../page-context.ts';
import type { PageSystem } from '../page-system.ts';
import { paths, withQuery } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import { deviceList, screenList } from './device-list.ts';

export interface DevicesView {
  readonly typed: { readonly code: string; readonly name: string };
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly done: string | null;
  readonly mayChange: boolean;
  readonly list: ListView;
  /** displays that nobody has paired */
  readonly screens: ListView;
}

const page: Page<DevicesView> = {
  template: 'staff/devices',
  layout: 'staff',
  surface: 'counter',
  scripts: ['devices.js'],
  title: (_view, { t }) => t('common.titleEnd', { title: t('kiosk.devices.title') }),
};

const confirmForm = z.object({ code: z.string().max(40), name: z.string().max(200).default('') });

function list(system: PageSystem): RequestHandler {
  return async (request, response) => {
    const { t } = pageContext(request);
    const { paired, revoked, set } = request.query;
    let done: string | null = null;
    if (typeof paired === 'string') done = t('kiosk.devices.pairedNow', { name: paired.slice(0, 60) });
    else if (revoked !== undefined) done = t('kiosk.devices.revokedNow');
    else if (set !== undefined) done = t('display.device.setNow');
    await show(system, response, { typed: { code: '', name: '' }, errors: [], done });
  };
}

function revoke(system: PageSystem): RequestHandler {
  return async (request, response) => {
    const { id } = request.params;
    const answer = await revokeDevice(system, currentStaff(request), String(id));
    if (answer.ok) return response.redirect(303, withQuery(paths.staff.devices(), { revoked: '1' }));
    response.status(answer.code === 'not_permitted' ? 403 : 409);
    const errors = [{ field: 'devices', message: pageContext(request).t(`refusal.${answer.code}`) }];
    await show(system, response, { typed: { code: '', name: '' }, errors, done: null });
  };
}

function confirm(system: PageSystem): RequestHandler {
  return async (request, response) => {
    const form = confirmForm.safeParse(request.body ?? {});
    const typed = form.data ?? { code: '', name: '' };
    const clerk = currentStaff(request);
    const by = { code: typed.code };
    const answer = await confirmDevice(system, clerk, { by, name: typed.name });
    if (answer.ok) {
      const { name, site } = answer.value;
      response.redirect(303, withQuery(paths.staff.devices(), { paired: name === '' ? site : name }));
      return;
    }
    response.status(answer.code === 'not_permitted' ? 403 : 422);
    const errors = [problemOf(answer, pageContext(request))];
    await show(system, response, { typed, errors, done: null });
  };
}

function problemOf({ code, details }: Refusal, { t }: PageContext): DevicesView['errors'][number] {
  if (code === 'invalid_input' && details?.['field'] === 'name')
    return { field: 'name', message: t('kiosk.devices.wrongName') };
  if (code === 'invalid_input') return { field: 'code', message: t('kiosk.devices.wrongCode') };
  if (code === 'not_found') return { field: 'code', message: t('kiosk.devices.noSuchCode') };
  return { field: 'code', message: t(`refusal.${code}`) };
}

async function show(
  system: PageSystem,
  response: Response,
  said: Pick<DevicesView, 'typed' | 'errors' | 'done'>,
): Promise<void> {
  const list = await showList(deviceList, system, response.req, response);
  if (list === null) return;
  const screens = await showListWith(screenList, list.context, response);
  if (screens === null) return;
  const mayChange = isPermitted(list.context.staff.role, 'hall.manage');
  renderPage(response, page, { list: list.list, screens: screens.list, mayChange, ...said });
}

/** The machines of the halls: which are let in, and whether they live. */
export const devicePages: readonly DeclaredPage<PageSystem>[] = [
  {
    path: paths.staff.devices(),
    audience: staff('hall.manage', 'audit.read'),
    get: list,
    lists: [deviceList, screenList],
    changes: staff('hall.manage'),
    post: confirm,
    menu: { under: 'access', text: 'settings.menu.devices' },
  },
  { path: paths.staff.revokeDevice(':id'), audience: staffOfSite('hall.manage'), post: revoke },
];

import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { confirmDevice } from '../../actions/device/confirm-device.ts';
import { revokeDevice } from '../../actions/device/revoke-device.ts';
import type { System } from '../../actions/system.ts';
import type { Refusal } from '../../domain/outcome.ts';
import { isPermitted, mayWorkAt } from '../../domain/staff/permissions.ts';
import { pairedDevices } from '../../store/device/device-query.ts';
import { askedFormat, sendList } from '../admin/list-file.ts';
import { askedSorting } from '../admin/sorting.ts';
import { staff, staffOfSite } from '../audience.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { renderErrorPage } from '../error-page.ts';
import { currentStaff } from '../middleware/staff-session.ts';
import { type PageContext, pageContext } from '../page-context.ts';
import type { PageSystem } from '../page-system.ts';
import { paths, withQuery } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import { type DevicesView, deviceOrders, devicesTable, devicesView } from './devices-view.ts';

const page: Page<DevicesView> = {
  template: 'staff/devices',
  layout: 'staff',
  surface: 'counter',
  scripts: ['devices.js'],
  title: (_view, { t }) => t('common.titleEnd', { title: t('kiosk.devices.title') }),
};

type DeviceSystem = System & Pick<PageSystem, 'screens'>;

const confirmForm = z.object({ code: z.string().max(40), name: z.string().max(200).default('') });

function list(system: DeviceSystem): RequestHandler {
  return async (request, response) => {
    const format = askedFormat(request);
    if (format === 'unknown') return renderErrorPage(response, 404);
    if (format !== null) {
      const context = pageContext(request);
      const { devices } = await known(system, request);
      const table = devicesTable(devices, context);
      return sendList(system, request, response, { list: 'devices', subject: 'all', format, table });
    }
    const { t } = pageContext(request);
    const { paired, revoked, set } = request.query;
    let done: string | null = null;
    if (typeof paired === 'string') done = t('kiosk.devices.pairedNow', { name: paired.slice(0, 60) });
    else if (revoked !== undefined) done = t('kiosk.devices.revokedNow');
    else if (set !== undefined) done = t('display.device.setNow');
    await show(system, response, { typed: { code: '', name: '' }, errors: [], done });
  };
}

function revoke(system: DeviceSystem): RequestHandler {
  return async (request, response) => {
    const { id } = request.params;
    const answer = await revokeDevice(system, currentStaff(request), {
      id: String(id),
      address: request.ip ?? null,
    });
    if (answer.ok) return response.redirect(303, withQuery(paths.staff.devices(), { revoked: '1' }));
    response.status(answer.code === 'not_permitted' ? 403 : 409);
    const errors = [{ field: 'devices', message: pageContext(request).t(`refusal.${answer.code}`) }];
    await show(system, response, { typed: { code: '', name: '' }, errors, done: null });
  };
}

function confirm(system: DeviceSystem): RequestHandler {
  return async (request, response) => {
    const form = confirmForm.safeParse(request.body ?? {});
    const typed = form.data ?? { code: '', name: '' };
    const clerk = currentStaff(request);
    const by = { code: typed.code };
    const answer = await confirmDevice(system, clerk, { by, name: typed.name, address: request.ip ?? null });
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
  system: DeviceSystem,
  response: Response,
  said: Pick<DevicesView, 'typed' | 'errors' | 'done'>,
): Promise<void> {
  const mayChange = isPermitted(currentStaff(response.req).role, 'hall.manage');
  renderPage(response, page, { ...(await known(system, response.req)), mayChange, ...said });
}

/** The machines of the sites where somebody works. */
async function known(system: DeviceSystem, request: Request): Promise<ReturnType<typeof devicesView>> {
  const clerk = currentStaff(request);
  const { sites } = await system.catalogue();
  const own = [...sites.values()].filter(({ code }) => mayWorkAt(clerk, code));
  const devices = (await pairedDevices(system.database.reader)).filter(({ site }) => mayWorkAt(clerk, site));
  const seen = own.flatMap(({ code }) => system.screens(code));
  return devicesView({ devices, seen, sites }, askedSorting(request, deviceOrders), pageContext(request));
}

/** The machines of the halls: which are let in, and whether they live. */
export const devicePages: readonly DeclaredPage<DeviceSystem>[] = [
  {
    path: paths.staff.devices(),
    audience: staff('hall.manage', 'audit.read'),
    get: list,
    changes: staff('hall.manage'),
    post: confirm,
    menu: { under: 'access', text: 'settings.menu.devices' },
  },
  { path: paths.staff.revokeDevice(':id'), audience: staffOfSite('hall.manage'), post: revoke },
];

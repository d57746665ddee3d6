import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { setDevice } from '../../actions/device/set-device.ts';
import type { System } from '../../actions/system.ts';
import { displayLayouts, displayVoices, screenLanguages } from '../../domain/queue/screens/display-choice.ts';
import type { ScreenLanguage } from '../../domain/queue/screens/hall-screen.ts';
import { mayWorkAt } from '../../domain/staff/permissions.ts';
import { type Device, deviceById } from '../../store/device/device-query.ts';
import { staffOfSite } from '../audience.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { renderErrorPage } from '../error-page.ts';
import { currentStaff } from '../middleware/staff-session.ts';
import { pageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';

interface Choice {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly text: string; readonly chosen: boolean }[];
}

export interface DeviceSettingsView {
  readonly id: string;
  readonly heading: string;
  readonly site: string;
  readonly name: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  /** of a kiosk there is nothing to choose */
  readonly choices: readonly Choice[];
}

const page: Page<DeviceSettingsView> = {
  template: 'staff/device',
  layout: 'staff',
  surface: 'counter',
  title: (view, { t }) => t('common.titleEnd', { title: view.heading }),
};

const form = z.object({
  name: z.string().max(200),
  layout: z.enum(displayLayouts).default('full'),
  language: z.enum(screenLanguages as readonly [ScreenLanguage, ...ScreenLanguage[]]).default('both'),
  voice: z.enum(displayVoices).default('allowed'),
});

function found(system: System): RequestHandler {
  return async (request, response, next) => {
    const device = await deviceById(system.database.reader, String(request.params['id']));
    if (device === null || device.pairedAt === null || device.revokedAt !== null) return next('router');
    if (!mayWorkAt(currentStaff(request), device.site))
      return renderErrorPage(response, 403, 'not_permitted');
    response.locals['device'] = device;
    next();
  };
}

function deviceIn(response: Response): Device {
  return response.locals['device'] as Device;
}

function change(system: System): RequestHandler {
  return async (request: Request, response: Response) => {
    const { t } = pageContext(request);
    const device = deviceIn(response);
    const sent = form.safeParse(request.body ?? {});
    const again = async (field: string, message: string): Promise<void> => {
      response.status(422);
      await show(system, response, { ...device, ...sent.data }, [{ field, message }]);
    };
    if (!sent.success) return again('name', t('refusal.invalid_input'));
    const answer = await setDevice(system, currentStaff(request), {
      id: device.id,
      settings: sent.data,
      address: request.ip ?? null,
    });
    if (answer.ok) return response.redirect(303, withQuery(paths.staff.devices(), { set: '1' }));
    const tooLong = answer.code === 'invalid_input';
    await again('name', tooLong ? t('kiosk.devices.wrongName') : t(`refusal.${answer.code}`));
  };
}

async function show(
  system: System,
  response: Response,
  device: Device,
  errors: DeviceSettingsView['errors'],
): Promise<void> {
  const { t, locale } = pageContext(response.req);
  const site = (await system.catalogue()).sites.get(device.site);
  const kind = t(device.kind === 'kiosk' ? 'kiosk.devices.kindKiosk' : 'kiosk.devices.kindDisplay');
  const choice = <Value extends string>(
    name: 'layout' | 'language' | 'voice',
    values: readonly Value[],
    textOf: (value: Value) => string,
  ): Choice => ({
    name,
    label: t(`display.device.${name}`),
    options: values.map((value) => ({ value, text: textOf(value), chosen: value === device[name] })),
  });
  renderPage(response, page, {
    id: device.id,
    heading: device.name === '' ? kind : device.name,
    site: site?.name[locale] ?? device.site,
    name: device.name,
    errors,
    choices:
      device.kind === 'kiosk'
        ? []
        : [
            choice('layout', displayLayouts, (one) => t(`display.device.layouts.${one}`)),
            choice('language', screenLanguages, (one) => t(`display.device.languages.${one}`)),
            choice('voice', displayVoices, (one) => t(`display.device.voices.${one}`)),
          ],
  });
}

/** What one machine is called and what it shows. */
export const deviceSettingsPages: readonly DeclaredPage<System>[] = [
  {
    path: paths.staff.device(':id'),
    audience: staffOfSite('hall.manage'),
    get: (system) => [found(system), (_request, response) => show(system, response, deviceIn(response), [])],
    post: (system) => [found(system), change(system)],
  },
];

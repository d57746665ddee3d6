import type { Request, Response } from 'express';
import { z } from 'zod';
import { setDevice } from '../../actions/device/set-device.ts';
import type { System } from '../../actions/system.ts';
import { accept } from '../../domain/outcome.ts';
import {
  type DisplayChoice,
  displayLayouts,
  displayVoices,
  screenLanguages,
} from '../../domain/queue/screens/display-choice.ts';
import type { ScreenLanguage } from '../../domain/queue/screens/hall-screen.ts';
import { mayWorkAt } from '../../domain/staff/permissions.ts';
import { type Device, deviceById } from '../../store/device/device-query.ts';
import { choice, type Field, text } from '../admin/form/form-section.ts';
import { atOffice, type OfficePlace, officeForm } from '../admin/form/office-form.ts';
import { staffOfSite } from '../audience.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { renderErrorPage } from '../error-page.ts';
import type { PageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { parameter } from '../request/asked.ts';
import { kindName, kindOf, type MachineKind } from './machine-kind.ts';

interface Machine extends OfficePlace<System> {
  readonly device: Device;
  /** of its site */
  readonly where: string;
}

async function open(system: System, request: Request, response: Response): Promise<Machine | null> {
  const place = atOffice(system, request, response);
  const device = await deviceById(system.database.writer, parameter(request, 'id'));
  if (device === null || device.pairedAt === null || device.revokedAt !== null)
    renderErrorPage(response, 404);
  else if (!mayWorkAt(place.staff, device.site)) renderErrorPage(response, 403, 'not_permitted');
  else {
    const site = (await system.catalogue()).sites.get(device.site);
    return { ...place, device, where: site?.name[place.page.locale] ?? device.site };
  }
  return null;
}

/** What there is to choose: nothing of a kiosk, of a screen over a counter the language. */
const chosen = {
  kiosk: [],
  door: [],
  counter: ['language'],
  wall: ['layout', 'language', 'voice'],
} as const satisfies Readonly<Record<MachineKind, readonly (keyof DisplayChoice)[]>>;

function choices({ t }: PageContext, device: Device): readonly Field[] {
  const option = <Value extends string>(value: Value, said: string) => ({ value, text: said });
  const options = {
    layout: displayLayouts.map((one) => option(one, t(`display.device.layouts.${one}`))),
    language: screenLanguages.map((one) => option(one, t(`display.device.languages.${one}`))),
    voice: displayVoices.map((one) => option(one, t(`display.device.voices.${one}`))),
  };
  return chosen[kindOf(device)].map((name) => ({
    name,
    label: t(`display.device.${name}`),
    control: choice(options[name]),
  }));
}

function notAsked(device: Device): Partial<DisplayChoice> {
  const asked = new Set<string>(chosen[kindOf(device)]);
  const { layout, language, voice } = device;
  return Object.fromEntries(Object.entries({ layout, language, voice }).filter(([name]) => !asked.has(name)));
}

/** What one machine is called and what it shows. */
export const deviceSettingsPages: readonly DeclaredPage<System>[] = [
  officeForm({
    path: paths.staff.device(':id'),
    audience: staffOfSite('hall.manage'),
    open,
    frame: ({ page, device, where }) => {
      const { t } = page;
      const kind = kindName(kindOf(device), page);
      return {
        heading: device.name === '' ? kind : device.name,
        lede: where,
        crumbs: [{ href: paths.staff.devices(), text: t('kiosk.devices.title') }],
        tabs: [],
      };
    },
    stored: ({ device }) => device,
    sections: ({ page, device }) => [
      {
        heading: page.t('display.device.settings'),
        text: page.t(kindOf(device) === 'wall' ? 'display.device.soon' : 'display.device.soonOther'),
        fields: [
          {
            name: 'name',
            label: page.t('kiosk.devices.name'),
            hint: page.t('kiosk.devices.nameHint'),
            control: text,
            optional: true,
          },
          ...choices(page, device),
        ],
      },
    ],
    schema: z.object({
      name: z.string().max(200),
      layout: z.enum(displayLayouts).default('full'),
      language: z.enum(screenLanguages as readonly [ScreenLanguage, ...ScreenLanguage[]]).default('both'),
      voice: z.enum(displayVoices).default('allowed'),
    }),
    act: async ({ system, staff, device }, sent) => {
      // what is not asked stays as it is
      const settings = { ...sent, ...notAsked(device) };
      const set = await setDevice(system, staff, { id: device.id, settings });
      return set.ok ? accept(withQuery(paths.staff.devices(), { set: '1' })) : set;
    },
    fieldOf: { default: 'name' },
    say: ({ code, details }, t) =>
      code === 'invalid_input' && details?.['field'] === 'name'
        ? t('kiosk.devices.wrongName')
        : t(`refusal.${code}`),
  }),
];

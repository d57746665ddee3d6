import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { createKey } from '../../../actions/staff/create-key.ts';
import { revokeKey } from '../../../actions/staff/revoke-key.ts';
import type { System } from '../../../actions/system.ts';
import { accept } from '../../../domain/outcome.ts';
import { longestKeyDays, usualKeyDays } from '../../../domain/staff/key-life.ts';
import { everySite, isPermitted } from '../../../domain/staff/permissions.ts';
import { staff } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { type FormState, formPage, unsent } from '../../form/form-page.ts';
import { said } from '../../formatting.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { paths } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { parameter } from '../../request/asked.ts';
import { adminPage } from '../admin-page.ts';
import { choice, text } from '../form/form-section.ts';
import { atOffice, type DrawnForm, type OfficePlace, officeFormOf } from '../form/office-form.ts';
import type { ListView } from '../list/list-view.ts';
import { showList } from '../list/show-list.ts';
import { keyList } from './key-list.ts';

export interface KeysView {
  readonly list: ListView;
  /** null: not theirs to make */
  readonly form: DrawnForm | null;
  /** shown once, right after it was made */
  readonly made: string | null;
}

type Shown = NonNullable<Awaited<ReturnType<typeof showKeys>>>;
interface Keys extends OfficePlace<System> {
  readonly shown: Shown;
}

const showKeys = (system: System, request: Request, response: Response) =>
  showList(keyList, system, request, response);

const keysPage = adminPage<KeysView>('admin/keys', (_view, { t }) => t('settings.keys.title'), [
  'unsaved-guard.js',
]);

const form = {
  stored: () => ({ kind: 'device', days: String(usualKeyDays) }),
  sections: ({ page: { t, locale }, shown }: Keys) => [
    {
      heading: t('settings.keys.new'),
      fields: [
        { name: 'name', label: t('settings.keys.name'), hint: t('settings.keys.nameHint'), control: text },
        {
          name: 'kind',
          label: t('settings.keys.kind'),
          control: choice(
            (['device', 'staff'] as const).map((kind) => ({
              value: kind,
              text: t(`settings.keys.kinds.${kind}`),
            })),
          ),
        },
        {
          name: 'days',
          label: t('settings.keys.days'),
          hint: t('settings.keys.daysHint', { most: longestKeyDays }),
          control: text,
        },
        {
          name: 'site',
          label: t('settings.keys.site'),
          control: choice([
            { value: '', text: t('settings.keys.chooseSite') },
            { value: everySite, text: t('settings.keys.everySite') },
            ...[...shown.context.sites.values()].map(({ code, name }) => ({
              value: code,
              text: said(name, locale),
            })),
          ]),
        },
      ],
    },
  ],
  button: 'settings.keys.create',
} as const;

function keysView({ shown, ...place }: Keys, state: FormState, made: string | null): KeysView {
  const mayMake = isPermitted(place.staff.role, 'key.manage');
  return { list: shown.list, form: mayMake ? officeFormOf(form, { ...place, shown }, state) : null, made };
}

function revoke(system: System): RequestHandler {
  return async (request, response) => {
    const actor = currentStaff(request);
    await revokeKey(system, { id: parameter(request, 'id'), actor });
    response.redirect(303, paths.admin.section('keys'));
  };
}

const manages = staff('key.manage');

/** Keys with which other programs use the API. */
export const keyPages: readonly DeclaredPage<System>[] = [
  {
    ...formPage({
      path: paths.admin.section('keys'),
      audience: staff('key.manage', 'audit.read'),
      changes: manages,
      menu: { under: 'access', text: 'settings.menu.keys' },
      page: keysPage,
      open: async (system: System, request: Request, response: Response): Promise<Keys | null> => {
        const shown = await showKeys(system, request, response);
        return shown === null ? null : { ...atOffice(system, request, response), shown };
      },
      schema: z.object({
        name: z.string().trim().min(1).max(80),
        kind: z.enum(['staff', 'device']),
        site: z.string().min(1).max(40),
        days: z.coerce.number().int().min(1).max(longestKeyDays),
      }),
      act: async (place, { name, kind, site, days }) => {
        const { system, request, response } = place;
        const actor = place.staff;
        const made = await createKey(system, {
          name,
          kind,
          days,
          site: site === everySite ? null : site,
          actor,
        });
        if (!made.ok) return made;
        const shown = (await showKeys(system, request, response)) ?? place.shown;
        renderPage(response, keysPage, keysView({ ...place, shown }, unsent, made.value.key));
        return accept(null);
      },
      fieldOf: { default: 'site' },
      say: ({ code, details }, t) =>
        details?.['field'] === 'name'
          ? t('settings.keys.nameWrong')
          : details?.['field'] === 'site'
            ? t('settings.keys.chooseSite')
            : t(`refusal.${code}`, details),
      view: (place, state) => keysView(place, state, null),
    }),
    lists: [keyList],
  },
  { path: paths.admin.act('keys', ':id', 'revoke'), audience: manages, post: revoke },
];

import { z } from 'zod';
import type { Catalogue } from '../../../domain/catalogue/catalogue.ts';
import { badgePattern, rolesToGive } from '../../../domain/staff/manage-rules.ts';
import { everySite, roles, type StaffMember, worksEverywhere } from '../../../domain/staff/permissions.ts';
import type { PageContext } from '../../page-context.ts';
import { choices, type Field, flag, radios, short } from '../form/form-section.ts';

const many = z.preprocess(
  (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.string().max(40)).max(200),
);

/** What every form of an account has. */
export const accountFields = z.object({
  name: z.string().trim().min(1).max(60),
  role: z.enum(roles),
  sites: many,
  everywhere: z.string().max(9).optional(),
  badge: z
    .string()
    .trim()
    .max(12)
    .refine((value) => value === '' || badgePattern.test(value))
    .transform((value) => (value === '' ? null : value))
    .default(null),
  mail: z.union([z.literal('').transform(() => null), z.email().max(120)]).default(null),
});

/** The sites that were chosen: all only where that was ticked, none where nothing was. */
export function sitesChosen<
  T extends { readonly sites: string[]; readonly everywhere?: string | undefined },
>({ everywhere, ...given }: T) {
  return { ...given, sites: everywhere ? [everySite] : given.sites.filter((site) => site !== everySite) };
}

/** What is stored, as those fields show it. */
export function shownSites({ sites }: Pick<StaffMember, 'sites'>) {
  return { sites: sites.filter((site) => site !== everySite), everywhere: sites.includes(everySite) };
}

/** The fields that fill it; a manager's people work somewhere: "all offices" is not theirs to give. */
export function fieldsOfAccount(
  { t, locale }: PageContext,
  actor: StaffMember,
  { sites }: Catalogue,
): readonly Field[] {
  const everywhere = worksEverywhere(actor);
  const own = [...sites.values()].filter(({ code }) => everywhere || actor.sites.includes(code));
  return [
    { name: 'name', label: t('staff.manage.name'), control: short },
    {
      name: 'role',
      label: t('staff.manage.role'),
      control: radios(
        rolesToGive(actor).map((value) => ({
          value,
          text: t(`staff.role.${value}`),
          hint: t(`staff.manage.roleHint.${value}`),
        })),
      ),
    },
    {
      name: 'sites',
      label: t('staff.manage.sites'),
      control: choices(own.map(({ code, name }) => ({ value: code, text: name[locale] }))),
      hint: t('staff.manage.sitesHint'),
    },
    ...(everywhere
      ? [
          {
            name: 'everywhere',
            label: t('staff.manage.everywhere'),
            hint: t('staff.manage.everywhereHint'),
            control: flag,
          },
        ]
      : []),
    {
      name: 'badge',
      label: t('staff.manage.badge'),
      hint: t('staff.manage.badgeHint'),
      control: short,
      optional: true,
    },
    {
      name: 'mail',
      label: t('staff.manage.mail'),
      hint: t('staff.manage.mailHint'),
      control: short,
      optional: true,
    },
  ];
}

/** Where the refusals of an account are told. */
export const fieldOfAccount = {
  default: 'name',
  username_taken: 'username',
  last_administrator: 'role',
  not_permitted: 'sites',
  unknown_site: 'sites',
} as const;

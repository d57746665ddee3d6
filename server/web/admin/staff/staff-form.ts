import { z } from 'zod';
import type { Catalogue } from '../../../domain/catalogue/catalogue.ts';
import type { Locale } from '../../../domain/catalogue/words.ts';
import type { AccountChange } from '../../../domain/staff/manage-rules.ts';
import { rolesToGive } from '../../../domain/staff/manage-rules.ts';
import { type Role, roles, type StaffMember } from '../../../domain/staff/permissions.ts';
import { words } from '../../../locales/words.ts';
import type { FieldErrors } from '../../staff/field-errors.ts';

/** What was typed, or what the account is. */
export interface TypedAccount extends AccountChange {
  readonly username: string;
  /** of the account when the form was shown; 0: a new one */
  readonly version: number;
}

export interface StaffFormView {
  readonly typed: TypedAccount;
  readonly roles: readonly { readonly value: Role; readonly label: string; readonly hint: string }[];
  readonly sites: readonly { readonly code: string; readonly name: string; readonly chosen: boolean }[];
  /** a manager's people work somewhere: "all offices" is not theirs to give */
  readonly everywhere: boolean;
  readonly errors: FieldErrors;
}

const many = z.preprocess(
  (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.string().max(40)).max(200),
);

const form = z.object({
  username: z.string().max(60).catch(''),
  name: z.string().max(200).catch(''),
  role: z.enum(roles).catch('counter'),
  sites: many.catch([]),
  active: z
    .string()
    .optional()
    .transform((value) => value === '1'),
  version: z.coerce.number().int().min(0).catch(0),
});

export function readStaffForm(body: unknown): TypedAccount {
  return form.parse(typeof body === 'object' && body !== null ? body : {});
}

export function staffFormView(
  typed: TypedAccount,
  actor: StaffMember,
  catalogue: Catalogue,
  locale: Locale,
  errors: FieldErrors,
): StaffFormView {
  const t = words(locale);
  const everywhere = actor.role === 'administrator' || actor.sites.length === 0;
  return {
    typed,
    errors,
    everywhere,
    roles: rolesToGive(actor).map((value) => ({
      value,
      label: t(`staff.role.${value}`),
      hint: t(`staff.manage.roleHint.${value}`),
    })),
    sites: [...catalogue.sites.values()]
      .filter(({ code }) => everywhere || actor.sites.includes(code))
      .map(({ code, name }) => ({ code, name: name[locale], chosen: typed.sites.includes(code) })),
  };
}

import type { Catalogue } from '../../../domain/catalogue/catalogue.ts';
import type { Locale } from '../../../domain/catalogue/words.ts';
import { mayManage, rolesToGive } from '../../../domain/staff/manage-rules.ts';
import type { StaffMember } from '../../../domain/staff/permissions.ts';
import { words } from '../../../locales/words.ts';
import type { FoundStaff } from '../../../store/staff/staff-query.ts';
import { paths } from '../../paths.ts';
import { siteNames } from '../../staff/account-view.ts';
import { staffTime } from '../../staff/staff-time.ts';

export interface StaffLine {
  /** null: to be seen only */
  readonly href: string | null;
  readonly name: string;
  readonly username: string;
  readonly role: string;
  readonly sites: string;
  readonly lastSeen: string;
  readonly factor: boolean;
  readonly active: boolean;
}

export interface StaffListView {
  readonly lines: readonly StaffLine[];
  readonly mayAdd: boolean;
}

/** Those whom the reader manages; an auditor sees everybody and manages nobody. */
export function staffListView(
  all: readonly FoundStaff[],
  reader: StaffMember,
  catalogue: Catalogue,
  locale: Locale,
): StaffListView {
  const t = words(locale);
  const shown = all.filter(({ member }) => reader.role === 'auditor' || mayManage(reader, member));
  return {
    mayAdd: rolesToGive(reader).length > 0,
    lines: shown.map(({ member, active, hasSecondFactor, lastSignedInAt }) => ({
      href: mayManage(reader, member) ? paths.admin.item('staff', member.id) : null,
      name: member.name,
      username: member.username,
      role: t(`staff.role.${member.role}`),
      sites: siteNames(member, catalogue, locale),
      lastSeen: lastSignedInAt === null ? t('staff.manage.never') : staffTime(lastSignedInAt, locale),
      factor: hasSecondFactor,
      active,
    })),
  };
}

import type { Request } from 'express';
import type { Catalogue } from '../../../domain/catalogue/catalogue.ts';
import type { Locale } from '../../../domain/catalogue/words.ts';
import { mayManage, rolesToGive } from '../../../domain/staff/manage-rules.ts';
import { isPermitted, roles, type StaffMember } from '../../../domain/staff/permissions.ts';
import { words } from '../../../locales/words.ts';
import type { FoundStaff } from '../../../store/staff/staff-query.ts';
import { paths } from '../../paths.ts';
import { siteNames } from '../../staff/account-view.ts';
import { staffTime } from '../../staff/staff-time.ts';
import { type ListingColumn, type ListingView, listing } from '../listing.ts';

export interface StaffListView {
  readonly listing: ListingView;
  readonly mayAdd: boolean;
}

/** Those whom the reader manages; an auditor sees everybody and manages nobody. */
export function staffListView(
  request: Request,
  all: readonly FoundStaff[],
  reader: StaffMember,
  catalogue: Catalogue,
  locale: Locale,
): StaffListView {
  const t = words(locale);
  const readsAll = isPermitted(reader.role, 'audit.read');
  const shown = all.filter(({ member }) => readsAll || mayManage(reader, member));
  const columns: readonly ListingColumn<FoundStaff>[] = [
    {
      key: 'name',
      label: t('staff.manage.name'),
      cell: ({ member }) => ({ text: member.name, href: paths.admin.item('staff', member.id) }),
    },
    {
      key: 'username',
      label: t('staff.manage.username'),
      cell: ({ member }) => ({ text: member.username }),
    },
    {
      key: 'role',
      label: t('staff.manage.role'),
      cell: ({ member }) => ({ text: t(`staff.role.${member.role}`), order: roles.indexOf(member.role) }),
    },
    {
      key: 'sites',
      label: t('staff.manage.sites'),
      cell: ({ member }) => ({ text: siteNames(member, catalogue, locale) }),
    },
    {
      key: 'seen',
      label: t('staff.manage.lastSeen'),
      cell: ({ lastSignedInAt: at }) => ({
        text: at === null ? t('staff.manage.never') : staffTime(at, locale),
        order: at ?? 0,
        number: true,
      }),
    },
    {
      key: 'factor',
      label: t('staff.manage.factor'),
      cell: ({ hasSecondFactor }) => ({ text: t(hasSecondFactor ? 'staff.manage.yes' : 'staff.manage.no') }),
    },
    {
      key: 'state',
      label: t('staff.manage.state'),
      cell: ({ active }) => ({
        text: t(active ? 'staff.manage.active' : 'staff.manage.inactive'),
        tag: active ? 'done' : 'faint',
        order: Number(!active),
      }),
    },
  ];
  return {
    mayAdd: rolesToGive(reader).length > 0,
    listing: listing(request, t('staff.manage.title'), shown, columns, locale),
  };
}

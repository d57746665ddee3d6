import type { Request } from 'express';
import type { Catalogue } from '../../../domain/catalogue/catalogue.ts';
import { mayManage, rolesToGive } from '../../../domain/staff/manage-rules.ts';
import { isPermitted, type Role, roles, type StaffMember } from '../../../domain/staff/permissions.ts';
import type { FoundStaff } from '../../../store/staff/staff-query.ts';
import { pageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { siteNames } from '../../staff/account-view.ts';
import { staffTime } from '../../staff/staff-time.ts';
import { type ListingColumn, type ListingView, listing } from '../listing.ts';
import { asked } from '../site-of-request.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
}

export interface StaffListView {
  readonly listing: ListingView;
  readonly text: string;
  readonly roles: readonly Choice[];
  readonly states: readonly Choice[];
  readonly mayAdd: boolean;
}

const states = ['active', 'inactive'] as const;

/** Those whom the reader manages; an auditor sees everybody and manages nobody. `?q=`, `?role=` and `?state=` narrow the list. */
export function staffListView(
  all: readonly FoundStaff[],
  reader: StaffMember,
  catalogue: Catalogue,
  request: Request,
): StaffListView {
  const { t, locale } = pageContext(request);
  const text = asked(request, 'q');
  const part = text.toLowerCase();
  const role = roles.find((one) => one === asked(request, 'role')) ?? null;
  const state = states.find((one) => one === asked(request, 'state')) ?? null;
  const readsAll = isPermitted(reader.role, 'audit.read');
  const seen = all.filter(({ member }) => readsAll || mayManage(reader, member));
  const shown = seen.filter(
    ({ member, active }) =>
      `${member.name} ${member.username}`.toLowerCase().includes(part) &&
      (role === null || member.role === role) &&
      (state === null || active === (state === 'active')),
  );
  const given = new Set<Role>(seen.map(({ member }) => member.role));
  const any = { value: '', label: t('audit.any') };
  return {
    mayAdd: rolesToGive(reader).length > 0,
    text,
    roles: [
      { ...any, chosen: role === null },
      ...roles
        .filter((one) => given.has(one))
        .map((one) => ({ value: one, label: t(`staff.role.${one}`), chosen: one === role })),
    ],
    states: [
      { ...any, chosen: state === null },
      ...states.map((one) => ({ value: one, label: t(`staff.manage.${one}`), chosen: one === state })),
    ],
    listing: listing(request, t('staff.manage.title'), shown, columnsFor(reader, catalogue, request), locale),
  };
}

function columnsFor(
  reader: StaffMember,
  catalogue: Catalogue,
  request: Request,
): readonly ListingColumn<FoundStaff>[] {
  const { t, locale } = pageContext(request);
  return [
    {
      key: 'name',
      label: t('staff.manage.name'),
      cell: ({ member }) => ({
        text: member.name,
        ...(isPermitted(reader.role, 'audit.read') || mayManage(reader, member)
          ? { href: paths.admin.item('staff', member.id) }
          : {}),
      }),
    },
    { key: 'username', label: t('staff.manage.username'), cell: ({ member }) => ({ text: member.username }) },
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
        number: true,
        order: at ?? 0,
      }),
    },
    {
      key: 'factor',
      label: t('staff.manage.factor'),
      cell: ({ hasSecondFactor: has }) => ({
        text: t(has ? 'staff.manage.yes' : 'staff.manage.no'),
        order: has ? 1 : 0,
      }),
    },
    {
      key: 'state',
      label: t('staff.manage.state'),
      cell: ({ active }) => ({
        text: t(active ? 'staff.manage.active' : 'staff.manage.inactive'),
        tag: active ? 'done' : 'faint',
      }),
    },
  ];
}

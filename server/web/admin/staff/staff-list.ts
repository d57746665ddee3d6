import type { System } from '../../../actions/system.ts';
import { mayManage, rolesToGive } from '../../../domain/staff/manage-rules.ts';
import { isPermitted, type Role, roles } from '../../../domain/staff/permissions.ts';
import { listStaff } from '../../../store/staff/staff-query.ts';
import { paths } from '../../paths.ts';
import { siteNames } from '../../staff/account-view.ts';
import { staffTime } from '../../staff/staff-time.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';
import { choice, search } from '../list/filters.ts';

const states = ['active', 'inactive'] as const;

/** Those whom the reader manages; an auditor sees everybody and manages nobody. */
export const staffList = adminList({
  name: 'staff',
  label: 'staff.manage.title',
  empty: { none: 'staff.manage.none', narrowed: 'staff.manage.noneMatch' },
  open: async ({ system, staff }: ListRequest<System>) => {
    const readsAll = isPermitted(staff.role, 'audit.read');
    const all = await listStaff(system.database.reader);
    const seen = all.filter(({ member }) => readsAll || mayManage(staff, member));
    return { seen, catalogue: await system.catalogue() };
  },
  frame: ({ page: { t }, staff }) => ({
    heading: t('staff.manage.title'),
    lede: t('staff.manage.lede'),
    actions:
      rolesToGive(staff).length > 0
        ? [{ href: paths.admin.item('staff', 'new'), text: t('staff.manage.add'), adds: true as const }]
        : [],
  }),
  filters: ({ page: { t }, seen }) => {
    const given = new Set<Role>(seen.map(({ member }) => member.role));
    const listed = roles.filter((one) => given.has(one));
    return {
      q: search(t('staff.manage.search')),
      role: choice(t('staff.manage.role'), t('audit.any'), listed, (one) => t(`staff.role.${one}`)),
      state: choice(t('staff.manage.state'), t('audit.any'), states, (one) => t(`staff.manage.${one}`)),
    };
  },
  source: ({ seen }, { filters: { q, role, state } }) =>
    seen.filter(
      ({ member, active }) =>
        `${member.name} ${member.username}`.toLowerCase().includes(q.toLowerCase()) &&
        (role === '' || member.role === role) &&
        (state === '' || active === (state === 'active')),
    ),
  columns: ({ page: { t, locale }, catalogue }) => [
    {
      key: 'name',
      label: t('staff.manage.name'),
      cell: ({ member }) => ({ text: member.name, href: paths.admin.item('staff', member.id) }),
    },
    { key: 'username', label: t('staff.manage.username'), cell: ({ member }) => member.username },
    {
      key: 'role',
      label: t('staff.manage.role'),
      cell: ({ member }) => ({ text: t(`staff.role.${member.role}`), order: roles.indexOf(member.role) }),
    },
    {
      key: 'sites',
      label: t('staff.manage.sites'),
      cell: ({ member }) => siteNames(member, catalogue, locale),
    },
    {
      key: 'seen',
      label: t('staff.manage.lastSeen'),
      kind: 'figures',
      cell: ({ lastSignedInAt: at }) => ({
        text: at === null ? t('staff.manage.never') : staffTime(at, locale),
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
        tag: active ? 'tag tag--done' : 'tag tag--faint',
      }),
    },
  ],
});

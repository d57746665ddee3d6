import { mayEdit } from '../../../actions/catalogue/carry-out-edit.ts';
import { warningsAt } from '../../../actions/catalogue/site-warnings.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { paths } from '../../paths.ts';
import type { SettingsSystem } from '../form/settings-form.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';

/** The sites that somebody may see, with their state. */
export const siteList = adminList({
  name: 'sites',
  label: 'settings.menu.sites',
  empty: { none: 'settings.site.none' },
  open: ({ system }: ListRequest<SettingsSystem>) => system.catalogueCache.records(system.database.writer),
  frame: ({ page: { t }, staff }) => ({
    heading: t('settings.menu.sites'),
    lede: t('settings.site.list'),
    actions: mayEdit(staff, null)
      ? [
          { href: paths.admin.item('sites', 'new'), text: t('settings.site.new'), adds: true as const },
          { href: paths.admin.section('cities'), text: t('settings.cities.title') },
        ]
      : [],
  }),
  source: ({ sites, staff }) => sites.filter(({ code }) => mayWorkAt(staff, code)),
  columns: ({ page: { t, locale }, ...records }) => [
    {
      key: 'name',
      label: t('settings.field.name'),
      cell: ({ code, name }) => ({ text: name[locale], href: paths.admin.act('sites', code, 'profile') }),
    },
    { key: 'code', label: t('settings.field.code'), cell: ({ code }) => code },
    {
      key: 'city',
      label: t('settings.field.city'),
      cell: ({ city }) => records.cities.find(({ code }) => code === city)?.name[locale] ?? city,
    },
    { key: 'kind', label: t('settings.field.kind'), cell: ({ kind }) => t(`common.kind.${kind}`) },
    {
      key: 'services',
      label: t('settings.menu.services'),
      kind: 'count',
      cell: ({ services }) => String(services.length),
    },
    {
      key: 'counters',
      label: t('settings.site.parts.counters'),
      kind: 'count',
      cell: ({ counters }) => String(counters.length),
    },
    {
      key: 'state',
      label: t('settings.field.state'),
      cell: ({ active, bookable }) =>
        active
          ? {
              text: t(bookable ? 'settings.site.open' : 'settings.site.walkIn'),
              tag: bookable ? 'tag tag--done' : 'tag',
            }
          : { text: t('settings.site.hidden'), tag: 'tag tag--faint' },
    },
    {
      key: 'warnings',
      label: t('settings.overview.warnings'),
      cell: (site) => {
        const count = warningsAt(records, site).length;
        return count === 0
          ? { text: '—', order: 0 }
          : { text: String(count), tag: 'tag tag--stop', order: count };
      },
    },
  ],
});

import type { Service } from '../../../domain/catalogue/service.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import type { PageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import type { SettingsSystem } from '../form/settings-form.ts';
import type { Cell } from '../list/cell.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';

/** Which site does which service, in which queue and how long: each cell leads to where that is set. */
export const serviceMatrix = adminList({
  name: 'matrix',
  label: 'settings.service.matrix',
  empty: { none: 'settings.service.matrixNone' },
  open: ({ system }: ListRequest<SettingsSystem>) => system.catalogueCache.records(system.database.writer),
  frame: ({ page: { t } }) => ({
    heading: t('settings.service.matrix'),
    lede: t('settings.service.matrixText'),
    crumbs: [{ href: paths.admin.section('services'), text: t('settings.menu.services') }],
  }),
  source: ({ services }) => services,
  columns: ({ page, staff, sites }) => [
    {
      key: 'name',
      label: page.t('settings.field.name'),
      cell: ({ code, name }) => ({
        text: name[page.locale],
        href: paths.admin.act('services', code, 'profile'),
      }),
    },
    ...sites
      .filter(({ code }) => mayWorkAt(staff, code))
      .map((site) => ({
        key: site.code,
        label: site.name[page.locale],
        cell: (service: Service) => cellOf(site, service, page),
      })),
  ],
});

function cellOf(site: Site, service: Service, { t }: PageContext): Cell {
  const href = paths.admin.act('sites', site.code, 'services');
  const line = site.services.find((one) => one.service === service.code);
  if (line === undefined) return { text: '—', href, order: '' };
  const queue = site.queues.find(({ id }) => id === line.queue)?.code ?? line.queue;
  const minutes = line.minutes ?? service.minutes;
  // off everywhere: set, and done nowhere
  if (!service.active) return { text: t('settings.service.matrixOff', { queue }), href };
  return { text: t('settings.service.matrixCell', { queue, minutes }), href };
}

import type { RequestHandler } from 'express';
import type { Service } from '../../../domain/catalogue/service.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { loadRecords } from '../../../store/catalogue/catalogue-query.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { type PageContext, pageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import type { SettingsSystem } from '../form/settings-form.ts';
import { type Cell, type ListingColumn, listing } from '../listing.ts';
import { listPage } from '../sites/site-list.ts';

/** Which site does which service, in which queue and how long: each cell leads to where that is set. */
export function serviceMatrix(system: SettingsSystem): RequestHandler {
  return async (request, response) => {
    const records = await loadRecords(system.database.writer);
    const staff = currentStaff(request);
    const page = pageContext(request);
    const { t, locale } = page;
    const sites = records.sites.filter(({ code }) => mayWorkAt(staff, code));
    const heading = t('settings.service.matrix');
    const columns: readonly ListingColumn<Service>[] = [
      {
        key: 'name',
        label: t('settings.field.name'),
        cell: ({ code, name }) => ({
          text: name[locale],
          href: paths.admin.act('services', code, 'profile'),
        }),
      },
      ...sites.map((site) => ({
        key: site.code,
        label: site.name[locale],
        cell: (service: Service) => cellOf(site, service, page),
      })),
    ];
    renderPage(response, listPage, {
      heading,
      lede: t('settings.service.matrixText'),
      crumbs: [{ href: paths.admin.section('services'), text: t('settings.menu.services') }],
      tabs: [],
      actions: [],
      listing: listing(request, heading, records.services, columns, locale),
    });
  };
}

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

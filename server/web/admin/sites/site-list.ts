import type { RequestHandler } from 'express';
import { mayEdit } from '../../../actions/catalogue/carry-out-edit.ts';
import { siteWarnings } from '../../../actions/catalogue/site-warnings.ts';
import type { CatalogueRecords } from '../../../domain/catalogue/records.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { loadRecords } from '../../../store/catalogue/catalogue-query.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { type PageContext, pageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { adminPage } from '../admin-page.ts';
import type { FormFrame, SettingsSystem } from '../form/settings-form.ts';
import { type ListingColumn, type ListingView, listing, renderListing } from '../listing.ts';

export interface ListPageView extends FormFrame {
  readonly actions: readonly { readonly href: string; readonly text: string }[];
  readonly listing: ListingView;
}

export const listPage = adminPage<ListPageView>('admin/list', ({ heading }) => heading);

/** The sites that somebody may see, with their state. */
export function siteList(system: SettingsSystem): RequestHandler {
  return async (request, response) => {
    const records = await loadRecords(system.database.writer);
    const staff = currentStaff(request);
    const page = pageContext(request);
    const { t } = page;
    const sites = records.sites.filter(({ code }) => mayWorkAt(staff, code));
    const view: ListPageView = {
      heading: t('settings.menu.sites'),
      crumbs: [],
      tabs: [],
      lede: t('settings.site.list'),
      actions: mayEdit(staff, null)
        ? [
            { href: paths.admin.item('sites', 'new'), text: t('settings.site.new') },
            { href: paths.admin.section('cities'), text: t('settings.cities.title') },
          ]
        : [],
      listing: listing(request, t('settings.menu.sites'), sites, columnsOf(records, page), page.locale),
    };
    await renderListing(system, request, response, { page: listPage, view, list: 'sites' });
  };
}

function columnsOf(records: CatalogueRecords, { t, locale }: PageContext): readonly ListingColumn<Site>[] {
  const cityOf = (site: Site) =>
    records.cities.find(({ code }) => code === site.city)?.name[locale] ?? site.city;
  return [
    {
      key: 'name',
      label: t('settings.field.name'),
      cell: ({ code, name }) => ({ text: name[locale], href: paths.admin.act('sites', code, 'profile') }),
    },
    { key: 'code', label: t('settings.field.code'), cell: ({ code }) => ({ text: code }) },
    { key: 'city', label: t('settings.field.city'), cell: (site) => ({ text: cityOf(site) }) },
    {
      key: 'kind',
      label: t('settings.field.kind'),
      cell: ({ kind }) => ({ text: t(`common.kind.${kind}`) }),
    },
    {
      key: 'services',
      label: t('settings.menu.services'),
      cell: ({ services }) => ({ text: String(services.length), number: true }),
    },
    {
      key: 'counters',
      label: t('settings.site.parts.counters'),
      cell: ({ counters }) => ({ text: String(counters.length), number: true }),
    },
    {
      key: 'state',
      label: t('settings.field.state'),
      cell: ({ active, bookable }) =>
        active
          ? {
              text: t(bookable ? 'settings.site.open' : 'settings.site.walkIn'),
              tag: bookable ? 'done' : 'plain',
            }
          : { text: t('settings.site.hidden'), tag: 'faint' },
    },
    {
      key: 'warnings',
      label: t('settings.overview.warnings'),
      cell: ({ code }) => {
        const count = siteWarnings(records, code).length;
        return count === 0 ? { text: '—', order: 0 } : { text: String(count), tag: 'stop', order: count };
      },
    },
  ];
}

import type { RequestHandler } from 'express';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import { type PageContext, pageContext } from '../page-context.ts';
import { type Page, renderPage } from '../render-page.ts';
import { type CitySites, citySites } from './city-sites.ts';
import { type OutletEntry, outletsOf } from './outlets.ts';
import type { PublicSystem } from './public-system.ts';

export interface SitesView {
  readonly cities: readonly (CitySites & { readonly outlets: readonly OutletEntry[] })[];
}

const sitesPage: Page<SitesView> = {
  template: 'public/sites',
  layout: 'public',
  title: (_view, { t }) => t('common.titleEnd', { title: t('sites.title') }),
  description: (_view, { t }) => t('sites.lede'),
};

export function sites(system: PublicSystem): RequestHandler {
  return async (request, response) => {
    renderPage(response, sitesPage, sitesView(await system.catalogue(), pageContext(request)));
  };
}

function sitesView(catalogue: Catalogue, page: PageContext): SitesView {
  return {
    cities: citySites(catalogue, page).map((city) => ({
      ...city,
      outlets: outletsOf(catalogue, city.code, page),
    })),
  };
}

import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { PageContext } from '../page-context.ts';
import { type CitySites, citySites } from './city-sites.ts';
import { type ServiceLink, serviceLinks } from './service-link.ts';

export interface HomeView {
  readonly services: readonly ServiceLink[];
  /** cities whose sites are visited */
  readonly cities: readonly CitySites[];
  /** cities where everything begins with a reservation online */
  readonly branches: readonly CitySites[];
}

export function homeView(catalogue: Catalogue, page: PageContext): HomeView {
  const cities = citySites(catalogue, page);
  const isBranch = (city: CitySites) => city.sites.every((site) => site.kind === 'branch');
  return {
    services: serviceLinks(catalogue, page),
    cities: cities.filter((city) => !isBranch(city)),
    branches: cities.filter(isBranch),
  };
}

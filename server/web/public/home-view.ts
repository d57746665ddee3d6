import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { PageContext } from '../page-context.ts';
import { type CitySites, citySites } from './city-sites.ts';
import { type ServiceLink, serviceLinks } from './service-link.ts';
import type { SoonestTimes } from './soonest-times.ts';

export interface HomeView {
  readonly services: readonly ServiceLink[];
  /** when each office is free next; null: not known here */
  readonly soonest: SoonestTimes | null;
  readonly cities: readonly CitySites[];
  /** cities where everything begins with a reservation online */
  readonly branches: readonly CitySites[];
}

export function homeView(catalogue: Catalogue, soonest: SoonestTimes | null, page: PageContext): HomeView {
  const cities = citySites(catalogue, page);
  return {
    services: serviceLinks(catalogue, page),
    soonest,
    cities,
    branches: cities.filter(({ sites }) => sites.every(({ kind }) => kind === 'branch')),
  };
}

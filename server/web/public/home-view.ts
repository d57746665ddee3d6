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

interface Known {
  readonly soonest: string;
  readonly view: HomeView;
}

const known = new WeakMap<Catalogue, Map<string, Known>>();

/** The very same view as long as the catalogue and what is free next are the same: of a thousand offices to make it takes longer than all else. */
export function homeView(catalogue: Catalogue, soonest: SoonestTimes | null, page: PageContext): HomeView {
  const views = known.get(catalogue) ?? new Map<string, Known>();
  known.set(catalogue, views);
  const said = JSON.stringify(soonest);
  const before = views.get(page.locale);
  if (before?.soonest === said) return before.view;
  const view = makeView(catalogue, soonest, page);
  views.set(page.locale, { soonest: said, view });
  return view;
}

function makeView(catalogue: Catalogue, soonest: SoonestTimes | null, page: PageContext): HomeView {
  const cities = citySites(catalogue, page);
  return {
    services: serviceLinks(catalogue, page),
    soonest,
    cities,
    branches: cities.filter(({ sites }) => sites.every(({ kind }) => kind === 'branch')),
  };
}

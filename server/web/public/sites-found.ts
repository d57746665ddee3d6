import type { Request } from 'express';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { sitesBy } from '../../domain/catalogue/sites-by.ts';
import { type Paging, pagingOf } from '../admin/list/paging.ts';
import type { PageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { asked } from '../request/asked.ts';
import { sitesNamed } from '../sites-named.ts';

/** More offices than these stand folded by their cities, are looked for by name, and are shown so many at a time. */
const mostSites = 30;

export interface SitesAsk {
  readonly q: string;
  /** code of a city; empty: any */
  readonly city: string;
  readonly at: number;
}

export interface SiteSearch {
  readonly action: string;
  readonly q: string;
  /** how many were found; null: nothing was asked for, and only cities are shown */
  readonly total: number | null;
  readonly cities: readonly { readonly name: string; readonly href: string; readonly total: number }[];
  readonly paging: Paging;
}

export function askedOf(request: Request): SitesAsk {
  const at = Math.max(1, Math.floor(Number(asked(request, 'page', 6)) || 1));
  return { q: asked(request, 'q', 100).trim(), city: asked(request, 'city', 40), at };
}

/** All offices where they are few; else those of the city or with the words that were asked for. */
export function sitesFound(
  catalogue: Catalogue,
  { q, city, at }: SitesAsk,
  { locale }: PageContext,
): { readonly shown: readonly Site[]; readonly search: SiteSearch | null } {
  const all = [...catalogue.sites.values()];
  if (all.length <= mostSites) return { shown: all, search: null };
  const known = catalogue.cities.some(({ code }) => code === city);
  const wanted = q !== '' || known;
  const byCity = sitesBy(all, (site) => site.city);
  const found = wanted ? sitesNamed(known ? (byCity.get(city) ?? []) : all, catalogue, q) : [];
  // as they stand on the page: by the order of cities
  const inOrder = [...sitesBy(found, (site) => site.city)]
    .sort(([one], [other]) => placeOf(catalogue, one) - placeOf(catalogue, other))
    .flatMap(([, sites]) => sites);
  const page = Math.min(at, Math.max(1, Math.ceil(inOrder.length / mostSites)));
  const action = paths.sites();
  const kept = { q: q === '' ? undefined : q, city: known ? city : undefined };
  return {
    shown: inOrder.slice((page - 1) * mostSites, page * mostSites),
    search: {
      action,
      q,
      total: wanted ? found.length : null,
      cities: catalogue.cities.flatMap(({ code, name }) => {
        const total = byCity.get(code)?.length ?? 0;
        return total === 0 ? [] : [{ name: name[locale], href: withQuery(action, { city: code }), total }];
      }),
      paging: pagingOf(
        page,
        inOrder.length,
        (number) => withQuery(action, { ...kept, page: number }),
        mostSites,
      ),
    },
  };
}

function placeOf({ cities }: Catalogue, city: string): number {
  return cities.findIndex(({ code }) => code === city);
}

import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Position } from '../../domain/catalogue/distance.ts';
import type { Site, SiteKind } from '../../domain/catalogue/site.ts';
import { sitesBy } from '../../domain/catalogue/sites-by.ts';
import type { PageContext } from '../page-context.ts';
import { paths } from '../paths.ts';

/** A site as one entry of a list. */
export interface SiteEntry {
  readonly code: string;
  readonly name: string;
  readonly kind: SiteKind;
  readonly address: string | null;
  /** null: nobody has said where it is */
  readonly position: Position | null;
  readonly telephone: string | null;
  readonly telephoneHref: string | null;
  readonly note: string | null;
  readonly href: string;
  /** null: no visits can be booked here */
  readonly bookHref: string | null;
}

export interface CitySites {
  readonly code: string;
  readonly name: string;
  readonly sites: readonly SiteEntry[];
}

/** The sites by city, both in the catalogue's order; cities without a site are left out. */
export function citySites(
  catalogue: Catalogue,
  page: PageContext,
  all: readonly Site[] = [...catalogue.sites.values()],
): CitySites[] {
  const byCity = sitesBy(all, ({ city }) => city);
  return catalogue.cities.flatMap((city) => {
    const sites = (byCity.get(city.code) ?? []).map((site) => siteEntry(site, page));
    return sites.length > 0 ? [{ code: city.code, name: city.name[page.locale], sites }] : [];
  });
}

export function siteEntry(site: Site, { locale }: PageContext): SiteEntry {
  return {
    code: site.code,
    name: site.name[locale],
    kind: site.kind,
    address: site.address?.[locale] ?? null,
    position: site.position ?? null,
    telephone: site.telephone,
    telephoneHref: site.telephone === null ? null : telephoneHref(site.telephone),
    note: site.note?.[locale] ?? null,
    href: paths.site(site.code),
    bookHref: site.bookable ? paths.book.services({ site: site.code }) : null,
  };
}

/** A mainland number as a link that telephones dial from anywhere (RFC 3966). */
export function telephoneHref(telephone: string): string {
  return `tel:+86-${telephone.replace(/^0/, '').replaceAll(' ', '')}`;
}

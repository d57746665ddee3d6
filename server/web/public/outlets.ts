import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { PageContext } from '../page-context.ts';
import { telephoneHref } from './city-sites.ts';

/** A partner's outlet: to be telephoned before a visit, never booked. */
export interface OutletEntry {
  readonly name: string;
  readonly address: string;
  readonly telephone: string;
  readonly telephoneHref: string;
  readonly unverified: boolean;
}

export function outletsOf(catalogue: Catalogue, city: string, { locale }: PageContext): OutletEntry[] {
  return catalogue.outlets
    .filter((outlet) => outlet.city === city)
    .map((outlet) => ({
      name: outlet.name[locale],
      address: outlet.address[locale],
      telephone: outlet.telephone,
      telephoneHref: telephoneHref(outlet.telephone),
      unverified: !outlet.verified,
    }));
}

import { z } from 'zod';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { type CatalogueEdit, edited, withChanged } from './catalogue-edit.ts';
import { flag, optionalTelephone, optionalWebAddress, optionalWords, whole, words } from './input-parts.ts';

const schema = z.object({
  name: words(100),
  address: optionalWords(),
  telephone: optionalTelephone,
  website: optionalWebAddress,
  note: optionalWords(),
  bookable: flag,
  handling: flag,
  active: flag,
  sort: whole(0, 100_000),
});
type SiteInput = z.infer<typeof schema>;

export function siteNamed(records: CatalogueRecords, code: string): Site | undefined {
  return records.sites.find((site) => site.code === code);
}

/** What a site is called, where it is, and whether it takes bookings. */
export const editSite: CatalogueEdit<SiteInput> = {
  action: 'site.change',
  schema,
  siteOf: (subject) => subject,
  read: (records, subject) => {
    const site = siteNamed(records, subject);
    if (site === undefined) return null;
    const { name, address, telephone, website, note, bookable, handling, active, sort } = site;
    return { name, address, telephone, website, note, bookable, handling, active, sort };
  },
  apply: (records, subject, input) =>
    edited({ ...records, sites: withChanged(records.sites, subject, (site) => ({ ...site, ...input })) }),
};

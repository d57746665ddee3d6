import { z } from 'zod';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { type CatalogueEdit, edited, withChanged, wrong } from './catalogue-edit.ts';
import {
  choice,
  flag,
  optionalDegrees,
  optionalTelephone,
  optionalWebAddress,
  optionalWords,
  text,
  whole,
  words,
} from './input-parts.ts';

export const siteKinds = ['customs', 'partner', 'branch'] as const;

/** IANA zones that offices of China Electronic Port may go by. */
export const siteZones = ['Asia/Shanghai', 'Asia/Urumqi', 'Asia/Hong_Kong', 'Asia/Macau'] as const;

const schema = z.object({
  name: words(100),
  address: optionalWords(),
  telephone: optionalTelephone,
  website: optionalWebAddress,
  latitude: optionalDegrees(90),
  longitude: optionalDegrees(180),
  note: optionalWords(),
  bookable: flag,
  handling: flag,
  active: flag,
  sort: whole(0, 100_000),
  city: text(20),
  kind: choice(siteKinds),
  timeZone: choice(siteZones),
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
    const { city, kind, timeZone } = site;
    return {
      name,
      address,
      telephone,
      website,
      latitude: site.position?.latitude ?? null,
      longitude: site.position?.longitude ?? null,
      note,
      bookable,
      handling,
      active,
      sort,
      city,
      kind,
      timeZone,
    };
  },
  apply: (records, subject, { latitude, longitude, ...input }) => {
    if ((latitude === null) !== (longitude === null))
      return wrong(latitude === null ? 'latitude' : 'longitude', 'required');
    const position = latitude === null || longitude === null ? null : { latitude, longitude };
    if (!records.cities.some(({ code }) => code === input.city)) return wrong('city', 'not_allowed');
    return edited({
      ...records,
      sites: withChanged(records.sites, subject, (site) => ({ ...site, ...input, position })),
    });
  },
};

import { z } from 'zod';
import { type CatalogueEdit, edited, withChanged, wrong } from './catalogue-edit.ts';
import { siteNamed } from './edit-site.ts';
import { missingAt } from './missing-at-site.ts';

/** Shows a site to everybody and takes bookings there, once nothing is missing for the first one. */
export const openSite: CatalogueEdit<unknown> = {
  action: 'site.open',
  schema: z.unknown(),
  siteOf: (subject) => subject,
  read: (records, subject) => {
    const site = siteNamed(records, subject);
    return site === undefined ? null : { active: site.active, bookable: site.bookable };
  },
  apply: (records, subject) => {
    if (missingAt(records, subject).some(({ done, needed }) => needed && !done)) return wrong('', 'required');
    const sites = withChanged(records.sites, subject, (site) => ({ ...site, active: true, bookable: true }));
    return edited({ ...records, sites });
  },
};

import { z } from 'zod';
import { defaultBookingRules } from '../../domain/booking/booking-rules.ts';
import { defaultHallPolicy } from '../../domain/queue/hall/hall-policy.ts';
import { type CatalogueEdit, edited, wrong } from './catalogue-edit.ts';
import { siteKinds } from './edit-site.ts';
import { choice, code, text, words } from './input-parts.ts';

const schema = z.object({
  code,
  city: text(20),
  kind: choice(siteKinds),
  name: words(100),
});

/** A new site: hidden and closed for booking until its hours, queues and services have been entered. */
export const createSite: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'site.create',
  schema,
  siteOf: () => null,
  read: () => null,
  apply: (records, _subject, input) => {
    if (records.sites.some((site) => site.code === input.code)) return wrong('code', 'twice');
    if (!records.cities.some((city) => city.code === input.city)) return wrong('city', 'not_allowed');
    const site = {
      ...input,
      address: null,
      telephone: null,
      website: null,
      note: null,
      timeZone: 'Asia/Shanghai',
      bookable: false,
      handling: false,
      sessions: [],
      exceptions: [],
      makeUpWeekday: 1,
      queues: [],
      services: [],
      counters: [],
      rules: defaultBookingRules,
      hall: defaultHallPolicy,
      active: false,
      verified: false,
      sort: Math.max(0, ...records.sites.map(({ sort }) => sort)) + 10,
    };
    return edited({ ...records, sites: [...records.sites, site] });
  },
};

import { z } from 'zod';
import { laterInTime } from '../../domain/booking/second-release.ts';
import { type CatalogueEdit, edited, withChanged, wrong } from './catalogue-edit.ts';
import { siteNamed } from './edit-site.ts';
import { flag, optionalTime, time, whole } from './input-parts.ts';

const schema = z.object({
  firstWorkingDay: whole(0, 30),
  noticeMinutes: whole(0, 1440),
  lastWorkingDay: whole(0, 60),
  releaseAt: optionalTime,
  onePerDay: flag,
  cutOffMinutes: whole(0, 10_080),
  missedLimit: whole(1, 20),
  missedWindowDays: whole(1, 365),
  missedBlockDays: whole(0, 365),
  coolDownMinutes: whole(0, 1440),
  holdMinutes: whole(1, 60),
  maxItems: whole(1, 100),
  // within it somebody may still come back with a question about the visit
  retentionDays: whole(30, 3650),
  waitingList: flag,
  offerMinutes: whole(10, 1440),
  offersFrom: time,
  offersUntil: time,
});

/** The booking rules of a site. */
export const editRules: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'site.rules',
  schema,
  siteOf: (subject) => subject,
  read: (records, subject) => siteNamed(records, subject)?.rules ?? null,
  apply: (records, subject, rules) => {
    if (rules.lastWorkingDay < rules.firstWorkingDay)
      return wrong('lastWorkingDay', 'too_small', { min: rules.firstWorkingDay, max: 60 });
    const site = siteNamed(records, subject);
    if (site !== undefined && !laterInTime({ ...site, rules: { ...site.rules, ...rules } }))
      return wrong(rules.firstWorkingDay > 1 ? 'firstWorkingDay' : 'noticeMinutes', 'never_bookable');
    if (rules.offersUntil <= rules.offersFrom) return wrong('offersUntil', 'ends_before_it_begins');
    return edited({
      ...records,
      sites: withChanged(records.sites, subject, (one) => ({ ...one, rules: { ...one.rules, ...rules } })),
    });
  },
};

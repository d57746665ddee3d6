import { z } from 'zod';
import { unsettledRules } from '../../domain/booking/booking-rules.ts';
import { mobileProofs } from '../../domain/booking/limit-rules.ts';
import { laterInTime } from '../../domain/booking/second-release.ts';
import { type CatalogueEdit, edited, withChanged, wrong } from './catalogue-edit.ts';
import { siteNamed } from './edit-site.ts';
import { choice, flag, optionalTime, time, whole } from './input-parts.ts';

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
  unsettled: choice(unsettledRules),
  unsettledDays: whole(1, 10),
  unsettledHours: whole(1, 168),
  objectionDays: whole(1, 30),
  coolDownLeast: whole(0, 1440),
  coolDownMost: whole(0, 1440),
  enterprisePerSlot: whole(0, 100),
  enterprisePerDay: whole(0, 100),
  enterpriseOpen: whole(0, 1000),
  mobilePerDay: whole(0, 100),
  mobileOpen: whole(0, 1000),
  mailPerDay: whole(0, 100),
  mailOpen: whole(0, 1000),
  networkPerDay: whole(0, 1000),
  networkInDemand: whole(0, 1000),
  networkMade: whole(0, 10_000),
  releasePerMinute: whole(0, 10_000),
  releaseMinutes: whole(0, 720),
  demandStarts: whole(0, 10_000),
  holdsPerBrowser: whole(0, 100),
  holdsAtOnce: whole(0, 10_000),
  waitingPerEnterprise: whole(0, 100),
  waitingPerMobile: whole(0, 100),
  waitingPerMail: whole(0, 100),
  waitingPerNetwork: whole(0, 10_000),
  waitingPerBrowser: whole(0, 100),
  proofOfWork: flag,
  mobileProof: choice(mobileProofs),
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
    if (rules.coolDownMost < rules.coolDownLeast)
      return wrong('coolDownMost', 'too_small', { min: rules.coolDownLeast, max: 1440 });
    return edited({
      ...records,
      sites: withChanged(records.sites, subject, (one) => ({ ...one, rules: { ...one.rules, ...rules } })),
    });
  },
};

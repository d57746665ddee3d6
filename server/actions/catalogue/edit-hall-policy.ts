import { z } from 'zod';
import { longestTarget } from '../../domain/queue/figures/service-level.ts';
import { voiceOrders } from '../../domain/queue/hall/hall-policy.ts';
import { type CatalogueEdit, edited, withChanged } from './catalogue-edit.ts';
import { siteNamed } from './edit-site.ts';
import { choice, decimal, dutyMail, flag, optionalText, whole } from './input-parts.ts';

const schema = z.object({
  walkInTarget: whole(0, 240),
  calledWithin: whole(1, longestTarget),
  lateGrace: whole(0, 240),
  checkInEarly: whole(0, 480),
  callEarly: whole(0, 240),
  priorityLane: flag,
  recalls: whole(0, 10),
  returnWithin: whole(0, 480),
  deferrals: whole(0, 10),
  lastCall: flag,
  numberByPhone: flag,
  numberOnDisplay: flag,
  badgeOnScreen: flag,
  endAfter: whole(0, 300),
  alarmsTo: dutyMail,
  alarmsAfter: whole(1, 240),
  figuresByClerk: flag,
  calling: choice(['voice', 'silent']),
  speech: z.object({
    language: choice(['zh-CN', 'en', 'both']),
    unknown: choice(['alternate', 'zh-CN', 'both']),
    one: choice(['一', '幺']),
    rate: decimal(0.5, 2),
    volume: decimal(0, 1),
    times: whole(1, 5),
    voices: choice(voiceOrders),
    deviceVoices: optionalText(300),
    letters: choice(['plain', 'phrase']),
  }),
});

/** How a hall calls: order, missed tickets, last call, voice. */
export const editHallPolicy: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'site.hall',
  schema,
  siteOf: (subject) => subject,
  read: (records, subject) => siteNamed(records, subject)?.hall ?? null,
  apply: (records, subject, hall) =>
    edited({
      ...records,
      sites: withChanged(records.sites, subject, (site) => ({ ...site, hall: { ...site.hall, ...hall } })),
    }),
};

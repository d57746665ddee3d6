import { mostPlaces } from '../../domain/booking/places-of-slot.ts';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import { siteAsUsed } from './site-as-used.ts';

export const setUpSteps = [
  'address',
  'hours',
  'queues',
  'services',
  'counters',
  'served',
  'places',
  'open',
] as const;
export type SetUpStep = (typeof setUpSteps)[number];

/** A step on the way to the first booking. */
export interface SiteStep {
  readonly step: SetUpStep;
  readonly done: boolean;
  /** no visit can be booked or called without it */
  readonly needed: boolean;
}

/** What there is at a site and what is missing until its first visit can be booked and called. */
export function missingAt(records: CatalogueRecords, code: string): readonly SiteStep[] {
  const site = siteAsUsed(records, code);
  if (site === null) return [];
  const used = site.queues.filter(({ id }) => site.services.some(({ queue }) => queue === id));
  const served = (id: string) => site.counters.some(({ queues }) => queues.includes(id));
  const done: Readonly<Record<SetUpStep, boolean>> = {
    address: site.address !== null && site.telephone !== null,
    hours: site.sessions.length > 0,
    queues: site.queues.length > 0 && site.queues.every((queue) => used.includes(queue)),
    services: site.services.length > 0,
    counters: site.counters.length > 0 && site.counters.every(({ queues }) => queues.length > 0),
    served: used.length > 0 && used.every(({ id }) => served(id)),
    places: used.length > 0 && used.every((queue) => mostPlaces(queue) > 0),
    open: site.active && site.bookable,
  };
  // a queue or a counter too many harms nobody
  const needed = {
    ...{ address: false, hours: true, queues: site.queues.length === 0, services: true },
    ...{ counters: site.counters.length === 0, served: true, places: true, open: false },
  };
  return setUpSteps.map((step) => ({ step, done: done[step], needed: needed[step] }));
}

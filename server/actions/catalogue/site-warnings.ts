import { mostPlaces } from '../../domain/booking/places-of-slot.ts';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { asUsed } from './site-as-used.ts';

/** Something about a site that does not work together, though each part is in order. */
export type SiteWarning =
  | { readonly code: 'queue_without_counter'; readonly site: string; readonly queue: string }
  | { readonly code: 'counter_without_queue'; readonly site: string; readonly counter: string }
  | { readonly code: 'no_hours' | 'no_services' | 'no_counters'; readonly site: string }
  | { readonly code: 'no_places'; readonly site: string; readonly queue: string };

/** What is missing at a site where visits can be booked. */
export function siteWarnings(records: CatalogueRecords, code: string): readonly SiteWarning[] {
  const site = records.sites.find((one) => one.code === code);
  return site === undefined ? [] : warningsAt(records, site);
}

/** The same of a site that has been found. */
export function warningsAt(records: CatalogueRecords, stored: Site): readonly SiteWarning[] {
  if (!stored.active || !stored.bookable) return [];
  const site = asUsed(records, stored);
  const { code } = site;
  const warnings: SiteWarning[] = [];
  if (site.sessions.length === 0) warnings.push({ code: 'no_hours', site: code });
  if (site.services.length === 0) warnings.push({ code: 'no_services', site: code });
  if (site.counters.length === 0) warnings.push({ code: 'no_counters', site: code });
  for (const { label, queues } of site.counters)
    if (queues.length === 0) warnings.push({ code: 'counter_without_queue', site: code, counter: label });
  for (const queue of site.queues) {
    if (!site.services.some((line) => line.queue === queue.id)) continue;
    const served = site.counters.some((counter) => counter.queues.includes(queue.id));
    if (!served && site.counters.length > 0)
      warnings.push({ code: 'queue_without_counter', site: code, queue: queue.code });
    if (mostPlaces(queue) === 0) warnings.push({ code: 'no_places', site: code, queue: queue.code });
  }
  return warnings;
}

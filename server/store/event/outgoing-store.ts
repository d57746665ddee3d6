import type { OutgoingEvent } from '../../domain/event/outgoing-event.ts';
import type { WriteSet } from '../write-set.ts';
import type { Subscribed } from './subscriber-query.ts';

/** Keeps an event for whoever is told of it, in the commit of what has happened; nothing where nobody is. `at` in epoch ms. */
export function writeOutgoing(
  event: OutgoingEvent | null,
  {
    id,
    site,
    at,
    subscribed,
  }: { readonly id: string; readonly site: string; readonly at: number; readonly subscribed: Subscribed },
  writes: WriteSet,
): void {
  if (event === null) return;
  const { type, data } = event;
  if (!(subscribed.get(site)?.has(type) || subscribed.get('')?.has(type))) return;
  writes.insert('outgoing_event', { id, site, type, at, data: JSON.stringify(data), sequence: null });
}

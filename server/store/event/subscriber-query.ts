import type { Knex } from 'knex';
import type { EventType } from '../../domain/event/outgoing-event.ts';
import type { Read } from '../read-together.ts';

/** Another system that is told of events. */
export interface EventSubscriber {
  readonly id: string;
  readonly name: string;
  /** null: of every site */
  readonly site: string | null;
  readonly url: string;
  readonly events: readonly EventType[];
  /** sealed, see server/actions/seal.ts */
  readonly secret: string;
  /** epoch ms */
  readonly createdAt: number;
  readonly endedAt: number | null;
}

/** Newest first, those that have ended, too. */
export async function listSubscribers(connection: Knex): Promise<readonly EventSubscriber[]> {
  const rows = await connection('event_subscriber').orderBy('created_at', 'desc').orderBy('id');
  return rows.map(({ id, name, site, url, events, secret, created_at: createdAt, ended_at: endedAt }) => ({
    ...{ id, name, site, url, secret, createdAt, endedAt },
    events: JSON.parse(events) as EventType[],
  }));
}

/** Of which events somebody is told, by site; those of every site under "". */
export type Subscribed = ReadonlyMap<string, ReadonlySet<EventType>>;

type SubscribedRow = [site: string | null, events: string];

/** Few rows, for the transaction in which something happens. */
export function subscribedRead(): Read<SubscribedRow> {
  return {
    columns: ['s.site', 's.events'],
    from: '(select site, events from event_subscriber where ended_at is null) as s',
    bindings: [],
  };
}

export function subscribedOf(rows: readonly SubscribedRow[]): Subscribed {
  const bySite = new Map<string, Set<EventType>>();
  for (const [site, events] of rows) {
    const known = bySite.get(site ?? '') ?? new Set<EventType>();
    for (const type of JSON.parse(events) as EventType[]) known.add(type);
    bySite.set(site ?? '', known);
  }
  return bySite;
}

export async function subscribedNow(connection: Knex): Promise<Subscribed> {
  const rows = await connection('event_subscriber').whereNull('ended_at').select('site', 'events');
  return subscribedOf(rows.map(({ site, events }) => [site, events]));
}

import type { Knex } from 'knex';
import type { EventType } from '../../domain/event/outgoing-event.ts';
import type { EventDeliveryState } from './event-columns.ts';

/** How the deliveries of a subscriber stand. */
export type EventFigures = Readonly<Record<EventDeliveryState, number>>;

const none: EventFigures = { queued: 0, sent: 0, dead: 0 };

/** By subscriber. */
export async function eventFigures(reader: Knex): Promise<(subscriber: string) => EventFigures> {
  const rows = (await reader('event_delivery')
    .groupBy('subscriber', 'state')
    .select('subscriber', 'state')
    .count({ count: '*' })) as {
    readonly subscriber: string;
    readonly state: EventDeliveryState;
    readonly count: number | string;
  }[];
  const figures = new Map<string, EventFigures>();
  for (const { subscriber, state, count } of rows)
    figures.set(subscriber, { ...none, ...figures.get(subscriber), [state]: Number(count) });
  return (subscriber) => figures.get(subscriber) ?? none;
}

/** One event as it was delivered, or is to be. Instants are epoch ms. */
export interface EventLogLine {
  readonly id: string;
  readonly site: string;
  readonly sequence: number;
  readonly type: EventType;
  readonly at: number;
  readonly state: EventDeliveryState;
  readonly attempts: number;
  readonly answer: string | null;
  readonly answeredAt: number | null;
}

/** The newest of a subscriber's. */
export async function eventLog(
  reader: Knex,
  subscriber: string,
  most: number,
): Promise<readonly EventLogLine[]> {
  const rows = await reader('event_delivery as d')
    .join('outgoing_event as e', 'e.id', 'd.event')
    .where('d.subscriber', subscriber)
    .orderBy([
      { column: 'e.at', order: 'desc' },
      { column: 'e.sequence', order: 'desc' },
    ])
    .limit(most)
    .select('e.id', 'e.site', 'e.sequence', 'e.type', 'e.at', 'd.state', 'd.attempts', 'd.answer', {
      answeredAt: 'd.answered_at',
    });
  return rows as EventLogLine[];
}

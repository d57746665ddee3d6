import type { EventType } from '../../domain/event/outgoing-event.ts';
import type { Table } from '../table.ts';

export interface EventSubscriberRow {
  readonly id: string;
  readonly name: string;
  readonly site: string | null;
  readonly url: string;
  readonly events: string;
  readonly secret: string;
  readonly created_at: number;
  readonly ended_at: number | null;
}

export interface OutgoingEventRow {
  readonly position: number;
  readonly id: string;
  readonly site: string;
  readonly type: EventType;
  readonly at: number;
  readonly data: string;
  readonly sequence: number | null;
}

export interface EventSequenceRow {
  readonly site: string;
  readonly last: number;
}

export const eventDeliveryStates = ['queued', 'sent', 'dead'] as const;
export type EventDeliveryState = (typeof eventDeliveryStates)[number];

export interface EventDeliveryRow {
  readonly subscriber: string;
  readonly event: string;
  readonly state: EventDeliveryState;
  readonly attempts: number;
  readonly due_at: number;
  readonly next_attempt_at: number;
  readonly lease_until: number | null;
  readonly answer: string | null;
  readonly answered_at: number | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    readonly event_subscriber: Table<EventSubscriberRow>;
    readonly outgoing_event: Table<OutgoingEventRow, 'position'>;
    readonly event_sequence: Table<EventSequenceRow>;
    readonly event_delivery: Table<EventDeliveryRow, 'attempts'>;
  }
}

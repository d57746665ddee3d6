import type { Locale } from '../../domain/catalogue/words.ts';
import type { ChannelKind, MessageTemplate, OutboxState, Parameters } from '../../domain/message/message.ts';

/** Columns of `outbox` as both engines answer them. */
export interface OutboxRow {
  readonly id: string;
  readonly channel: string;
  readonly template: string;
  readonly locale: string;
  readonly recipient: string;
  readonly parameters: string;
  readonly booking: string | null;
  readonly site: string | null;
  readonly sequence: number;
  readonly state: string;
  readonly attempts: number;
  readonly due_at: number;
  readonly next_attempt_at: number;
  readonly last_error: string | null;
  readonly log: string;
  readonly created_at: number;
  readonly sent_at: number | null;
}

/** One attempt at delivery and what came of it. */
export interface DeliveryEntry {
  /** epoch ms */
  readonly at: number;
  readonly ok: boolean;
  readonly answer: string;
}

/** A message in the outbox. Instants are epoch milliseconds. */
export interface StoredMessage {
  readonly id: string;
  readonly channel: ChannelKind;
  readonly template: MessageTemplate;
  readonly locale: Locale;
  readonly recipient: string;
  readonly parameters: Parameters;
  readonly booking: string | null;
  readonly site: string | null;
  readonly sequence: number;
  readonly state: OutboxState;
  readonly attempts: number;
  readonly dueAt: number;
  readonly nextAttemptAt: number;
  readonly lastError: string | null;
  readonly log: readonly DeliveryEntry[];
  readonly createdAt: number;
  readonly sentAt: number | null;
}

export const outboxColumns = [
  'id',
  'channel',
  'template',
  'locale',
  'recipient',
  'parameters',
  'booking',
  'site',
  'sequence',
  'state',
  'attempts',
  'due_at',
  'next_attempt_at',
  'last_error',
  'log',
  'created_at',
  'sent_at',
] as const satisfies readonly (keyof OutboxRow)[];

export function storedMessageOf(row: OutboxRow): StoredMessage {
  return {
    id: row.id,
    channel: row.channel as ChannelKind,
    template: row.template as MessageTemplate,
    locale: row.locale as Locale,
    recipient: row.recipient,
    parameters: JSON.parse(row.parameters) as Parameters,
    booking: row.booking,
    site: row.site,
    sequence: row.sequence,
    state: row.state as OutboxState,
    attempts: row.attempts,
    dueAt: row.due_at,
    nextAttemptAt: row.next_attempt_at,
    lastError: row.last_error,
    log: JSON.parse(row.log) as DeliveryEntry[],
    createdAt: row.created_at,
    sentAt: row.sent_at,
  };
}

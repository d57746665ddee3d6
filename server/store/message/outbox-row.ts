import type { Locale } from '../../domain/catalogue/words.ts';
import type {
  ChannelKind,
  Hop,
  MessageTemplate,
  OutboxState,
  Parameters,
} from '../../domain/message/message.ts';
import type { OutboxRow } from './message-columns.ts';

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
  /** where it goes next, in turn, when nobody is reached there */
  readonly fallbacks: readonly Hop[];
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
  'fallbacks',
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
    channel: row.channel,
    template: row.template,
    locale: row.locale,
    recipient: row.recipient,
    fallbacks: row.fallbacks === null ? [] : (JSON.parse(row.fallbacks) as Hop[]),
    parameters: JSON.parse(row.parameters) as Parameters,
    booking: row.booking,
    site: row.site,
    sequence: row.sequence,
    state: row.state,
    attempts: row.attempts,
    dueAt: row.due_at,
    nextAttemptAt: row.next_attempt_at,
    lastError: row.last_error,
    log: JSON.parse(row.log) as DeliveryEntry[],
    createdAt: row.created_at,
    sentAt: row.sent_at,
  };
}

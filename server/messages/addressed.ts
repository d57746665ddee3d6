import type { Database } from '../store/database.ts';
import { recordAddress } from '../store/message/claim-messages.ts';
import type { StoredMessage } from '../store/message/outbox-row.ts';

interface Parts {
  readonly database: Database;
  readonly reportAddress?: (message: StoredMessage) => Promise<string | null>;
}

/** A report follows its reader to another address; null: it is not ours any more. */
export async function addressed(
  { database, reportAddress }: Parts,
  owner: string,
  message: StoredMessage,
): Promise<StoredMessage | null> {
  if (message.template !== 'report') return message;
  const recipient = (await reportAddress?.(message)) ?? message.recipient;
  if (recipient === message.recipient) return message;
  return (await recordAddress(database.writer, message, { owner, recipient }))
    ? { ...message, recipient }
    : null;
}

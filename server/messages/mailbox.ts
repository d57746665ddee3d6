import type { Mailbox } from '../domain/message/mailbox.ts';
import type { Database } from '../store/database.ts';
import { findMessage } from '../store/message/outbox-query.ts';
import { composeMail } from './compose-mail.ts';
import type { WordingContext } from './wording-context.ts';

/** Reads messages of the outbox; those of other channels are shown as the mail that says the same. */
export function makeMailbox(database: Database, wordingContext: WordingContext): Mailbox {
  return {
    async read(id) {
      const message = await findMessage(database.reader, id);
      return message === null ? null : composeMail(message, wordingContext, message.sentAt ?? message.dueAt);
    },
  };
}

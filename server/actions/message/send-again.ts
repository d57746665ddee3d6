import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import { sendAgain } from '../../store/message/outbox-store.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';

/** Gives a dead message another day of attempts. Refuses with wrong_state when it is not dead. */
export async function sendMessageAgain(
  system: Pick<System, 'database' | 'secrets' | 'clock' | 'announce'>,
  id: string,
  by: { readonly actor: string; readonly address: string | null },
): Promise<Outcome<{ readonly id: string }>> {
  const { database, secrets, clock, announce } = system;
  const now = clock.now();
  const done = await database.writer.transaction(async (transaction) => {
    if (!(await sendAgain(transaction, id, now))) return false;
    const writes = new WriteSet();
    const entry = {
      ...by,
      action: 'message.send_again',
      subject: id,
      before: null,
      after: null,
      result: 'done',
    };
    writeAudit(entry, { id: secrets.newId(), at: now }, writes);
    await writeRows(transaction, database.engine, writes);
    return true;
  });
  if (!done) return refuse('wrong_state');
  announce.messagesQueued();
  return accept({ id });
}

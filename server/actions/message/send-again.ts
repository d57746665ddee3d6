import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { Actor } from '../../domain/staff/actor.ts';
import type { OutboxSearch } from '../../store/message/outbox-query.ts';
import { sendAgain, sendFoundAgain } from '../../store/message/outbox-store.ts';
import { type AuditEntry, writeAudit } from '../../store/staff/audit-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';

type Sending = Pick<System, 'database' | 'secrets' | 'clock' | 'announce'>;

/** Gives a dead message another day of attempts. Refuses with wrong_state when it is not dead. */
export async function sendMessageAgain(
  system: Sending,
  id: string,
  actor: Actor,
): Promise<Outcome<{ readonly id: string }>> {
  const now = system.clock.now();
  const { writer } = system.database;
  const done = await writer.transaction(async (transaction) => {
    if (!(await sendAgain(transaction, id, now))) return false;
    await audit(system, transaction, { actor, subject: id, after: null }, now);
    return true;
  });
  if (!done) return refuse('wrong_state');
  system.announce.messagesQueued();
  return accept({ id });
}

/** The same for all dead messages that a search finds, as after a day without the mail server. Answers how many. */
export async function sendAllAgain(
  system: Sending,
  search: Pick<OutboxSearch, 'text' | 'sites'>,
  actor: Actor,
): Promise<number> {
  const now = system.clock.now();
  const count = await system.database.writer.transaction(async (transaction) => {
    const found = await sendFoundAgain(transaction, search, now);
    // what was searched for may be an address, and the audit outlives it
    if (found > 0)
      await audit(system, transaction, { actor, subject: 'outbox', after: { count: found } }, now);
    return found;
  });
  if (count > 0) system.announce.messagesQueued();
  return count;
}

async function audit(
  { database, secrets }: Sending,
  transaction: Parameters<typeof writeRows>[0],
  entry: Omit<AuditEntry, 'action' | 'before' | 'result'>,
  at: number,
): Promise<void> {
  const writes = new WriteSet();
  const whole = { ...entry, action: 'message.send_again', before: null, result: 'done' };
  writeAudit(whole, { id: secrets.newId(), at }, writes);
  await writeRows(transaction, database.engine, writes);
}

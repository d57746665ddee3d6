import type { Actor } from '../../domain/staff/actor.ts';
import { isWaiting, type WaitEntry } from '../../domain/waitlist/wait-entry.ts';
import { lockScopes } from '../../store/lock-scopes.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import { forgetEntry } from '../../store/waitlist/forget-waiting.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';
import { leaveWaitlist } from './answer-offer.ts';

/** The holder wants the data gone: leaves the list, then nothing of the entry names a person, and what was sent about it is deleted too. */
export async function forgetWhoWaits(
  system: System,
  token: string,
  entry: WaitEntry,
  actor: Actor,
): Promise<void> {
  if (isWaiting(entry)) await leaveWaitlist(system, token);
  const { engine, writer } = system.database;
  await writer.transaction(async (transaction) => {
    await lockScopes(transaction, engine, [`booking:${entry.site}`]);
    const at = system.clock.now();
    await forgetEntry(transaction, entry.id, at);
    const writes = new WriteSet();
    writeAudit(
      { actor, action: 'waitlist.delete', subject: entry.id, before: null, after: null, result: 'done' },
      { id: system.secrets.newId(), at },
      writes,
    );
    await writeRows(transaction, engine, writes);
  });
}

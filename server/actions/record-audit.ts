import { type AuditEntry, writeAudit } from '../store/staff/audit-store.ts';
import { writeRows } from '../store/write-rows.ts';
import { WriteSet } from '../store/write-set.ts';
import type { System } from './system.ts';

type Transaction = Parameters<typeof writeRows>[0];

/** One line of the audit, for actions that write nothing else, or in the commit of what they write `beside` it. */
export async function recordAudit(
  system: Pick<System, 'database' | 'secrets' | 'clock'>,
  entry: AuditEntry,
  beside: (transaction: Transaction) => Promise<void> = async () => {},
): Promise<void> {
  const writes = new WriteSet();
  writeAudit(entry, { id: system.secrets.newId(), at: system.clock.now() }, writes);
  await system.database.writer.transaction(async (transaction) => {
    await beside(transaction);
    await writeRows(transaction, system.database.engine, writes);
  });
}

import { type AuditEntry, writeAudit } from '../store/staff/audit-store.ts';
import { writeRows } from '../store/write-rows.ts';
import { WriteSet } from '../store/write-set.ts';
import type { System } from './system.ts';

/** One line of the audit, for actions that write nothing else. */
export async function recordAudit(
  system: Pick<System, 'database' | 'secrets' | 'clock'>,
  entry: AuditEntry,
): Promise<void> {
  const writes = new WriteSet();
  writeAudit(entry, { id: system.secrets.newId(), at: system.clock.now() }, writes);
  await system.database.writer.transaction((transaction) =>
    writeRows(transaction, system.database.engine, writes),
  );
}

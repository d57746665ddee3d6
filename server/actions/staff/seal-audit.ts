import { auditMessage } from '../../domain/message/audit-message.ts';
import { writeMessages } from '../../store/message/outbox-store.ts';
import { chainDayStart, sealSome, takeEnded } from '../../store/staff/audit-chain-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';

type Parts = Pick<System, 'announce' | 'catalogue' | 'clock' | 'config' | 'database' | 'secrets'>;

/**
 * Gives each line of the audit its link, some at a time, so that others can write in between, and tells the auditor how ended days ended. Safe on
 * several processes.
 */
export async function sealAudit(system: Parts): Promise<{ readonly sealed: number; readonly told: number }> {
  const { clock, database } = system;
  const { engine, writer } = database;
  let sealed = 0;
  for (;;) {
    const some = await writer.transaction((transaction) => sealSome(transaction, engine, clock.now()));
    if (some === 0) break;
    sealed += some;
  }
  return { sealed, told: await tellAuditor(system) };
}

async function tellAuditor(system: Parts): Promise<number> {
  const { announce, clock, config, database, secrets } = system;
  const { engine, writer } = database;
  const [site] = (await system.catalogue()).sites.keys();
  if (config.auditorMail === null || site === undefined) return 0;
  const recipient = config.auditorMail;
  const told = await writer.transaction(async (transaction) => {
    const now = clock.now();
    const ended = await takeEnded(transaction, engine, now);
    const messages = ended.map(({ day, rows, head }) =>
      auditMessage({ began: chainDayStart(day), lines: rows, head, site }, recipient),
    );
    const writes = new WriteSet();
    writeMessages(writes, messages, { newId: secrets.newId, now });
    await writeRows(transaction, engine, writes);
    return ended.length;
  });
  if (told > 0) announce.messagesQueued();
  return told;
}

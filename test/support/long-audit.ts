import { writeAudit } from '../../server/store/staff/audit-store.ts';
import { writeRows } from '../../server/store/write-rows.ts';
import { WriteSet } from '../../server/store/write-set.ts';
import type { HallSystem } from './hall-system.ts';

/** So many lines in the audit, one a second up to now, of about 600 bytes each. */
export async function longAudit({ system, clock }: Pick<HallSystem, 'system' | 'clock'>, lines: number) {
  const { writer, engine } = system.database;
  const note = '北京海关天水园办公区'.repeat(18);
  for (let from = 0; from < lines; from += 1000) {
    const writes = new WriteSet();
    for (let k = from; k < Math.min(lines, from + 1000); k += 1)
      writeAudit(
        {
          actor: { kind: 'nobody', address: '203.0.113.7' },
          action: 'site.change',
          subject: `BJ-TSY ${k}`,
          before: { note: '', sort: k },
          after: { note, sort: k + 1 },
          result: 'done',
        },
        { id: `line-${String(k).padStart(6, '0')}`, at: clock.now() - (lines - k) * 1000 },
        writes,
      );
    await writer.transaction((transaction) => writeRows(transaction, engine, writes));
  }
}

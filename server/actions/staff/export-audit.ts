import { type AuditSearch, searchAudit } from '../../store/staff/audit-query.ts';
import { recordAudit } from '../record-audit.ts';
import type { System } from '../system.ts';

/** Lines in one file. */
export const exportLimit = 20_000;

const columns = [
  'at',
  'actor',
  'name',
  'address',
  'action',
  'subject',
  'result',
  'before',
  'after',
  'words',
  'id',
] as const;

/** What was found, to be written into a file. */
export interface AuditTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What was found as a table (instants in ISO 8601), and a line in the audit that says so. At most `exportLimit` lines, the newest. */
export async function exportAudit(
  system: Pick<System, 'database' | 'clock' | 'secrets'>,
  search: AuditSearch,
  by: {
    readonly actor: string;
    readonly address: string;
    /** of the file */
    readonly format: string;
    nameOf(actors: readonly string[]): Promise<(actor: string) => string>;
  },
): Promise<AuditTable> {
  const lines = await searchAudit(system.database.reader, search, { offset: 0, limit: exportLimit });
  const named = await by.nameOf(lines.map(({ actor }) => actor));
  await recordAudit(system, {
    actor: by.actor,
    address: by.address,
    action: 'audit.export',
    subject: 'audit',
    before: null,
    after: { ...search, format: by.format, lines: lines.length },
    result: 'done',
  });
  const rows = lines.map((line) => {
    const cells = {
      ...line,
      at: new Date(line.at).toISOString(),
      name: named(line.actor),
      address: line.address ?? '',
      words: line.words ?? '',
      before: line.before === null ? '' : JSON.stringify(line.before),
      after: line.after === null ? '' : JSON.stringify(line.after),
    };
    return columns.map((column) => cells[column]);
  });
  return { columns, rows };
}

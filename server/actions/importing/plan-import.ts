import { z } from 'zod';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import {
  type CatalogueEdit,
  type Edited,
  type EditTools,
  edited,
  problem,
} from '../catalogue/catalogue-edit.ts';
import {
  type Cells,
  changesBetween,
  type ImportColumn,
  type ImportRow,
  type PlannedRow,
  refusedRow,
} from './import-row.ts';
import { inOnePiece, type LineByLine } from './in-pieces.ts';

/** A kind of file whose lines change the catalogue, each by the rules of the form that does the same. */
export interface CatalogueImport {
  readonly name: 'offices' | 'closures' | 'calendar';
  /** for the audit */
  readonly action: string;
  readonly columns: readonly ImportColumn[];
  /** what a line is about; two lines of one file about the same are one too many */
  readonly keysOf: (cells: Cells) => readonly string[];
  /** what is stored of it, as a line says it; null: nothing */
  readonly lineOf: (records: CatalogueRecords, key: string, now: number) => Cells | null;
  /** everything that is stored and may be changed */
  readonly lines: (records: CatalogueRecords, now: number) => readonly Cells[];
  /** lines that have to be read before others */
  readonly first?: (cells: Cells) => boolean;
  readonly apply: (records: CatalogueRecords, cells: Cells, tools: EditTools) => Edited;
}

export interface ImportPlan {
  /** in the order of the file */
  readonly rows: readonly PlannedRow[];
  /** with every line that is good */
  readonly records: CatalogueRecords;
}

/** What the lines of a file would do to the catalogue, one after another. Lines that are refused do nothing. */
export function* planLines(
  kind: CatalogueImport,
  records: CatalogueRecords,
  rows: readonly ImportRow[],
  tools: EditTools,
): LineByLine<ImportPlan> {
  const seen = new Set<string>();
  const planned: PlannedRow[] = [];
  let now = records;
  const first = ({ cells }: ImportRow) => kind.first?.(cells) ?? false;
  for (const row of [...rows.filter(first), ...rows.filter((one) => !first(one))]) {
    yield;
    const { cells } = row;
    const keys = kind.keysOf(cells);
    const subject = kind.columns
      .filter(({ needed }) => needed)
      .map(({ key }) => cells[key] ?? '')
      .join(' · ');
    if (keys.some((key) => seen.has(key))) {
      planned.push(refusedRow(row, subject, [problem(kind.columns[0]?.key ?? '', 'twice')]));
      continue;
    }
    const result = kind.apply(now, cells, tools);
    if (!result.ok) {
      planned.push(refusedRow(row, subject, result.problems));
      continue;
    }
    for (const key of keys) seen.add(key);
    const differing = difference(kind, now, result.records, keys, tools);
    planned.push({ line: row.line, subject, problems: [], ...differing });
    if (differing.state !== 'unchanged') now = result.records;
  }
  return { rows: planned.sort((one, other) => one.line - other.line), records: now };
}

function difference(
  kind: CatalogueImport,
  before: CatalogueRecords,
  after: CatalogueRecords,
  keys: readonly string[],
  { now }: EditTools,
): Pick<PlannedRow, 'state' | 'changes'> {
  const pairs = keys.map((key) => [kind.lineOf(before, key, now), kind.lineOf(after, key, now)] as const);
  const changes = pairs.flatMap(([was, is]) => (was === null ? [] : changesBetween(was, is ?? {})));
  if (pairs.some(([was, is]) => was === null && is !== null)) return { state: 'new', changes };
  const gone = pairs.some(([was, is]) => was !== null && is === null);
  return { state: gone || changes.length > 0 ? 'changed' : 'unchanged', changes };
}

const anything: z.ZodType<null> = z.unknown().transform(() => null) as unknown as z.ZodType<null>;

export interface PlannedFrom {
  readonly before: CatalogueRecords;
  readonly plan: ImportPlan;
}

/**
 * The whole file as one change of the catalogue: written in one transaction or not at all. Where the records are still those that it was planned
 * from, that plan is what is done: planning takes longer than the loop may be held.
 */
export function importEdit(
  kind: CatalogueImport,
  rows: readonly ImportRow[],
  { before, plan }: PlannedFrom,
): CatalogueEdit<null> {
  return {
    action: kind.action,
    toldFirst: true,
    schema: anything,
    siteOf: () => null,
    read: (records, _subject, now) => kind.lines(records, now),
    apply: (records, _subject, _input, tools) =>
      edited(records === before ? plan.records : inOnePiece(planLines(kind, records, rows, tools)).records),
  };
}

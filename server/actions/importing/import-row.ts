import type { FieldProblem } from '../catalogue/catalogue-edit.ts';

/** Texts by the keys of their columns; a column that a file has not is left out, and what is stored stays. */
export type Cells = Readonly<Record<string, string>>;

export interface ImportRow {
  /** of the file, from 1 */
  readonly line: number;
  readonly cells: Cells;
}

export interface ImportColumn {
  readonly key: string;
  /** a file without it is no such file */
  readonly needed?: true;
}

export type RowState = 'new' | 'changed' | 'unchanged' | 'refused';

/** What a line would do. */
export interface PlannedRow {
  readonly line: number;
  /** what it is about, as the file says it */
  readonly subject: string;
  readonly state: RowState;
  /** why it is refused; fields are columns */
  readonly problems: readonly FieldProblem[];
  /** what a changed one says otherwise */
  readonly changes: readonly { readonly column: string; readonly before: string; readonly after: string }[];
}

/** At most so many lines in one file. */
export const mostRows = 500;

export function refusedRow(
  { line }: Pick<ImportRow, 'line'>,
  subject: string,
  problems: readonly FieldProblem[],
): PlannedRow {
  return { line, subject, state: 'refused', problems, changes: [] };
}

/** What differs between two lines, by column. */
export function changesBetween(before: Cells, after: Cells): PlannedRow['changes'] {
  return Object.keys(after)
    .filter((column) => (before[column] ?? '') !== after[column])
    .map((column) => ({ column, before: before[column] ?? '', after: after[column] ?? '' }));
}

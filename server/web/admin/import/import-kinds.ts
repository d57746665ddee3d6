import { importCalendar } from '../../../actions/importing/import-calendar.ts';
import { importClosures } from '../../../actions/importing/import-closures.ts';
import { importOffices } from '../../../actions/importing/import-offices.ts';
import type { ImportColumn, ImportRow } from '../../../actions/importing/import-row.ts';
import { staffColumns } from '../../../actions/importing/import-staff.ts';
import { locales } from '../../../domain/catalogue/words.ts';
import { isWordKey, type Translate, words } from '../../../locales/words.ts';
import type { ReadTable } from './read-table.ts';

export const importKinds = ['offices', 'staff', 'closures', 'calendar'] as const;
export type ImportKind = (typeof importKinds)[number];

export const catalogueImports = {
  offices: importOffices,
  closures: importClosures,
  calendar: importCalendar,
};

export function columnsOf(kind: ImportKind): readonly ImportColumn[] {
  return kind === 'staff' ? staffColumns : catalogueImports[kind].columns;
}

/** What a column is called. */
export function columnName(key: string, t: Translate): string {
  const name = `imports.columns.${key}`;
  return isWordKey(name) ? t(name) : key;
}

/** Columns whose values have names: a file may say them in either language, or as they are stored. */
const named: Readonly<Record<string, readonly string[]>> = {
  kind: ['customs', 'branch', 'partner', 'closed', 'open'],
  day_kind: ['off', 'make_up', 'weekday'],
  role: ['administrator', 'manager', 'counter', 'auditor'],
};

/** What a value of a column is called. */
export function valueName(column: string, value: string, t: Translate): string {
  const name = `imports.values.${value}`;
  return named[column]?.includes(value) && isWordKey(name) ? t(name) : value;
}

export type FoundRows =
  | { readonly rows: readonly ImportRow[]; readonly unknown: readonly string[] }
  | { readonly missing: readonly string[] };

/** The lines of a table by the keys of their columns, whatever language its head is in. */
export function rowsOf(kind: ImportKind, { columns, rows }: ReadTable): FoundRows {
  const known = columnsOf(kind);
  const keys = columns.map((column) => known.find(({ key }) => isCalled(column, key))?.key ?? null);
  const missing = known.filter(({ key, needed }) => needed && !keys.includes(key)).map(({ key }) => key);
  if (missing.length > 0) return { missing };
  return {
    unknown: columns.filter((column, index) => column !== '' && keys[index] === null),
    rows: rows.map(({ line, cells }) => ({
      line,
      cells: Object.fromEntries(
        keys.flatMap((key, index) => (key === null ? [] : [[key, stored(key, cells[index] ?? '')]])),
      ),
    })),
  };
}

function isCalled(column: string, key: string): boolean {
  const said = plain(column);
  return said === key || locales.some((locale) => plain(columnName(key, words(locale))) === said);
}

function stored(column: string, value: string): string {
  const said = plain(value);
  const found = named[column]?.find(
    (one) => one === said || locales.some((locale) => plain(valueName(column, one, words(locale))) === said),
  );
  return found ?? value;
}

/** Half or full width, large or small. */
function plain(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

import type { Words } from '../../domain/catalogue/words.ts';

/** A row as both engines answer it: SQLite has no booleans. */
export type CatalogueRow = Readonly<Record<string, string | number | boolean | null>>;

export function wordColumns(column: string, words: Words | null): Record<string, string | null> {
  return { [`${column}_zh`]: words?.['zh-CN'] ?? null, [`${column}_en`]: words?.en ?? null };
}

export function wordsIn(row: CatalogueRow, column: string): Words {
  return { 'zh-CN': text(row, `${column}_zh`), en: text(row, `${column}_en`) };
}

export function optionalWordsIn(row: CatalogueRow, column: string): Words | null {
  return row[`${column}_zh`] === null ? null : wordsIn(row, column);
}

export function text(row: CatalogueRow, column: string): string {
  return String(row[column] ?? '');
}

export function optionalText(row: CatalogueRow, column: string): string | null {
  const value = row[column];
  return value === null || value === undefined ? null : String(value);
}

export function number(row: CatalogueRow, column: string): number {
  return Number(row[column]);
}

export function flag(row: CatalogueRow, column: string): boolean {
  return Boolean(row[column]);
}

export function json<T>(row: CatalogueRow, column: string): T {
  return JSON.parse(text(row, column)) as T;
}

/** The fields that every record has of which an administrator may say that nobody has confirmed them. */
export function verification(row: CatalogueRow): { verified: boolean; unverified: readonly string[] } {
  return { verified: flag(row, 'verified'), unverified: json<string[]>(row, 'unverified') };
}

export function verificationColumns(record: {
  verified: boolean;
  unverified?: readonly string[];
}): Record<string, string | boolean> {
  return { verified: record.verified, unverified: JSON.stringify(record.unverified ?? []) };
}

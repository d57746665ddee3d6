import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { rows } from './rows.ts';
import type { Line } from './table.ts';

interface Kept extends Line {
  /** when it was measured */
  readonly date: string;
}

const file = join(import.meta.dirname, 'results.json');

/** What a full run has measured takes the place of what was known of its rows; each row says when it was measured. */
export function keepResults(lines: readonly Line[]): void {
  const date = new Date().toISOString();
  const before = (JSON.parse(readFileSync(file, 'utf8')) as { readonly rows: readonly Kept[] }).rows;
  const known = new Map(
    [...before, ...lines.map((line) => ({ ...line, date }))].map((line) => [line.id, line]),
  );
  const machine = { cores: cpus().length, model: cpus()[0]?.model ?? '', node: process.version };
  const kept = rows.flatMap(({ id }) => known.get(id) ?? []);
  writeFileSync(file, `${JSON.stringify({ machine, rows: kept }, null, 2)}\n`);
}

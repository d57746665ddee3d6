import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, type Engine, migrate, openDatabase } from '../../server/store/database.ts';
import { begun } from './begun.ts';
import { freshPostgres } from './postgres.ts';

export const engines: readonly Engine[] = ['sqlite', 'postgres'];

/** A fresh, migrated, empty database of an engine, as an address, and how to throw it away. */
export interface FreshDatabase {
  readonly url: string;
  discard(): void;
}

let template: Promise<string> | null = null;

export async function freshDatabase(engine: Engine): Promise<FreshDatabase> {
  if (engine === 'postgres') return { url: await freshPostgres(), discard: () => {} };
  template ??= migratedFile();
  const folder = mkdtempSync(join(tmpdir(), 'hall-sqlite-'));
  const file = join(folder, 'hall.sqlite3');
  copyFileSync(await template, file);
  return { url: `sqlite:${file}`, discard: () => rmSync(folder, { recursive: true, force: true }) };
}

async function migratedFile(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'hall-template-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'hall.sqlite3');
  const database = openDatabase(`sqlite:${file}`);
  await migrate(database);
  await database.close();
  return file;
}

/**
 * The same suite on SQLite and on PostgreSQL. `open` answers the suite's own fresh database, opened once and closed after the last test.
 */
export function onEveryEngine(title: string, define: (open: () => Database, engine: Engine) => void): void {
  for (const engine of engines) {
    describe(`${title} [${engine}]`, () => {
      let database: Database | null = null;
      let fresh: FreshDatabase | null = null;
      before(async function () {
        this.timeout(60_000);
        fresh = await freshDatabase(engine);
        database = openDatabase(fresh.url);
      });
      after(async () => {
        await database?.close();
        fresh?.discard();
      });
      define(() => begun(database), engine);
    });
  }
}

import { seedDatabase } from '../../seeds/seed-database.ts';
import type { Engine } from '../../server/store/database.ts';
import { onDatabase } from '../support/bare-system.ts';
import { type FreshDatabase, freshDatabase } from '../support/engines.ts';
import { setClock } from '../support/hall-system.ts';
import { type PostgresServer, postgresVariable, startPostgres } from '../support/postgres-server.ts';
import { type Child, startChild } from './child.ts';
import type { Variant } from './servers/hall.ts';

export const clockStart = '2026-11-24T08:30:00+08:00';

/** How long and how often, and what the rows work with; everything it made ends with it. */
export class Office {
  readonly quick: boolean;
  readonly #ends: (() => unknown)[] = [];
  readonly #kept = new Map<string, Promise<unknown>>();
  readonly #endsOfKept: (() => unknown)[] = [];
  #postgres: Promise<PostgresServer> | null = null;

  constructor(quick: boolean) {
    this.quick = quick;
  }

  /** one figure for a full run, another for a quick one */
  pick<T>(full: T, quick: T): T {
    return this.quick ? quick : full;
  }

  /** Afterwards, last first. */
  atEnd(run: () => unknown): void {
    this.#ends.push(run);
  }

  /** What several rows work with and takes long to make: it stays until the last row. `make` says how it ends. */
  keep<T>(name: string, make: (atEnd: (run: () => unknown) => void) => Promise<T>): Promise<T> {
    const known = this.#kept.get(name) ?? make((run) => this.#endsOfKept.push(run));
    this.#kept.set(name, known);
    return known as Promise<T>;
  }

  /** A database with the seeds, and so many places in every slot. */
  async database(
    engine: Engine,
    places = 20,
    atEnd = (run: () => unknown) => this.atEnd(run),
  ): Promise<FreshDatabase> {
    if (engine === 'postgres') await this.#startPostgres();
    const fresh = await freshDatabase(engine);
    atEnd(fresh.discard);
    const bare = onDatabase(fresh.url, setClock(clockStart));
    await seedDatabase(bare.system);
    await bare.system.database.writer('queue').update({ places });
    await bare.system.database.writer('catalogue_version').increment('version', 1);
    await bare.close();
    return fresh;
  }

  /** More counters at BJ-TSY, which serve every queue. */
  async counters(url: string, codes: readonly string[]): Promise<void> {
    const bare = onDatabase(url, setClock(clockStart));
    await bare.system.database.writer.transaction(async (transaction) => {
      const known = new Set((await transaction('counter').select('code')).map(({ code }) => String(code)));
      const missing = codes.filter((code) => !known.has(code));
      const queues = (await transaction('queue').where({ site: 'BJ-TSY' }).select('id')).map(({ id }) =>
        String(id),
      );
      const made = missing.map((code, sort) => ({ code, site: 'BJ-TSY', label: code, sort: 100 + sort }));
      await transaction('counter').insert(made.map((row) => ({ ...row, queues: JSON.stringify(queues) })));
      await transaction('catalogue_version').increment('version', 1);
    });
    await bare.close();
  }

  async child(name: string, settings: object = {}): Promise<Child> {
    const child = await startChild(name, settings);
    this.atEnd(() => child.end());
    return child;
  }

  async hall(databaseUrl: string, variant: Variant = 'ours'): Promise<Child> {
    return this.child('hall', { databaseUrl, clockStart, variant });
  }

  /** What a row made. */
  async tidy(): Promise<void> {
    for (const end of this.#ends.splice(0).reverse()) await end();
  }

  async close(): Promise<void> {
    await this.tidy();
    for (const end of this.#endsOfKept.splice(0).reverse()) await end();
    await (await this.#postgres)?.stop();
  }

  async #startPostgres(): Promise<void> {
    this.#postgres ??= startPostgres({ durable: true });
    process.env[postgresVariable] = (await this.#postgres).url;
  }
}

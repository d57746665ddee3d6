import type { Knex } from 'knex';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Database } from '../database.ts';
import { catalogueVersion, loadCatalogue } from './catalogue-query.ts';

/** A page may be this much behind a change made by another process; a write never is. Milliseconds. */
const freshFor = 1000;

/** The process's copy of the catalogue, loaded anew when its version has grown. */
export class CatalogueCache {
  readonly #database: Database;
  readonly #elapsed: () => number;
  #copy: Catalogue | null = null;
  #checkedAt = Number.NEGATIVE_INFINITY;
  #checking: Promise<Catalogue> | null = null;

  constructor(database: Database, elapsed: () => number) {
    this.#database = database;
    this.#elapsed = elapsed;
  }

  /** For reading: at most `freshFor` behind. */
  async current(): Promise<Catalogue> {
    if (this.#copy !== null && this.#elapsed() - this.#checkedAt < freshFor) return this.#copy;
    this.#checking ??= this.within(this.#database.reader).finally(() => {
      this.#checking = null;
    });
    return this.#checking;
  }

  /** For deciding: exactly what the transaction sees. */
  async within(connection: Knex): Promise<Catalogue> {
    const version = await catalogueVersion(connection);
    const kept = this.#copy;
    // what others keep while we load is theirs: a decision sees what its own transaction saw
    const copy = kept?.version === version ? kept : await loadCatalogue(connection);
    this.#copy = copy;
    this.#checkedAt = this.#elapsed();
    return copy;
  }

  /** Whatever is kept, to begin with; whoever decides by it compares the version in its own transaction. null: nothing yet. */
  get kept(): Catalogue | null {
    return this.#copy;
  }

  /** After a change made here. */
  forget(): void {
    this.#checkedAt = Number.NEGATIVE_INFINITY;
  }
}

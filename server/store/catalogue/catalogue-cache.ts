import type { Knex } from 'knex';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import type { Database } from '../database.ts';
import { type CatalogueCopy, copyAt } from './catalogue-copy.ts';
import { catalogueVersion } from './catalogue-query.ts';

/** A page may be this much behind a change made by another process; a write never is. Milliseconds. */
const freshFor = 1000;

/** The process's copy of the catalogue. When its version has grown, what has changed is loaded anew. */
export class CatalogueCache {
  readonly #database: Database;
  readonly #elapsed: () => number;
  #copy: CatalogueCopy | null = null;
  #checkedAt = Number.NEGATIVE_INFINITY;
  #checking: Promise<Catalogue> | null = null;

  constructor(database: Database, elapsed: () => number) {
    this.#database = database;
    this.#elapsed = elapsed;
  }

  /** For reading: at most `freshFor` behind. */
  async current(): Promise<Catalogue> {
    if (this.#copy !== null && this.#elapsed() - this.#checkedAt < freshFor) return this.#copy.catalogue;
    this.#checking ??= this.within(this.#database.reader).finally(() => {
      this.#checking = null;
    });
    return this.#checking;
  }

  /** For deciding: exactly what the transaction sees. */
  async within(connection: Knex): Promise<Catalogue> {
    return (await this.#copyWithin(connection)).catalogue;
  }

  /** For settings: everything that administrators edit, as the connection sees it. */
  async records(connection: Knex): Promise<CatalogueRecords> {
    return (await this.#copyWithin(connection)).records;
  }

  /** The same for who has just raised the version in this transaction and has written nothing else: what it was before. */
  async recordsBefore(transaction: Knex.Transaction, raisedTo: number): Promise<CatalogueRecords> {
    return this.#keep(await copyAt(transaction, raisedTo - 1, this.#copy)).records;
  }

  async #copyWithin(connection: Knex): Promise<CatalogueCopy> {
    const version = await catalogueVersion(connection);
    // what others keep while we load is theirs: a decision sees what its own transaction saw
    return this.#keep(await copyAt(connection, version, this.#copy));
  }

  #keep(copy: CatalogueCopy): CatalogueCopy {
    this.#copy = copy;
    this.#checkedAt = this.#elapsed();
    return copy;
  }

  /** Whatever is kept, to begin with; whoever decides by it compares the version in its own transaction. null: nothing yet. */
  get kept(): Catalogue | null {
    return this.#copy?.catalogue ?? null;
  }

  /** After a change made here. */
  forget(): void {
    this.#checkedAt = Number.NEGATIVE_INFINITY;
  }
}

import type { Knex } from 'knex';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import { catalogueTables } from './catalogue-tables.ts';

/** Fills an empty catalogue, in one transaction with the growth of its version. */
export async function insertCatalogue(
  transaction: Knex.Transaction,
  records: CatalogueRecords,
  now: number,
): Promise<void> {
  for (const { name, rows } of catalogueTables(records, now)) {
    if (rows.length > 0) await transaction.batchInsert(name, [...rows], 30);
  }
  await raiseCatalogueVersion(transaction);
}

/** Every change of the catalogue ends with this, in its own transaction; all processes then load it anew. */
export async function raiseCatalogueVersion(transaction: Knex.Transaction): Promise<void> {
  await transaction('catalogue_version').update({ version: transaction.raw('version + 1') });
}

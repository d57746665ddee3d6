import type { Knex } from 'knex';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import { catalogueVersion } from './catalogue-query.ts';
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

/**
 * Every change of the catalogue goes with this, in its own transaction, and waits here for the one before. Answers the version that it makes;
 * all processes then load what `noteChanges` has noted of it, or everything when nothing was noted.
 */
export async function raiseCatalogueVersion(transaction: Knex.Transaction): Promise<number> {
  await transaction('catalogue_version').update({ version: transaction.raw('version + 1') });
  return catalogueVersion(transaction);
}

import type { Knex } from 'knex';
import { raiseCatalogueVersion } from '../../store/catalogue/catalogue-store.ts';
import { noteChanges } from '../../store/catalogue/change-log.ts';
import { rostersWith } from '../../store/catalogue/rostered-staff-query.ts';

/** Whoever works at a site no more, or again, counts in its roster no more, or again: everybody reads these sites anew. */
export async function freeRosters(transaction: Knex.Transaction, id: string): Promise<void> {
  const sites = await rostersWith(transaction, id);
  if (sites.length === 0) return;
  await noteChanges(transaction, await raiseCatalogueVersion(transaction), { sites, shared: false });
}

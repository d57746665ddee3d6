import type { Knex } from 'knex';

/** What has changed between two versions of the catalogue. */
export interface CatalogueChanges {
  readonly sites: readonly string[];
  /** something that belongs to no site */
  readonly shared: boolean;
}

/** What belongs to no site. */
const noSite = '';

/** Versions of which it is kept what they changed; whoever is further behind loads everything. */
const versionsKept = 1000;

/** Notes what a version has changed, in the transaction that raised it. A version of which nothing is noted may have changed anything. */
export async function noteChanges(
  transaction: Knex.Transaction,
  version: number,
  { sites, shared }: CatalogueChanges,
): Promise<void> {
  const changed = shared ? [...sites, noSite] : sites;
  await transaction.batchInsert(
    'catalogue_change',
    changed.map((site) => ({ version, site })),
    100,
  );
  await transaction('catalogue_change')
    .where('version', '<=', version - versionsKept)
    .delete();
}

/** What has changed after `from` up to `to`; null: perhaps anything. */
export async function changesBetween(
  connection: Knex,
  from: number,
  to: number,
): Promise<CatalogueChanges | null> {
  if (to < from || to - from > versionsKept) return null;
  const rows = await connection('catalogue_change')
    .where('version', '>', from)
    .andWhere('version', '<=', to)
    .select('version', 'site');
  if (new Set(rows.map(({ version }) => version)).size < to - from) return null;
  const changed = new Set(rows.map(({ site }) => site));
  const shared = changed.delete(noSite);
  return { sites: [...changed], shared };
}

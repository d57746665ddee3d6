import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import { buildCatalogue } from '../../domain/catalogue/build-catalogue.ts';
import { bySort } from '../../domain/catalogue/by-sort.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { CatalogueRecords, SharedRecords } from '../../domain/catalogue/records.ts';
import { loadRecords, loadShared } from './catalogue-query.ts';
import { type CatalogueChanges, changesBetween } from './change-log.ts';
import { loadSitesNamed } from './site-query.ts';

/** Everything that administrators edit at one version, and what the product makes of it. */
export interface CatalogueCopy {
  readonly records: CatalogueRecords;
  readonly catalogue: Catalogue;
}

/** The copy of this version: of what is kept only that is read anew which has changed since, everything else stays the very same objects. */
export async function copyAt(
  connection: Knex,
  version: number,
  kept: CatalogueCopy | null,
): Promise<CatalogueCopy> {
  if (kept === null) return made(await loadRecords(connection), version, null);
  if (kept.catalogue.version === version) return kept;
  const changes = await changesBetween(connection, kept.catalogue.version, version);
  const records =
    changes === null ? await loadRecords(connection) : await withChanges(connection, kept.records, changes);
  return made(records, version, kept);
}

function made(records: CatalogueRecords, version: number, kept: CatalogueCopy | null): CatalogueCopy {
  return { records, catalogue: buildCatalogue(records, version, kept ?? undefined) };
}

async function withChanges(
  connection: Knex,
  records: CatalogueRecords,
  { sites, shared }: CatalogueChanges,
): Promise<CatalogueRecords> {
  const rest = shared ? { ...records, ...keptWhereEqual(records, await loadShared(connection)) } : records;
  if (sites.length === 0) return rest;
  const loaded = await loadSitesNamed(connection, sites);
  const changed = new Set(sites);
  return {
    ...rest,
    sites: [...rest.sites.filter(({ code }) => !changed.has(code)), ...loaded.sites].sort(bySort),
    notices: [...rest.notices.filter(({ site }) => !changed.has(site)), ...loaded.notices],
  };
}

/** Lists that say the same stay the very same. */
function keptWhereEqual(before: SharedRecords, after: SharedRecords): SharedRecords {
  const kept = <T>(was: T, is: T): T => (isDeepStrictEqual(was, is) ? was : is);
  return {
    cities: kept(before.cities, after.cities),
    services: kept(before.services, after.services),
    materials: kept(before.materials, after.materials),
    serviceMaterials: kept(before.serviceMaterials, after.serviceMaterials),
    questions: kept(before.questions, after.questions),
    calendarYears: kept(before.calendarYears, after.calendarYears),
    outlets: kept(before.outlets, after.outlets),
    links: kept(before.links, after.links),
    reasonTexts: kept(before.reasonTexts, after.reasonTexts),
    messageTexts: kept(before.messageTexts, after.messageTexts),
    privacyNotices: kept(before.privacyNotices, after.privacyNotices),
  };
}

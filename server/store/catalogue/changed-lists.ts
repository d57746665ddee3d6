import type { Notice } from '../../domain/catalogue/catalogue.ts';
import { differingSites } from '../../domain/catalogue/differing-sites.ts';
import type { CatalogueRecords, SiteRecords } from '../../domain/catalogue/records.ts';
import type { CatalogueChanges } from './change-log.ts';

/** Two states of the records. What is the very same object in both has not changed. */
export interface RecordsChange {
  readonly before: CatalogueRecords;
  readonly after: CatalogueRecords;
}

/** The lists of which something has changed. */
export function changedLists({ before, after }: RecordsChange): ReadonlySet<keyof CatalogueRecords> {
  const lists = Object.keys(after) as (keyof CatalogueRecords)[];
  return new Set(lists.filter((list) => !sameEntries(before[list], after[list])));
}

/** Codes of the sites of which something has changed, their notices among it. */
function changedSites({ before, after }: RecordsChange): readonly string[] {
  const codes = differingSites(before.sites, after.sites).map(({ code }) => code);
  if (sameEntries(before.notices, after.notices)) return codes;
  const [was, is] = [noticesOf(before), noticesOf(after)];
  const spokenOf = [...new Set([...was.keys(), ...is.keys()])];
  const otherwise = spokenOf.filter((code) => !sameEntries(was.get(code) ?? [], is.get(code) ?? []));
  return [...new Set([...codes, ...otherwise])];
}

/** What a change is, for those who load it. */
export function changesIn(change: RecordsChange): CatalogueChanges {
  const lists = new Set(changedLists(change));
  const sites = lists.has('sites') || lists.has('notices') ? changedSites(change) : [];
  lists.delete('sites');
  lists.delete('notices');
  return { sites, shared: lists.size > 0 };
}

function noticesOf({ notices }: SiteRecords): ReadonlyMap<string, readonly Notice[]> {
  const bySite = new Map<string, Notice[]>();
  for (const notice of notices) {
    const own = bySite.get(notice.site);
    if (own === undefined) bySite.set(notice.site, [notice]);
    else own.push(notice);
  }
  return bySite;
}

function sameEntries(before: readonly unknown[], after: readonly unknown[]): boolean {
  return (
    before === after ||
    (before.length === after.length && before.every((entry, index) => entry === after[index]))
  );
}

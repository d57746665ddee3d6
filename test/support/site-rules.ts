import type { BookingRules } from '../../server/domain/booking/booking-rules.ts';
import type { Site } from '../../server/domain/catalogue/site.ts';
import { loadRecords } from '../../server/store/catalogue/catalogue-query.ts';
import { raiseCatalogueVersion } from '../../server/store/catalogue/catalogue-store.ts';
import { rewriteCatalogue } from '../../server/store/catalogue/rewrite-catalogue.ts';
import type { HallSystem } from './hall-system.ts';

/** Gives a site other rules, as its settings would. */
export async function changeRules(
  { system }: Pick<HallSystem, 'system'>,
  site: string,
  rules: Partial<BookingRules>,
): Promise<void> {
  await changeSite({ system }, site, (one) => ({ ...one, rules: { ...one.rules, ...rules } }));
}

/** Changes what is stored of a site, as its settings would. */
export async function changeSite(
  { system }: Pick<HallSystem, 'system'>,
  site: string,
  change: (site: Site) => Site,
): Promise<void> {
  const { writer } = system.database;
  await writer.transaction(async (transaction) => {
    const version = await raiseCatalogueVersion(transaction);
    const before = await loadRecords(transaction);
    const sites = before.sites.map((one) => (one.code === site ? change(one) : one));
    const after = { ...before, sites };
    await rewriteCatalogue(transaction, { before, after }, { version, now: system.clock.now() });
  });
  // the clock stands still, and with it the version that was looked at last
  system.catalogueCache.forget();
}

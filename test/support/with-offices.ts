import { seedCatalogue } from '../../seeds/catalogue.ts';
import { withManySites } from '../../seeds/demo/many-sites.ts';
import { insertCatalogue, raiseCatalogueVersion } from '../../server/store/catalogue/catalogue-store.ts';
import type { HallSystem } from './hall-system.ts';

/** Adds so many invented offices with their cities; what is no office is there already. */
export async function withOffices(hall: HallSystem, count: number): Promise<void> {
  const { database, catalogueCache } = hall.system;
  const known = new Set(seedCatalogue.cities.map(({ code }) => code));
  const { cities, sites } = withManySites(count);
  const none = { services: [], materials: [], serviceMaterials: [], questions: [], calendarYears: [] };
  const nothing = {
    outlets: [],
    links: [],
    notices: [],
    reasonTexts: [],
    messageTexts: [],
    privacyNotices: [],
  };
  await database.writer.transaction(async (transaction) => {
    await insertCatalogue(
      transaction,
      {
        ...{ ...none, ...nothing },
        cities: cities.filter(({ code }) => !known.has(code)),
        sites: sites.filter(({ code }) => code.startsWith('DEMO-')),
      },
      0,
    );
    await raiseCatalogueVersion(transaction);
  });
  catalogueCache.forget();
}

import type { CatalogueRecords } from '../server/domain/catalogue/records.ts';
import calendar2026 from './calendar/2026.json' with { type: 'json' };
import { cities } from './cities.ts';
import { links } from './links.ts';
import { materials, serviceMaterials } from './materials.ts';
import { notices } from './notices.ts';
import { questions } from './questions.ts';
import { reasonTexts } from './reason-texts.ts';
import { services } from './services.ts';
import { outlets, sites } from './sites.ts';

/** What an empty database starts with. */
export const seedCatalogue: CatalogueRecords = {
  cities,
  sites,
  services,
  materials,
  serviceMaterials,
  questions,
  calendarYears: [calendar2026],
  outlets,
  links,
  notices,
  reasonTexts,
  messageTexts: [],
  privacyNotices: [],
};

import type { Knex } from 'knex';
import type { City, Link } from '../../domain/catalogue/catalogue.ts';
import type { ReasonText } from '../../domain/catalogue/reason-text.ts';
import type { CatalogueRecords, SharedRecords } from '../../domain/catalogue/records.ts';
import type { PrivacyNotice } from '../../domain/privacy/privacy-notice.ts';
import type { Read } from '../read-together.ts';
import { type CatalogueRow, flag, json, number, optionalWordsIn, text, wordsIn } from './columns.ts';
import { messageTextOf } from './message-text-rows.ts';
import { materialOf, questionOf, serviceMaterialOf, serviceOf } from './service-rows.ts';
import { loadEverySite } from './site-query.ts';
import { outletOf } from './site-rows.ts';

/** The number that grows with every change of the catalogue. */
export async function catalogueVersion(connection: Knex): Promise<number> {
  const row = await connection('catalogue_version').first('version');
  return row?.version ?? 0;
}

/** The same, to be read with other things. */
export const versionRead: Read<[version: number]> = {
  columns: ['version'],
  from: 'catalogue_version',
  bindings: [],
};

/** Everything that administrators edit, inactive entries included. Statements run one after another: one connection keeps their order. */
export async function loadRecords(connection: Knex): Promise<CatalogueRecords> {
  return { ...(await loadShared(connection)), ...(await loadEverySite(connection)) };
}

/** What belongs to no site. */
export async function loadShared(connection: Knex): Promise<SharedRecords> {
  const rows = (table: string, ...order: string[]): Promise<CatalogueRow[]> =>
    connection(table).select().orderBy(order) as unknown as Promise<CatalogueRow[]>;
  return {
    cities: (await rows('city', 'sort', 'code')).map(cityOf),
    services: (await rows('service', 'sort', 'code')).map(serviceOf),
    materials: (await rows('material', 'code')).map(materialOf),
    serviceMaterials: (await rows('service_material', 'service', 'sort')).map(serviceMaterialOf),
    questions: (await rows('question', 'service', 'sort')).map(questionOf),
    calendarYears: (await rows('calendar_year', 'year')).map((row) => ({
      year: number(row, 'year'),
      days: json(row, 'days'),
    })),
    outlets: (await rows('partner_outlet', 'city', 'sort')).map(outletOf),
    links: (await rows('link', 'sort', 'code')).map(linkOf),
    reasonTexts: (await rows('reason_text', 'sort', 'id')).map(reasonTextOf),
    messageTexts: (await rows('message_text', 'template', 'locale')).map(messageTextOf),
    privacyNotices: (await rows('privacy_notice', 'published_at', 'version')).map(privacyNoticeOf),
  };
}

function cityOf(row: CatalogueRow): City {
  return { code: text(row, 'code'), name: wordsIn(row, 'name') };
}

function linkOf(row: CatalogueRow): Link {
  return {
    code: text(row, 'code'),
    label: wordsIn(row, 'label'),
    url: text(row, 'url'),
    verified: flag(row, 'verified'),
  };
}

function reasonTextOf(row: CatalogueRow): ReasonText {
  return { id: text(row, 'id'), text: wordsIn(row, 'text') };
}

function privacyNoticeOf(row: CatalogueRow): PrivacyNotice {
  return {
    version: text(row, 'version'),
    publishedAt: number(row, 'published_at'),
    text: wordsIn(row, 'text'),
    news: optionalWordsIn(row, 'news'),
    handler: optionalWordsIn(row, 'handler'),
    contact: optionalWordsIn(row, 'contact'),
  };
}

import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { wordColumns } from './columns.ts';
import { partClosureRow } from './part-closure-rows.ts';
import { changeRow, shiftRow } from './roster-rows.ts';
import { materialRow, questionRow, serviceMaterialRow, serviceRow } from './service-rows.ts';
import {
  counterRow,
  exceptionRow,
  outletRow,
  queueRow,
  sessionRow,
  siteRow,
  siteServiceRow,
} from './site-rows.ts';

export type CatalogueTableRow = Readonly<Record<string, unknown>>;

/** One table of the catalogue as the records want it. */
export interface CatalogueTable {
  readonly name: string;
  readonly keys: readonly string[];
  readonly rows: readonly CatalogueTableRow[];
  /** rows that are counted anew with each change */
  readonly counted: boolean;
  /** columns that say when, not what */
  readonly stamps: readonly string[];
  /** the list of the records that it holds */
  readonly list: keyof CatalogueRecords;
  /** the column that says to which site a row belongs; null: to none */
  readonly siteColumn: string | null;
}

const counted = { counted: true };

/** The rows of all records, parents before children. Lists without an order of their own keep the one they have. `now` in epoch ms. */
export function catalogueTables(records: CatalogueRecords, now: number): readonly CatalogueTable[] {
  const { cities, links, reasonTexts } = records;
  return [
    table(
      'cities',
      'city',
      ['code'],
      cities.map(({ code, name }, sort) => ({ code, sort, ...wordColumns('name', name) })),
    ),
    table('services', 'service', ['code'], records.services.map(serviceRow), counted),
    table('materials', 'material', ['code'], records.materials.map(materialRow)),
    table('questions', 'question', ['code'], records.questions.map(questionRow), counted),
    table(
      'links',
      'link',
      ['code'],
      links.map(({ code, url, label, verified = false }, sort) => {
        return { code, url, verified, sort, ...wordColumns('label', label) };
      }),
      counted,
    ),
    table(
      'reasonTexts',
      'reason_text',
      ['id'],
      reasonTexts.map(({ id, text }, sort) => ({ id, sort, ...wordColumns('text', text) })),
    ),
    table('sites', 'site', ['code'], records.sites.map(siteRow), { ...counted, siteColumn: 'code' }),
    ...siteTables(records.sites),
    table(
      'serviceMaterials',
      'service_material',
      ['id'],
      records.serviceMaterials.map(serviceMaterialRow),
      counted,
    ),
    ...referenceTables(records, now),
  ];
}

/** What belongs to sites. */
function siteTables(sites: readonly Site[]): readonly CatalogueTable[] {
  const ofSites = (rows: (site: Site) => readonly CatalogueTableRow[]) => sites.flatMap(rows);
  const partTable = (name: string, keys: readonly string[], rows: readonly CatalogueTableRow[]) =>
    table('sites', name, keys, rows, { siteColumn: 'site' });
  return [
    partTable(
      'queue',
      ['id'],
      ofSites((site) => site.queues.map((queue) => queueRow(site.code, queue))),
    ),
    partTable(
      'counter',
      ['code'],
      ofSites((site) => site.counters.map((counter) => counterRow(site.code, counter))),
    ),
    partTable(
      'site_service',
      ['site', 'service'],
      ofSites((site) => site.services.map((line) => siteServiceRow(site.code, line))),
    ),
    partTable(
      'opening_session',
      ['site', 'weekday', 'opens'],
      ofSites((site) => site.sessions.map((session) => sessionRow(site.code, session))),
    ),
    partTable(
      'site_exception',
      ['id'],
      ofSites((site) => site.exceptions.map((exception) => exceptionRow(site.code, exception))),
    ),
    partTable(
      'part_closure',
      ['id'],
      ofSites((site) => (site.partClosures ?? []).map((closure) => partClosureRow(site.code, closure))),
    ),
    partTable(
      'roster_shift',
      ['id'],
      ofSites(({ code, roster }) => (roster?.shifts ?? []).map((shift) => shiftRow(code, shift))),
    ),
    partTable(
      'roster_change',
      ['id'],
      ofSites(({ code, roster }) => (roster?.changes ?? []).map((change) => changeRow(code, change))),
    ),
    partTable(
      'site_text',
      ['site', 'template', 'locale'],
      ofSites(({ code, texts = [] }) => texts.map((text) => ({ site: code, ...text }))),
    ),
  ];
}

function referenceTables(
  { calendarYears, outlets, notices, messageTexts, privacyNotices }: CatalogueRecords,
  now: number,
): readonly CatalogueTable[] {
  const outletPlace = placesAmong(outlets, ({ city }) => city);
  const noticePlace = placesAmong(notices, ({ site }) => site);
  return [
    table(
      'calendarYears',
      'calendar_year',
      ['year'],
      calendarYears.map(({ year, days }) => ({ year, days: JSON.stringify(days), imported_at: now })),
      { stamps: ['imported_at'] },
    ),
    table(
      'outlets',
      'partner_outlet',
      ['id'],
      outlets.map((outlet) => {
        return { ...outletRow(outlet), sort: outletPlace(outlet) };
      }),
      counted,
    ),
    table(
      'notices',
      'notice',
      ['id'],
      notices.map((notice) => {
        const { id, site, text, first, last } = notice;
        return {
          id,
          site,
          first_day: first,
          last_day: last,
          sort: noticePlace(notice),
          ...wordColumns('text', text),
        };
      }),
      { ...counted, siteColumn: 'site' },
    ),
    table(
      'messageTexts',
      'message_text',
      ['template', 'locale'],
      messageTexts.map((text) => ({ ...text })),
      counted,
    ),
    table(
      'privacyNotices',
      'privacy_notice',
      ['version'],
      privacyNotices.map(({ version, publishedAt, text, news, handler, contact }) => ({
        version,
        published_at: publishedAt,
        ...wordColumns('text', text),
        ...wordColumns('news', news),
        ...wordColumns('handler', handler),
        ...wordColumns('contact', contact),
      })),
    ),
  ];
}

function table(
  list: keyof CatalogueRecords,
  name: string,
  keys: readonly string[],
  rows: readonly CatalogueTableRow[],
  { counted = false, stamps = [] as readonly string[], siteColumn = null as string | null } = {},
): CatalogueTable {
  return { list, name, keys, rows, counted, stamps, siteColumn };
}

/** Lists that are kept in one table are numbered each for itself, so that a change of one leaves the others alone. */
function placesAmong<T>(list: readonly T[], group: (entry: T) => string): (entry: T) => number {
  const counts = new Map<string, number>();
  const places = new Map<T, number>();
  for (const entry of list) {
    const place = counts.get(group(entry)) ?? 0;
    places.set(entry, place);
    counts.set(group(entry), place + 1);
  }
  return (entry) => places.get(entry) ?? 0;
}

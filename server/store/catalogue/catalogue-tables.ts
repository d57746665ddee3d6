import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { wordColumns } from './columns.ts';
import { partClosureRow } from './part-closure-rows.ts';
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
}

const counted = { counted: true };

/** The rows of all records, parents before children. Lists without an order of their own keep the one they have. `now` in epoch ms. */
export function catalogueTables(records: CatalogueRecords, now: number): readonly CatalogueTable[] {
  const { cities, links } = records;
  return [
    table(
      'city',
      ['code'],
      cities.map(({ code, name }, sort) => ({ code, sort, ...wordColumns('name', name) })),
    ),
    table('service', ['code'], records.services.map(serviceRow), counted),
    table('material', ['code'], records.materials.map(materialRow)),
    table('question', ['code'], records.questions.map(questionRow), counted),
    table(
      'link',
      ['code'],
      links.map(({ code, url, label, verified = false }, sort) => {
        return { code, url, verified, sort, ...wordColumns('label', label) };
      }),
      counted,
    ),
    table('site', ['code'], records.sites.map(siteRow), counted),
    ...siteTables(records.sites),
    table('service_material', ['id'], records.serviceMaterials.map(serviceMaterialRow), counted),
    ...referenceTables(records, now),
  ];
}

/** What belongs to sites. */
function siteTables(sites: readonly Site[]): readonly CatalogueTable[] {
  const ofSites = (rows: (site: Site) => readonly CatalogueTableRow[]) => sites.flatMap(rows);
  return [
    table(
      'queue',
      ['id'],
      ofSites((site) => site.queues.map((queue) => queueRow(site.code, queue))),
    ),
    table(
      'counter',
      ['code'],
      ofSites((site) => site.counters.map((counter) => counterRow(site.code, counter))),
    ),
    table(
      'site_service',
      ['site', 'service'],
      ofSites((site) => site.services.map((line) => siteServiceRow(site.code, line))),
    ),
    table(
      'opening_session',
      ['site', 'weekday', 'opens'],
      ofSites((site) => site.sessions.map((session) => sessionRow(site.code, session))),
    ),
    table(
      'site_exception',
      ['id'],
      ofSites((site) => site.exceptions.map((exception) => exceptionRow(site.code, exception))),
    ),
    table(
      'part_closure',
      ['id'],
      ofSites((site) => (site.partClosures ?? []).map((closure) => partClosureRow(site.code, closure))),
    ),
  ];
}

function referenceTables(
  { calendarYears, outlets, notices, messageTexts, privacyNotices }: CatalogueRecords,
  now: number,
): readonly CatalogueTable[] {
  return [
    table(
      'calendar_year',
      ['year'],
      calendarYears.map(({ year, days }) => ({ year, days: JSON.stringify(days), imported_at: now })),
      { stamps: ['imported_at'] },
    ),
    table(
      'partner_outlet',
      ['id'],
      outlets.map((outlet) => {
        return { ...outletRow(outlet), sort: placeAmong(outlets, outlet, ({ city }) => city) };
      }),
      counted,
    ),
    table(
      'notice',
      ['id'],
      notices.map((notice) => {
        const { id, site, text } = notice;
        return {
          id,
          site,
          sort: placeAmong(notices, notice, (one) => one.site),
          ...wordColumns('text', text),
        };
      }),
      counted,
    ),
    table(
      'message_text',
      ['template', 'locale'],
      messageTexts.map((text) => ({ ...text })),
      counted,
    ),
    table(
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
  name: string,
  keys: readonly string[],
  rows: readonly CatalogueTableRow[],
  { counted = false, stamps = [] as readonly string[] } = {},
): CatalogueTable {
  return { name, keys, rows, counted, stamps };
}

/** Lists that are kept in one table are numbered each for itself, so that a change of one leaves the others alone. */
function placeAmong<T>(list: readonly T[], entry: T, group: (entry: T) => string): number {
  return list.filter((other) => group(other) === group(entry)).indexOf(entry);
}

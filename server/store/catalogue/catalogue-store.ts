import type { Knex } from 'knex';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { wordColumns } from './columns.ts';
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

type Rows = readonly Readonly<Record<string, unknown>>[];

/** Fills an empty catalogue, in one transaction with the growth of its version. */
export async function plantCatalogue(
  transaction: Knex.Transaction,
  records: CatalogueRecords,
  now: number,
): Promise<void> {
  const tables: readonly (readonly [string, Rows])[] = [
    [
      'city',
      records.cities.map((city, sort) => ({ code: city.code, sort, ...wordColumns('name', city.name) })),
    ],
    ['service', records.services.map(serviceRow)],
    ['material', records.materials.map(materialRow)],
    ['question', records.questions.map(questionRow)],
    [
      'link',
      records.links.map((link, sort) => ({
        code: link.code,
        url: link.url,
        verified: link.verified ?? false,
        sort,
        ...wordColumns('label', link.label),
      })),
    ],
    ['site', records.sites.map(siteRow)],
    ['queue', ofSites(records, (site) => site.queues.map((queue) => queueRow(site.code, queue)))],
    ['counter', ofSites(records, (site) => site.counters.map((counter) => counterRow(site.code, counter)))],
    [
      'site_service',
      ofSites(records, (site) => site.services.map((line) => siteServiceRow(site.code, line))),
    ],
    [
      'opening_session',
      ofSites(records, (site) => site.sessions.map((session) => sessionRow(site.code, session))),
    ],
    [
      'site_exception',
      ofSites(records, (site) => site.exceptions.map((exception) => exceptionRow(site.code, exception))),
    ],
    ['service_material', records.serviceMaterials.map(serviceMaterialRow)],
    [
      'calendar_year',
      records.calendarYears.map(({ year, days }) => ({ year, days: JSON.stringify(days), imported_at: now })),
    ],
    ['partner_outlet', records.outlets.map(outletRow)],
    [
      'notice',
      records.notices.map((notice, sort) => ({
        id: notice.id,
        site: notice.site,
        sort,
        ...wordColumns('text', notice.text),
      })),
    ],
  ];
  for (const [table, rows] of tables) {
    if (rows.length > 0) await transaction.batchInsert(table, [...rows], 30);
  }
  await growCatalogue(transaction);
}

/** Every change of the catalogue ends with this, in its own transaction; all processes then load it anew. */
export async function growCatalogue(transaction: Knex.Transaction): Promise<void> {
  await transaction('catalogue_version').update({ version: transaction.raw('version + 1') });
}

function ofSites(records: CatalogueRecords, rows: (site: Site) => Rows): Rows {
  return records.sites.flatMap(rows);
}

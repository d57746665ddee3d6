import type { Knex } from 'knex';
import { bySort } from '../../domain/catalogue/by-sort.ts';
import type { Notice } from '../../domain/catalogue/catalogue.ts';
import type { SiteRecords } from '../../domain/catalogue/records.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { type CatalogueRow, optionalText, text, wordsIn } from './columns.ts';
import { rosteredStaff } from './rostered-staff-query.ts';
import { siteOf } from './site-rows.ts';

/** Sites that are made of their rows in one piece on the loop. */
const slice = 40;

/** All sites, inactive ones included, in the order of display. */
export async function loadEverySite(connection: Knex): Promise<SiteRecords> {
  const sites: Site[] = [];
  const notices: Notice[] = [];
  for (let last = ''; ; ) {
    const rows = (await connection('site')
      .select()
      .where('code', '>', last)
      .orderBy('code')
      .limit(slice)) as unknown as CatalogueRow[];
    const made = await withParts(connection, rows);
    sites.push(...made.sites);
    notices.push(...made.notices);
    const end = rows.at(-1);
    if (end === undefined || rows.length < slice) break;
    last = text(end, 'code');
  }
  return { sites: sites.sort(bySort), notices };
}

/** These sites; one that is no more is left out. */
export async function loadSitesNamed(connection: Knex, codes: readonly string[]): Promise<SiteRecords> {
  const sites: Site[] = [];
  const notices: Notice[] = [];
  for (let start = 0; start < codes.length; start += slice) {
    const rows = (await connection('site')
      .select()
      .whereIn('code', codes.slice(start, start + slice))) as unknown as CatalogueRow[];
    const made = await withParts(connection, rows);
    sites.push(...made.sites);
    notices.push(...made.notices);
  }
  return { sites: sites.sort(bySort), notices };
}

/** Each table is read once and grouped once, however many sites there are. */
async function withParts(connection: Knex, rows: readonly CatalogueRow[]): Promise<SiteRecords> {
  const codes = rows.map((row) => text(row, 'code'));
  if (codes.length === 0) return { sites: [], notices: [] };
  const partsIn = async (table: string, ...order: string[]) => {
    const parts = connection(table).select().whereIn('site', codes).orderBy(order);
    return groupedBySite((await parts) as unknown as CatalogueRow[]);
  };
  const sessions = await partsIn('opening_session', 'weekday', 'opens');
  const exceptions = await partsIn('site_exception', 'date', 'from_time');
  const partClosures = await partsIn('part_closure', 'first_date', 'id');
  const shifts = await partsIn('roster_shift', 'valid_from', 'id');
  const changes = await partsIn('roster_change', 'first_date', 'id');
  const texts = await partsIn('site_text', 'template', 'locale');
  const staff = await rosteredStaff(connection, codes);
  const queues = await partsIn('queue', 'code');
  const services = await partsIn('site_service', 'service');
  const counters = await partsIn('counter', 'sort', 'code');
  const notices = await partsIn('notice', 'sort');
  return {
    sites: rows.map((row, index) => {
      const code = codes[index] ?? '';
      return siteOf(row, {
        sessions: sessions(code),
        exceptions: exceptions(code),
        partClosures: partClosures(code),
        shifts: shifts(code),
        changes: changes(code),
        texts: texts(code),
        worksHere: (id) => staff.get(id)?.(code) ?? false,
        queues: queues(code),
        services: services(code),
        counters: counters(code),
      });
    }),
    notices: codes.flatMap((code) => notices(code).map(noticeOf)),
  };
}

function groupedBySite(rows: readonly CatalogueRow[]): (site: string) => readonly CatalogueRow[] {
  const groups = new Map<string, CatalogueRow[]>();
  for (const row of rows) {
    const site = text(row, 'site');
    const group = groups.get(site);
    if (group === undefined) groups.set(site, [row]);
    else group.push(row);
  }
  return (site) => groups.get(site) ?? [];
}

function noticeOf(row: CatalogueRow): Notice {
  return {
    id: text(row, 'id'),
    site: text(row, 'site'),
    text: wordsIn(row, 'text'),
    first: optionalText(row, 'first_day'),
    last: optionalText(row, 'last_day'),
  };
}

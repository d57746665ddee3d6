import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { problemsIn } from '../catalogue/carry-out-edit.ts';
import type { Edited, EditTools, FieldProblem } from '../catalogue/catalogue-edit.ts';
import { createSite } from '../catalogue/create-site.ts';
import { editSite, siteNamed } from '../catalogue/edit-site.ts';
import type { Cells } from './import-row.ts';
import type { CatalogueImport } from './plan-import.ts';

/** Where each field of the two forms stands in a line. */
const columnOf: Readonly<Record<string, string>> = {
  'name.zh-CN': 'name_zh',
  'name.en': 'name_en',
  'address.zh-CN': 'address_zh',
  'address.en': 'address_en',
  'note.zh-CN': 'note_zh',
  'note.en': 'note_en',
  'newCity.zh-CN': 'city_zh',
  'newCity.en': 'city_en',
  newCity: 'city_zh',
  timeZone: 'time_zone',
  from: 'like',
};

function inColumns(problems: readonly FieldProblem[]): Edited {
  return {
    ok: false,
    problems: problems.map((one) => ({ ...one, field: columnOf[one.field] ?? one.field })),
  };
}

const otherColumns = [
  ...['name_zh', 'name_en', 'like', 'city', 'city_zh', 'city_en', 'kind', 'address_zh', 'address_en'],
  ...['telephone', 'website', 'latitude', 'longitude', 'note_zh', 'note_en', 'time_zone', 'sort'],
];

/** Offices by their codes. A new one begins like another and stays hidden until it is opened, as when it is set up by hand. */
export const importOffices: CatalogueImport = {
  name: 'offices',
  action: 'site.import',
  columns: [{ key: 'code', needed: true }, ...otherColumns.map((key) => ({ key }))],
  keysOf: ({ code = '' }) => [code.toUpperCase()],
  lineOf: (records, key) => {
    const site = siteNamed(records, key);
    return site === undefined ? null : lineOfSite(records, site);
  },
  lines: (records) => records.sites.map((site) => lineOfSite(records, site)),
  apply: (records, cells, tools) => {
    const code = (cells['code'] ?? '').toUpperCase();
    if (siteNamed(records, code) !== undefined) return changed(records, code, cells, tools);
    const made = begun(records, code, cells, tools);
    return made.ok ? changed(made.records, code, { ...cells, city: '' }, tools) : made;
  },
};

function begun(records: CatalogueRecords, code: string, cells: Cells, tools: EditTools): Edited {
  const city = cells['city'] ?? '';
  const known = records.cities.some((one) => one.code === city);
  const read = createSite.schema.safeParse({
    ...{ from: cells['like'], code, name: words(cells, 'name') },
    ...{ city: known ? city : '', newCity: words(cells, 'city') },
  });
  if (!read.success) return inColumns(problemsIn(read.error));
  const made = createSite.apply(records, '', read.data, tools);
  return made.ok ? made : inColumns(made.problems);
}

function changed(records: CatalogueRecords, code: string, cells: Cells, tools: EditTools): Edited {
  const stored = siteNamed(records, code);
  if (stored === undefined) return { ok: true, records };
  const line = lineOfSite(records, stored);
  const wanted: Cells = { ...line, ...cells };
  const { telephone, website, latitude, longitude, sort, kind } = wanted;
  const read = editSite.schema.safeParse({
    ...{ name: words(wanted, 'name'), address: words(wanted, 'address'), note: words(wanted, 'note') },
    ...{ telephone, website, latitude, longitude, sort, kind },
    ...{ city: wanted['city'] || stored.city, timeZone: wanted['time_zone'] },
    // shown and bookable is what an office becomes by hand, once nothing is missing
    bookable: stored.bookable ? 'on' : undefined,
    handling: stored.handling ? 'on' : undefined,
    active: stored.active ? 'on' : undefined,
  });
  if (!read.success) return inColumns(problemsIn(read.error));
  const made = editSite.apply(records, code, read.data, tools);
  return made.ok ? made : inColumns(made.problems);
}

function words(cells: Cells, name: string): Readonly<Record<string, string>> {
  return { 'zh-CN': cells[`${name}_zh`] ?? '', en: cells[`${name}_en`] ?? '' };
}

function lineOfSite({ cities }: CatalogueRecords, site: Site): Cells {
  const city = cities.find(({ code }) => code === site.city);
  return {
    code: site.code,
    name_zh: site.name['zh-CN'],
    name_en: site.name.en,
    like: '',
    city: site.city,
    city_zh: city?.name['zh-CN'] ?? '',
    city_en: city?.name.en ?? '',
    kind: site.kind,
    address_zh: site.address?.['zh-CN'] ?? '',
    address_en: site.address?.en ?? '',
    telephone: site.telephone ?? '',
    website: site.website ?? '',
    latitude: site.position ? String(site.position.latitude) : '',
    longitude: site.position ? String(site.position.longitude) : '',
    note_zh: site.note?.['zh-CN'] ?? '',
    note_en: site.note?.en ?? '',
    time_zone: site.timeZone,
    sort: String(site.sort),
  };
}

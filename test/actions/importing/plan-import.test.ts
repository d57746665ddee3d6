import assert from 'node:assert/strict';
import { seedCatalogue } from '../../../seeds/catalogue.ts';
import { importCalendar } from '../../../server/actions/importing/import-calendar.ts';
import { importClosures } from '../../../server/actions/importing/import-closures.ts';
import { importOffices } from '../../../server/actions/importing/import-offices.ts';
import type { Cells, ImportRow } from '../../../server/actions/importing/import-row.ts';
import { inOnePiece } from '../../../server/actions/importing/in-pieces.ts';
import {
  type CatalogueImport,
  importEdit,
  planLines,
} from '../../../server/actions/importing/plan-import.ts';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import type { CatalogueRecords } from '../../../server/domain/catalogue/records.ts';

const now = instantOf('2026-11-24', '10:00', 'Asia/Shanghai');
let ids = 0;
const newId = (): string => {
  ids += 1;
  return `new-${ids}`;
};
const tools = { now, newId };
const rowsOf = (cells: readonly Cells[]): ImportRow[] =>
  cells.map((one, index) => ({ line: index + 2, cells: one }));
const plan = (kind: CatalogueImport, cells: readonly Cells[], records: CatalogueRecords = seedCatalogue) =>
  inOnePiece(planLines(kind, records, rowsOf(cells), tools));
const states = ({ rows }: ReturnType<typeof plan>) => rows.map(({ state }) => state);
const refusals = ({ rows }: ReturnType<typeof plan>) =>
  rows.flatMap(({ line, problems }) => problems.map(({ field, code }) => `${line} ${field} ${code}`));

const reason = { reason_zh: '盘点', reason_en: 'Stocktaking' };
const closure = {
  site: 'BJ-TSY',
  date: '2026-12-30',
  until: '',
  kind: 'closed',
  from: '',
  to: '',
  ...reason,
};
const office = {
  code: 'CD',
  name_zh: '成都海关',
  name_en: 'Chengdu Customs',
  city_zh: '成都',
  city_en: 'Chengdu',
};

describe('what the lines of a file would do', () => {
  it('everything that is stored, read back, changes nothing', () => {
    const { records: closed } = plan(importClosures, [
      closure,
      { ...closure, site: 'HZ', from: '09:00', to: '10:00' },
    ]);
    for (const kind of [importOffices, importClosures, importCalendar]) {
      const lines = kind.lines(closed, now);
      assert.ok(lines.length > 1, kind.name);
      const again = plan(kind, lines, closed);
      assert.deepEqual(
        new Set(states(again)),
        new Set(['unchanged']),
        JSON.stringify(again.rows.find(({ state }) => state !== 'unchanged')),
      );
      assert.deepEqual(again.records, closed, kind.name);
    }
  });

  it('an office is new, hidden, and begins like the one it names; its city is made on the way', () => {
    const made = plan(importOffices, [{ ...office, like: 'BJ-TSY', telephone: '028-85733354' }]);
    assert.deepEqual(states(made), ['new']);
    const site = made.records.sites.find(({ code }) => code === 'CD');
    assert.deepEqual([site?.active, site?.bookable, site?.telephone], [false, false, '028-85733354']);
    const like = seedCatalogue.sites.find(({ code }) => code === 'BJ-TSY');
    assert.deepEqual(site?.sessions, like?.sessions);
    assert.equal(made.records.cities.find(({ code }) => code === site?.city)?.name.en, 'Chengdu');
  });

  it('only what a line says of an office is changed, and each change is told', () => {
    const changed = plan(importOffices, [{ code: 'bj-tsy', telephone: '010-85734202' }]);
    assert.deepEqual(changed.rows[0]?.changes, [
      { column: 'telephone', before: '010-85734201', after: '010-85734202' },
    ]);
    const before = seedCatalogue.sites.find(({ code }) => code === 'BJ-TSY');
    assert.deepEqual(
      changed.records.sites.find(({ code }) => code === 'BJ-TSY'),
      { ...before, telephone: '010-85734202', position: null },
    );
  });

  it('refused lines say their column and why, do nothing, and leave the good ones', () => {
    const offices = plan(importOffices, [
      { ...office, code: '成都' },
      { ...office, name_en: '' },
      { ...office, like: 'NOWHERE' },
      { code: 'HZ', telephone: 'twelve' },
      { code: 'HZ', latitude: '30.2' },
      office,
      { ...office, name_en: 'Chengdu again' },
    ]);
    assert.deepEqual(refusals(offices), [
      ...['2 code wrong_format', '3 name_en required', '4 like not_allowed', '5 telephone wrong_format'],
      ...['6 longitude required', '8 code twice'],
    ]);
    assert.equal(offices.records.sites.length, seedCatalogue.sites.length + 1);
    const closures = plan(importClosures, [
      { ...closure, site: 'NOWHERE' },
      { ...closure, date: '2026-02-30' },
      { ...closure, date: '2026-11-01' },
      { ...closure, from: '10:00', to: '09:00' },
      { ...closure, from: '10:00' },
      { ...closure, reason_en: '' },
      { ...closure, until: '2026-12-01' },
    ]);
    assert.deepEqual(refusals(closures), [
      ...['2 site not_allowed', '3 date wrong_format', '4 date in_the_past', '5 to ends_before_it_begins'],
      ...['6 to required', '7 reason_en required', '8 until ends_before_it_begins'],
    ]);
    assert.equal(closures.records.sites, seedCatalogue.sites);
  });

  it('a closure of several days is one line; another reason changes it, and none is taken away', () => {
    const first = plan(importClosures, [{ ...closure, until: '2027-01-02' }]);
    const coming = first.records.sites.find(({ code }) => code === 'BJ-TSY')?.exceptions ?? [];
    assert.equal(coming.length, 4);
    const again = plan(
      importClosures,
      [
        { ...closure, until: '2027-01-02' },
        { ...closure, date: '2027-01-01' },
      ],
      first.records,
    );
    assert.deepEqual(states(again), ['unchanged', 'refused'], 'two lines about one day');
    const other = plan(importClosures, [{ ...closure, reason_en: 'Fire drill' }], first.records);
    assert.deepEqual(states(other), ['changed']);
    assert.deepEqual(
      other.records.sites.find(({ code }) => code === 'BJ-TSY')?.exceptions.map(({ id }) => id),
      coming.map(({ id }) => id),
    );
  });

  it('a day of a whole year can be moved in any order of lines, and its festival not taken away', () => {
    const may = (date: string, day_kind: string) => ({ date, day_kind, day_name: '劳动节' });
    const moved = plan(importCalendar, [may('2026-05-05', 'weekday'), may('2026-05-06', 'off')]);
    assert.deepEqual(states(moved), ['changed', 'new']);
    const qingming = (date: string, day_kind: string) => ({ date, day_kind, day_name: '清明节' });
    const all = ['2026-04-04', '2026-04-05', '2026-04-06'].map((date) => qingming(date, 'weekday'));
    assert.ok(!states(plan(importCalendar, [...all, qingming('2026-04-07', 'off')])).includes('refused'));
    const gone = plan(importCalendar, [may('2026-05-01', 'weekday')]);
    assert.deepEqual(refusals(gone), ['2 day_kind calendar_fragment']);
    assert.equal(gone.records, seedCatalogue);
  });

  it('what was planned is what is done while nothing has changed, and planned anew from what is there now else', () => {
    const rows = rowsOf([closure]);
    const made = plan(importClosures, [closure]);
    const edit = importEdit(importClosures, rows, { before: seedCatalogue, plan: made });
    const done = edit.apply(seedCatalogue, 'closures', null, tools);
    assert.ok(done.ok && done.records === made.records);
    const changed = { ...seedCatalogue, links: [] };
    const anew = edit.apply(changed, 'closures', null, tools);
    assert.ok(anew.ok);
    assert.deepEqual(anew.records.links, []);
    assert.notEqual(anew.records.sites, changed.sites);
  });

  it('a file of a part of a year stays a part: what else it was known by is kept', () => {
    const some = plan(importCalendar, [{ date: '2027-01-01', day_kind: 'off', day_name: '元旦' }]);
    assert.deepEqual(
      some.records.calendarYears.filter(({ year }) => year !== 2027),
      seedCatalogue.calendarYears.filter(({ year }) => year !== 2027),
    );
    assert.equal(some.records.calendarYears.find(({ year }) => year === 2027)?.days.length, 1);
  });
});

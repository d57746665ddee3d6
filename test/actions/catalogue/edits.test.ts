import assert from 'node:assert/strict';
import { seedCatalogue } from '../../../seeds/catalogue.ts';
import type { CatalogueEdit, Edited } from '../../../server/actions/catalogue/catalogue-edit.ts';
import { closeSites } from '../../../server/actions/catalogue/close-sites.ts';
import { confirmFacts, openFacts } from '../../../server/actions/catalogue/confirm-facts.ts';
import { editClosures } from '../../../server/actions/catalogue/edit-closures.ts';
import { editCounters } from '../../../server/actions/catalogue/edit-counters.ts';
import { editHours } from '../../../server/actions/catalogue/edit-hours.ts';
import { editMaterials } from '../../../server/actions/catalogue/edit-materials.ts';
import { editQueues } from '../../../server/actions/catalogue/edit-queues.ts';
import { editRules } from '../../../server/actions/catalogue/edit-rules.ts';
import { siteWarnings } from '../../../server/actions/catalogue/site-warnings.ts';
import type { CatalogueRecords } from '../../../server/domain/catalogue/records.ts';
import { flatValues, nestedValues } from '../../../server/web/form/form-values.ts';

const now = Date.parse('2026-11-23T10:00:00+08:00');
let ids = 0;
const tools = { newId: () => `id-${ids++}`, now };

/** What a browser would send back for what the form shows, with some inputs changed. */
function sendBack<Input>(
  edit: CatalogueEdit<Input>,
  subject: string,
  changes: Readonly<Record<string, string | readonly string[]>> = {},
  records: CatalogueRecords = seedCatalogue,
): Edited {
  const inputs = new Map(flatValues(edit.read(records, subject, now) ?? {}));
  for (const [name, value] of Object.entries(changes)) inputs.set(name, value);
  return edit.apply(records, subject, edit.schema.parse(nestedValues(inputs)), tools);
}

function recordsOf(result: Edited): CatalogueRecords {
  assert.ok(result.ok, JSON.stringify(result));
  return result.records;
}

function problemsOf(result: Edited): string[] {
  return result.ok ? [] : result.problems.map(({ field, code }) => `${field} ${code}`);
}

const site = (records: CatalogueRecords, code = 'BJ-TSY') => records.sites.find((one) => one.code === code);

describe('edits of the catalogue', () => {
  it('sessions that touch are no overlap, and are kept in the order of the day', () => {
    const after = recordsOf(
      sendBack(editHours, 'BJ-TSY', {
        'days.1.s1.opens': '12:00',
        'days.1.s1.closes': '13:00',
        'days.1.s2.opens': '13:00',
        'days.1.s3.opens': '08:00',
        'days.1.s3.closes': '12:00',
      }),
    );
    const monday = site(after)?.sessions.filter(({ weekday }) => weekday === 1);
    assert.deepEqual(
      monday?.map(({ opens, closes }) => `${opens}-${closes}`),
      ['08:00-12:00', '12:00-13:00', '13:00-17:00'],
    );
  });

  it('a queue letter is a letter and there once; what is removed is taken from its counters', () => {
    const fresh = { 'queues.new1.name.zh-CN': '新', 'queues.new1.name.en': 'New' };
    const numbers = {
      'queues.new1.slotMinutes': '15',
      'queues.new1.places': '1',
      'queues.new1.precedence': '1',
    };
    const added = (code: string) =>
      sendBack(editQueues, 'BJ-TSY', { ...fresh, ...numbers, 'queues.new1.code': code });
    assert.deepEqual(problemsOf(added('1')), ['queues.new1.code wrong_format']);
    assert.deepEqual(problemsOf(added('b')), ['queues.new1.code twice']);
    const withC = recordsOf(added('c'));
    const served = recordsOf(
      sendBack(editCounters, 'BJ-TSY', { 'counters.BJ-TSY-1.queues': ['BJ-TSY:A', 'BJ-TSY:C'] }, withC),
    );
    const without = recordsOf(sendBack(editQueues, 'BJ-TSY', { 'queues.BJ-TSY:C.remove': 'on' }, served));
    assert.deepEqual(site(without), site(seedCatalogue));
  });

  it('a counter keeps its code and the order of its queues whatever is ticked', () => {
    const after = recordsOf(
      sendBack(editCounters, 'BJ-TSY', {
        'counters.BJ-TSY-5.label': 'X',
        'counters.BJ-TSY-5.queues': ['BJ-TSY:A', 'BJ-TSY:B'],
        'counters.new1.label': '5',
        'counters.new1.queues': 'BJ-TSY:A',
      }),
    );
    const counters = site(after)?.counters ?? [];
    assert.deepEqual(counters.find(({ label }) => label === 'X')?.queues, ['BJ-TSY:B', 'BJ-TSY:A']);
    assert.equal(counters.find(({ label }) => label === '5')?.code, 'BJ-TSY-5-2');
  });

  it('the furthest bookable day is not before the nearest', () => {
    const wrong = sendBack(editRules, 'BJ-TSY', { firstWorkingDay: '6', lastWorkingDay: '5' });
    assert.deepEqual(problemsOf(wrong), ['lastWorkingDay too_small']);
  });

  it('a closure of hours needs both ends in order; what is past stays', () => {
    const old = { id: 'old', date: '2026-11-02', kind: 'closed', from: null, to: null } as const;
    const reason = { 'zh-CN': '旧', en: 'old' };
    const records = {
      ...seedCatalogue,
      sites: seedCatalogue.sites.map((one) => ({ ...one, exceptions: [{ ...old, reason }] })),
    };
    const add = (change: Record<string, string>) =>
      sendBack(
        editClosures,
        'HZ',
        {
          'closures.new1.kind': 'closed',
          'closures.new1.date': '2026-12-01',
          'closures.new1.reason.zh-CN': '学习',
          'closures.new1.reason.en': 'Training',
          ...change,
        },
        records,
      );
    assert.deepEqual(problemsOf(add({ 'closures.new1.from': '09:00' })), ['closures.new1.to required']);
    assert.deepEqual(problemsOf(add({ 'closures.new1.from': '10:00', 'closures.new1.to': '10:00' })), [
      'closures.new1.to ends_before_it_begins',
    ]);
    assert.deepEqual(problemsOf(add({ 'closures.new1.until': '2026-11-30' })), [
      'closures.new1.until ends_before_it_begins',
    ]);
    const dates = site(recordsOf(add({})), 'HZ')?.exceptions.map(({ date }) => date);
    assert.deepEqual(dates, ['2026-11-02', '2026-12-01']);
  });

  it('a material that a service asks for cannot be removed', () => {
    const used = seedCatalogue.serviceMaterials[0]?.material ?? '';
    const result = sendBack(editMaterials, 'all', { [`materials.${used}.remove`]: 'on' });
    assert.deepEqual(problemsOf(result), [`materials.${used}.remove in_use`]);
  });

  it('what is confirmed part by part is open no more when the last part is', () => {
    let records: CatalogueRecords = seedCatalogue;
    const open = () =>
      openFacts(records).find(({ kind, key }) => kind === 'site' && key === 'HZ')?.parts ?? [];
    for (let left = open().length; left > 0; left -= 1) {
      const [part = ''] = open();
      records = recordsOf(confirmFacts.apply(records, 'site/HZ', { parts: [part] }, tools));
      assert.equal(open().length, left - 1);
    }
  });

  it('the seeds have nothing to warn of, and a site without hours has', () => {
    for (const { code } of seedCatalogue.sites) assert.deepEqual(siteWarnings(seedCatalogue, code), []);
    const sites = seedCatalogue.sites.map((one) => ({ ...one, sessions: [] }));
    assert.deepEqual(siteWarnings({ ...seedCatalogue, sites }, 'HZ'), [{ code: 'no_hours', site: 'HZ' }]);
  });

  it('a counter that serves no queue is warned of where it arises, and no other', () => {
    const emptied = recordsOf(
      sendBack(editCounters, 'BJ-TSY', {
        'counters.BJ-TSY-1.queues': [],
        'counters.BJ-TSY-3.queues': [],
      }),
    );
    assert.deepEqual(
      siteWarnings(emptied, 'BJ-TSY').map((one) => [one.code, 'counter' in one ? one.counter : '']),
      ['1', '3'].map((label) => ['counter_without_queue', label]),
    );
  });

  it('no name of an input reaches the prototypes of objects', () => {
    const nested = nestedValues(
      new Map([
        ['__proto__.polluted', 'yes'],
        ['a.constructor.b', 'yes'],
        ['a.b', 'c'],
      ]),
    );
    assert.deepEqual(nested, { a: { b: 'c' } });
    assert.equal(({} as { polluted?: string }).polluted, undefined);
  });

  it('several sites are closed at once; a day that one of them is closed on already is not closed twice', () => {
    const form = {
      sites: ['BJ-TSY', 'HZ'],
      date: '2026-12-31',
      until: '2027-01-02',
      from: '',
      to: '',
      'reason.zh-CN': '系统升级',
      'reason.en': 'System upgrade',
    };
    const once = recordsOf(sendBack(closeSites, 'all', form));
    const daysOf = (records: CatalogueRecords, code: string) =>
      (site(records, code)?.exceptions ?? [])
        .filter(({ reason }) => reason?.en === 'System upgrade')
        .map((one) => one.date)
        .sort();
    for (const code of ['BJ-TSY', 'HZ'])
      assert.deepEqual(daysOf(once, code), ['2026-12-31', '2027-01-01', '2027-01-02']);
    assert.deepEqual(daysOf(once, 'BJ-ZGC'), []);
    const twice = recordsOf(sendBack(closeSites, 'all', { ...form, until: '2027-01-03' }, once));
    assert.deepEqual(daysOf(twice, 'HZ'), ['2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03']);
    assert.deepEqual(problemsOf(sendBack(closeSites, 'all', { ...form, sites: [] })), ['sites required']);
    assert.deepEqual(problemsOf(sendBack(closeSites, 'all', { ...form, sites: ['NOWHERE'] })), [
      'sites not_allowed',
    ]);
    const past = sendBack(closeSites, 'all', { ...form, date: '2026-11-22' });
    assert.deepEqual(problemsOf(past), ['date in_the_past']);
  });

  it('a closure of a city closes each of its public offices, once where one of them is ticked besides, and no other', () => {
    const reason = { 'reason.zh-CN': '全市停电', 'reason.en': 'Power cut' };
    const form = { cities: ['BJ'], sites: ['BJ-TSY', 'HZ'], date: '2026-12-31', ...reason };
    const { sites } = recordsOf(sendBack(closeSites, 'all', form));
    const closed = sites.filter((one) => one.exceptions.some(({ reason: why }) => why?.en === 'Power cut'));
    const wanted = seedCatalogue.sites.filter(
      ({ code, city, active }) => code === 'HZ' || (active && city === 'BJ'),
    );
    assert.ok(wanted.length > 3);
    assert.deepEqual(closed.map(({ code }) => code).sort(), wanted.map(({ code }) => code).sort());
    for (const one of closed)
      assert.equal(one.exceptions.filter(({ date }) => date === '2026-12-31').length, 1, one.code);
    const nowhere = sendBack(closeSites, 'all', { ...form, cities: ['XX'] });
    assert.deepEqual(problemsOf(nowhere), ['cities not_allowed']);
  });
});

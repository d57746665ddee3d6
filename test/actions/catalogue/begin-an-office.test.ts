import assert from 'node:assert/strict';
import { seedCatalogue } from '../../../seeds/catalogue.ts';
import type { CatalogueEdit, Edited } from '../../../server/actions/catalogue/catalogue-edit.ts';
import { createSite } from '../../../server/actions/catalogue/create-site.ts';
import { editCounters } from '../../../server/actions/catalogue/edit-counters.ts';
import { editHours } from '../../../server/actions/catalogue/edit-hours.ts';
import { editQueues } from '../../../server/actions/catalogue/edit-queues.ts';
import { missingAt } from '../../../server/actions/catalogue/missing-at-site.ts';
import { openSite } from '../../../server/actions/catalogue/open-site.ts';
import { rehearseSite } from '../../../server/actions/catalogue/rehearse-site.ts';
import type { CatalogueRecords } from '../../../server/domain/catalogue/records.ts';
import { flatValues, nestedValues } from '../../../server/web/form/form-values.ts';

const now = Date.parse('2026-11-23T10:00:00+08:00');

/** What a browser would send back for what the form shows, with some inputs changed. */
function sendBack<Input>(
  edit: CatalogueEdit<Input>,
  subject: string,
  changes: Readonly<Record<string, string | readonly string[]>>,
  records: CatalogueRecords = seedCatalogue,
): Edited {
  const inputs = new Map(flatValues(edit.read(records, subject, now) ?? {}));
  for (const [name, value] of Object.entries(changes)) inputs.set(name, value);
  return edit.apply(records, subject, edit.schema.parse(nestedValues(inputs)), { newId: () => 'id', now });
}

function recordsOf(result: Edited): CatalogueRecords {
  assert.ok(result.ok, JSON.stringify(result));
  return result.records;
}

function problemsOf(result: Edited): string[] {
  return result.ok ? [] : result.problems.map(({ field, code }) => `${field} ${code}`);
}

const site = (records: CatalogueRecords, code = 'BJ-TSY') => records.sites.find((one) => one.code === code);

const chengdu = {
  code: 'CD',
  'name.zh-CN': '成都海关',
  'name.en': 'Chengdu Customs',
  'newCity.zh-CN': '成都',
  'newCity.en': 'Chengdu',
};

describe('the beginning of an office', () => {
  it('a new counter without a queue is refused where it is typed, and a new queue comes after the others unless it is said', () => {
    const counter = sendBack(editCounters, 'BJ-TSY', { 'counters.new1.label': '9' });
    assert.deepEqual(problemsOf(counter), ['counters.new1.queues required']);
    const queue = {
      'queues.new1.code': 'C',
      'queues.new1.name.zh-CN': '领卡',
      'queues.new1.name.en': 'Collection',
      'queues.new1.slotMinutes': '15',
      'queues.new1.places': '1',
    };
    const after = recordsOf(sendBack(editQueues, 'BJ-TSY', queue));
    assert.equal(site(after)?.queues.find(({ code }) => code === 'C')?.precedence, 0);
  });

  it('hours typed once stand on every weekday that was ticked, and on no other', () => {
    const once = {
      'same.s1.opens': '08:30',
      'same.s1.closes': '11:30',
      'same.days': ['1', '2', '3', '4', '6'],
    };
    const sessions = site(recordsOf(sendBack(editHours, 'BJ-TSY', once)))?.sessions ?? [];
    const on = (weekday: number) => sessions.filter((one) => one.weekday === weekday);
    for (const weekday of [1, 2, 3, 4, 6])
      assert.deepEqual(on(weekday), [{ weekday, opens: '08:30', closes: '11:30' }]);
    assert.equal(on(5).length, 2, 'Friday is as it was');
    const { 'same.days': _days, ...forNone } = once;
    assert.deepEqual(problemsOf(sendBack(editHours, 'BJ-TSY', forNone)), ['same.days required']);
  });

  it('a new office is like another one but for its name, and closed until it is opened', () => {
    const made = sendBack(createSite, 'all', {
      ...chengdu,
      from: 'BJ-TSY',
    });
    const records = recordsOf(made);
    const [like, own] = ['BJ-TSY', 'CD'].map((code) => records.sites.find((one) => one.code === code));
    assert.ok(like && own);
    assert.deepEqual([own.active, own.bookable, own.city], [false, false, 'CHENGDU']);
    assert.deepEqual([own.sessions, own.rules], [like.sessions, like.rules]);
    assert.deepEqual(
      own.queues.map(({ id }) => id),
      like.queues.map(({ code }) => `CD:${code}`),
    );
    const ids = new Set(own.queues.map(({ id }) => id));
    for (const { queue } of own.services) assert.ok(ids.has(queue));
    for (const { queues } of own.counters) assert.ok(queues.every((queue) => ids.has(queue)));
    assert.deepEqual(
      missingAt(records, 'CD').filter(({ done, needed }) => needed && !done),
      [],
    );
  });

  it('it has the extra materials of the other, unconfirmed, and its words of mail but those that name it', () => {
    const said = (opening: string) => ({ template: 'booked', locale: 'en', subject: null, opening }) as const;
    const like = site(seedCatalogue);
    assert.ok(like);
    const [line] = seedCatalogue.serviceMaterials;
    assert.ok(line);
    const own = { ...line, site: 'BJ-TSY', verified: true };
    const texts = [
      said('Bring a pen.'),
      { ...said('请来朝阳门'), locale: 'zh-CN', opening: `请到${like.name['zh-CN']}` } as const,
    ];
    const records = {
      ...seedCatalogue,
      serviceMaterials: [...seedCatalogue.serviceMaterials, own],
      sites: seedCatalogue.sites.map((one) => (one.code === 'BJ-TSY' ? { ...one, texts } : one)),
    };
    const input = createSite.schema.parse({
      ...{ from: 'BJ-TSY', code: 'CD', city: 'BJ' },
      name: { 'zh-CN': '成都', en: 'Chengdu' },
    });
    const made = recordsOf(createSite.apply(records, 'all', input, { newId: () => 'id', now }));
    const found = made.serviceMaterials.filter((one) => one.site === 'CD');
    assert.deepEqual(found, [{ ...own, site: 'CD', verified: false }]);
    assert.deepEqual(made.sites.find(({ code }) => code === 'CD')?.texts, [said('Bring a pen.')]);
    for (const from of ['usual', 'empty']) {
      const plain = recordsOf(
        createSite.apply(records, 'all', { ...input, from }, { newId: () => 'id', now }),
      );
      assert.ok(plain.serviceMaterials.every((one) => one.site !== 'CD'));
    }
  });

  it('an office with nothing is not opened, and the trial calls nobody there', () => {
    const records = recordsOf(sendBack(createSite, 'all', { ...chengdu, from: 'empty' }));
    const missing = missingAt(records, 'CD').filter(({ done, needed }) => needed && !done);
    assert.deepEqual(
      missing.map(({ step }) => step),
      ['hours', 'queues', 'services', 'counters', 'served', 'places'],
    );
    assert.deepEqual(problemsOf(openSite.apply(records, 'CD', {}, { newId: () => 'id', now })), [
      ' required',
    ]);
    assert.deepEqual(rehearseSite(records, 'CD', now), []);
  });

  it('the usual office books and calls every service at once', () => {
    const records = recordsOf(sendBack(createSite, 'all', { ...chengdu, from: 'usual' }));
    const trials = rehearseSite(records, 'CD', now);
    assert.ok(trials.length > 3);
    for (const { start, number, counter, service } of trials) {
      assert.ok(start !== null && start > now, service);
      assert.deepEqual([number, counter], ['A001', '1'], service);
    }
  });

  it('a service whose queue no counter serves is told by the trial', () => {
    const records = recordsOf(sendBack(createSite, 'all', { ...chengdu, from: 'BJ-TSY' }));
    const unserved = {
      ...records,
      sites: records.sites.map((one) =>
        one.code === 'CD'
          ? { ...one, counters: one.counters.map((counter) => ({ ...counter, queues: ['CD:A'] })) }
          : one,
      ),
    };
    const trial = rehearseSite(unserved, 'CD', now).find(({ service }) => service === 'NEW');
    assert.deepEqual([trial?.number, trial?.counter], [null, null]);
    assert.ok(missingAt(unserved, 'CD').some(({ step, done }) => step === 'served' && !done));
  });
});

import assert from 'node:assert/strict';
import { seedCatalogue } from '../../../seeds/catalogue.ts';
import { buildCatalogue, publishedCalendar } from '../../../server/domain/catalogue/build-catalogue.ts';
import type { CatalogueRecords } from '../../../server/domain/catalogue/records.ts';
import { wholeNotice } from '../../support/whole-notice.ts';

function reversed(records: CatalogueRecords): CatalogueRecords {
  return {
    ...records,
    sites: records.sites.toReversed().map((site) => ({ ...site, counters: site.counters.toReversed() })),
    services: records.services.toReversed(),
    serviceMaterials: records.serviceMaterials.toReversed(),
    questions: records.questions.toReversed(),
  };
}

describe('the catalogue', () => {
  it('is in display order, whatever the order of the records', () => {
    const built = buildCatalogue(seedCatalogue, 3);
    const again = buildCatalogue(reversed(seedCatalogue), 3);
    assert.deepEqual(again, built);
    assert.deepEqual([...again.sites.keys()], ['BJ-AIRPORT', 'BJ-ZGC', 'BJ-TSY', 'BJ-CCB', 'HZ']);
    assert.deepEqual([...again.services.keys()], [...built.services.keys()]);
    assert.equal(built.version, 3);
  });

  it('does not disturb the records it is built from', () => {
    const copy = structuredClone(seedCatalogue);
    buildCatalogue(copy, 1);
    assert.deepEqual(copy, seedCatalogue);
  });

  it('holds nothing inactive, and nothing that belongs to it', () => {
    const records: CatalogueRecords = {
      ...seedCatalogue,
      services: seedCatalogue.services.map((one) => (one.code === 'RENEW' ? { ...one, active: false } : one)),
      sites: seedCatalogue.sites.map((one) => (one.code === 'HZ' ? { ...one, active: false } : one)),
    };
    const { services, sites, serviceMaterials, questions, notices } = buildCatalogue(records, 1);
    assert.ok(!services.has('RENEW') && !services.has('PICKUP') && !sites.has('HZ'));
    const used = [...sites.values()].flatMap((site) => site.services.map(({ service }) => service));
    for (const service of [...used, ...serviceMaterials.map((one) => one.service)]) {
      assert.ok(services.has(service), service);
    }
    assert.ok(questions.every(({ service }) => service !== 'RENEW'));
    assert.ok(serviceMaterials.every(({ active }) => active));
    assert.ok(notices.every(({ site }) => site !== 'HZ'));
  });

  it('offers a service at every site of its matrix once it is switched on', () => {
    const records = {
      ...seedCatalogue,
      services: seedCatalogue.services.map((one) => ({ ...one, active: true })),
    };
    const { sites } = buildCatalogue(records, 1);
    assert.ok(sites.get('BJ-TSY')?.services.some(({ service }) => service === 'PICKUP'));
  });

  it('counts a year as published when its notice is whole, and takes the days of a part all the same', () => {
    const days2027 = [{ date: '2027-01-01', name: '元旦', isOffDay: true }];
    const { years, days } = publishedCalendar([
      { year: 2027, days: days2027 },
      wholeNotice(2028),
      ...seedCatalogue.calendarYears,
    ]);
    assert.deepEqual([...years].sort(), [2026, 2028]);
    assert.deepEqual(days.get('2026-02-14'), { name: '春节', off: false });
    assert.deepEqual(days.get('2027-01-01'), { name: '元旦', off: true });
  });
});

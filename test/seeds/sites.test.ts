import assert from 'node:assert/strict';
import { services } from '../../seeds/services.ts';
import { outlets, sites } from '../../seeds/sites.ts';

const siteOf = (code: string) => {
  const found = sites.find((site) => site.code === code);
  assert.ok(found, code);
  return found;
};

const bookable = sites.filter((site) => site.bookable);

describe('the seeded sites', () => {
  it('are the three customs sites of Beijing as stated', () => {
    const stated = sites
      .filter(({ kind }) => kind === 'customs')
      .map(({ code, name, address, telephone }) => [code, name.en, address?.en, telephone]);
    assert.deepEqual(stated, [
      [
        'BJ-AIRPORT',
        'Capital Airport Customs',
        '3rd floor, Nanfaxin Airport Building, Shunyi District, Beijing',
        '010-85733354',
      ],
      [
        'BJ-ZGC',
        'Zhongguancun Customs',
        'Zhongguancun Customs Declaration Hall, No. 59 Zhichun Road, Haidian District, Beijing',
        '010-85732112',
      ],
      [
        'BJ-TSY',
        'Beijing Customs Tianshuiyuan Office Area',
        'West Gate Hall, No. 6 Tianshuiyuan Street, Chaoyang District, Beijing',
        '010-85734201',
      ],
    ]);
    assert.deepEqual(
      sites.slice(0, 3).map(({ address }) => address?.['zh-CN']),
      [
        '北京市顺义区南法信空港大厦三层',
        '北京市海淀区知春路59号中关村海关报关大厅',
        '北京市朝阳区天水园街6号西门大厅',
      ],
    );
  });

  it('handle any service where a visit can be booked', () => {
    for (const site of bookable) {
      assert.deepEqual(
        site.services.map(({ service }) => service),
        services.map(({ code }) => code),
      );
      for (const { service, queue } of site.services) {
        assert.equal(queue, `${site.code}:${service === 'NEW' ? 'B' : 'A'}`);
      }
    }
  });

  it('invent no outlet of the bank: it cannot be booked, and one telephones first', () => {
    const bank = siteOf('BJ-CCB');
    assert.deepEqual(
      [bank.kind, bank.bookable, bank.telephone, bank.address],
      ['partner', false, null, null],
    );
    assert.deepEqual([bank.sessions, bank.queues, bank.services, bank.counters], [[], [], [], []]);
    assert.match(bank.note?.['zh-CN'] ?? '', /请先致电/);
    assert.match(bank.note?.en ?? '', /[Tt]elephone/);
    assert.deepEqual(outlets, []);
  });

  it('let Hangzhou choose the handling after the reservation, and nobody else', () => {
    assert.deepEqual(
      sites.filter(({ handling }) => handling).map(({ code }) => code),
      ['HZ'],
    );
    assert.equal(siteOf('HZ').telephone, null);
    assert.match(siteOf('HZ').website ?? '', /www\.hzeport\.com/);
  });

  it('open Monday to Friday, 09:00 to 12:00 and 13:00 to 17:00, with three places in A and one in B', () => {
    for (const site of bookable) {
      assert.deepEqual(
        site.sessions.map(({ weekday, opens, closes }) => `${weekday} ${opens}-${closes}`),
        [1, 2, 3, 4, 5].flatMap((day) => [`${day} 09:00-12:00`, `${day} 13:00-17:00`]),
      );
      assert.deepEqual(
        site.queues.map(({ code, places, slotMinutes }) => [code, places, slotMinutes]),
        [
          ['A', 3, 15],
          ['B', 1, 15],
        ],
      );
      const [general, fresh] = site.queues;
      assert.ok(general && fresh && fresh.precedence > general.precedence);
    }
  });

  it('have counters that serve every queue of their own site and no other', () => {
    assert.deepEqual(
      sites.map(({ counters }) => counters.length),
      [3, 3, 6, 0, 4],
    );
    for (const site of sites) {
      const own = site.queues.map(({ id }) => id);
      const served = new Set(site.counters.flatMap(({ queues }) => queues));
      assert.deepEqual([...served].sort(), [...own].sort());
    }
    assert.deepEqual(
      siteOf('BJ-TSY').counters.map(({ code, label, queues }) => `${code} ${label} ${queues.join(' ')}`),
      [
        'BJ-TSY-1 1 BJ-TSY:A',
        'BJ-TSY-2 2 BJ-TSY:A',
        'BJ-TSY-3 3 BJ-TSY:A',
        'BJ-TSY-4 4 BJ-TSY:A',
        'BJ-TSY-5 5 BJ-TSY:B BJ-TSY:A',
        'BJ-TSY-6 6 BJ-TSY:A BJ-TSY:B',
      ],
    );
  });

  it('mark everything that is assumed as unconfirmed', () => {
    for (const site of bookable) {
      for (const part of ['sessions', 'queues', 'counters', 'rules', 'hall', 'name.zh-CN']) {
        assert.ok(site.unverified?.includes(part), `${site.code} ${part}`);
      }
    }
    for (const site of sites) {
      const parts = Object.keys(site);
      for (const part of site.unverified ?? []) assert.ok(parts.includes(part.split('.')[0] ?? ''), part);
    }
  });
});

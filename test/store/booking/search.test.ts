import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bookingIndexer } from '../../../server/actions/booking/index-bookings.ts';
import type { BookingRow } from '../../../server/store/booking/booking-columns.ts';
import { type DaySearch, searchBookings } from '../../../server/store/booking/day-query.ts';
import { hintIn } from '../../../server/web/admin/day/asked-day.ts';
import { type BareSystem, bareSystem } from '../../support/bare-system.ts';
import { engines } from '../../support/engines.ts';
import { hallSite } from '../../support/hall-site.ts';

const names = [
  '北京港务有限公司',
  '上海京北科技',
  'ACME 贸易（北京）',
  'Ａcme Trading',
  '京',
  'O’Neill & Söhne',
  '京京京',
];
const codes = ['91110000MA01ABCD1X', '91310000MA02ABCD2Y', '91110000MA03EFGH1X'];

function row(place: number, more: Partial<BookingRow> = {}): BookingRow {
  return {
    ...{ id: `b${place}`, reference: `AAAA-${place}`, token_hash: `h${place}`, link: null },
    ...{
      site: place % 3 === 2 ? 'HZ' : 'BJ-TSY',
      queue: 'q',
      day: '2026-10-10',
      starts_at: place,
      ends_at: place + 1,
    },
    ...{ minutes: 10, state: 'completed', services: '[]', answers: '{}', ticks: '[]', places: '[]' },
    ...{ enterprise_name: names[place % names.length] ?? '', credit_code: codes[place % codes.length] ?? '' },
    ...{
      customs_code: null,
      contact_name: '王',
      contact_mobile: `1380000${1000 + place}`,
      contact_email: null,
    },
    ...{
      contact_telephone: null,
      locale: 'zh-CN',
      consent_version: '1',
      handling: 'self_service',
      sequence: 0,
    },
    ...{
      source: 'api',
      second_email: null,
      second_mobile: null,
      reminders: null,
      created_at: 0,
      updated_at: 0,
    },
    anonymised_at: null,
    ...more,
  } as BookingRow;
}

for (const engine of engines) {
  describe(`looking for a booking on any day [${engine}]`, () => {
    let bare: BareSystem;
    const count = 42;
    before(async () => {
      bare = await bareSystem({ engine, sites: [hallSite(1)], now: '2026-11-24T09:00:00+08:00' });
      const { writer } = bare.system.database;
      for (let place = 0; place < count; place += 1) await writer('booking').insert(row(place));
    });
    after(() => bare?.close());

    const found = async (text: string, sites: readonly string[] = ['BJ-TSY', 'HZ']): Promise<string[]> => {
      const hint = hintIn(bare.system, text);
      const all = {
        day: null,
        state: null,
        queue: null,
        sort: null,
        page: 1,
        perPage: 100,
      } satisfies Partial<DaySearch>;
      const { bookings, total } = await searchBookings(bare.system.database, { ...all, sites, hint });
      assert.equal(total, bookings.length);
      return bookings.map(({ id }) => id).sort();
    };
    const called = (part: string, sites: readonly string[] = ['BJ-TSY', 'HZ']): string[] =>
      [...Array(count).keys()]
        .map((place) => row(place))
        .filter(({ enterprise_name: name, site }) => sites.includes(site) && name.includes(part))
        .map(({ id }) => id)
        .sort();
    const stored = (table: 'booking_search' | 'booking_unindexed') =>
      bare.system.database.reader(table).orderBy('booking').pluck('booking');

    const finds = async (): Promise<void> => {
      assert.deepEqual(await found('138 0000 1007'), ['b7']);
      assert.deepEqual(await found('1007'), ['b7']);
      assert.deepEqual(
        await found(codes[1] ?? ''),
        [...Array(count).keys()]
          .filter((one) => one % 3 === 1)
          .map((one) => `b${one}`)
          .sort(),
      );
      assert.deepEqual(
        await found('EFGH1X'),
        [...Array(count).keys()]
          .filter((one) => one % 3 === 2)
          .map((one) => `b${one}`)
          .sort(),
      );
      for (const part of ['北京', '京北', '港务有限', '京京'])
        assert.deepEqual(await found(part), called(part), part);
      assert.deepEqual(await found('京北', ['BJ-TSY']), called('京北', ['BJ-TSY']));
      assert.deepEqual(await found('北港'), []);
    };

    it('finds mobiles, codes, their ends and parts of names before anything of it is in the index', async () => {
      assert.equal((await stored('booking_unindexed')).length, count);
      await finds();
    });

    it('finds the same by the index, in half and full width, and however short the name is', async () => {
      assert.equal(await bookingIndexer(bare.system)(), count);
      assert.deepEqual(await stored('booking_unindexed'), []);
      await finds();
      assert.deepEqual(await found('京'), called('京'));
      assert.deepEqual(await found('acme'), [...called('ACME'), ...called('Ａcme')].sort());
      assert.deepEqual(await found('neill söhne'), called('Neill'));
    });

    it('answers what looking through all names would, whatever is typed', async () => {
      const part = fc.tuple(fc.constantFrom(...names), fc.nat(6), fc.integer({ min: 1, max: 5 }));
      const bare2 = (text: string) =>
        text
          .normalize('NFKC')
          .toLowerCase()
          .replace(/[^\p{L}\p{N}]/gu, '');
      await fc.assert(
        fc.asyncProperty(part, async ([name, from, length]) => {
          const typed = bare2(name).slice(from, from + length);
          if (typed === '' || /^[0-9a-z]{4,}$/.test(typed)) return;
          const expected = [...Array(count).keys()].filter((place) =>
            bare2(row(place).enterprise_name).includes(typed),
          );
          assert.deepEqual(await found(typed), expected.map((place) => `b${place}`).sort(), typed);
        }),
        { numRuns: 60 },
      );
    });

    it('is of the sites of whoever looks, alone', async () => {
      assert.deepEqual(await found('1008', ['BJ-TSY']), [], 'it is at HZ');
      assert.deepEqual(await found('1008', ['HZ']), ['b8']);
    });

    it('knows a changed name and mobile at once, and no longer the old ones', async () => {
      const { writer } = bare.system.database;
      await writer('booking')
        .where({ id: 'b1' })
        .update({ enterprise_name: '大连造船', contact_mobile: '13900009999' });
      assert.deepEqual(await stored('booking_unindexed'), ['b1']);
      for (const indexed of [false, true]) {
        if (indexed) await bookingIndexer(bare.system)();
        assert.deepEqual(
          [await found('大连'), await found('13900009999'), await found('13800001001')],
          [['b1'], ['b1'], []],
        );
      }
    });

    it('nothing of whoever was forgotten is left in the index, from the same commit on', async () => {
      const { writer, reader } = bare.system.database;
      const forgotten = { enterprise_name: '', credit_code: '', contact_mobile: '', anonymised_at: 1 };
      await writer('booking').where({ id: 'b1' }).update(forgotten);
      assert.equal((await stored('booking_search')).includes('b1'), false);
      assert.deepEqual(await found('大连'), []);
      await bookingIndexer(bare.system)();
      assert.equal((await stored('booking_search')).includes('b1'), false);
      assert.deepEqual(await stored('booking_unindexed'), []);
      if (engine === 'sqlite') {
        const match = await reader.raw(
          `select count(*) as n from booking_names where booking_names match '"大连"'`,
        );
        assert.equal(Number(match[0]?.n), 0);
      }
      await writer('booking').where({ id: 'b2' }).delete();
      assert.equal((await stored('booking_search')).includes('b2'), false);
    });

    it('stores no number that can be read, and is made anew with another secret', async () => {
      const { reader, writer } = bare.system.database;
      const text = JSON.stringify(await reader('booking_search'));
      assert.equal(/1380000\d{4}|ABCD1X/.test(text), false);
      await writer('booking_search').update({ mobile: 'of another secret' });
      assert.deepEqual(await found('13800001007'), ['b7'], 'by its end');
      assert.ok((await bookingIndexer(bare.system)()) > 30);
      const again = await reader('booking_search').whereNot({ mobile: 'of another secret' }).pluck('booking');
      assert.ok(again.length > 30);
    });
  });
}

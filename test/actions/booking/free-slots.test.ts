import assert from 'node:assert/strict';
import fc from 'fast-check';
import { freeSlots } from '../../../server/actions/booking/free-slots.ts';
import { theHolder, theSystem } from '../../../server/domain/staff/actor.ts';
import { onDatabase } from '../../support/bare-system.ts';
import { bookCommand } from '../../support/booking-office.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';

for (const engine of engines) {
  describe(`the free slots [${engine}]`, () => {
    let hall: HallSystem;
    before(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine });
    });
    after(() => hall.close());

    const ask = async (services: readonly string[], from = '2026-11-24', to = '2026-11-24') => {
      const site = (await hall.system.catalogue()).sites.get('BJ-TSY');
      assert.ok(site);
      return freeSlots(hall.system, {
        site,
        services: services.map((code) => ({ code, quantity: 1 })),
        from,
        to,
      });
    };
    const freeAt = async (start: number) => {
      const offer = await ask(['UNLOCK']);
      assert.ok(offer.ok);
      return offer.value.days[0]?.slots.find((slot) => slot.start === start)?.free ?? 0;
    };
    const hold = (start: number) =>
      hall.system.bookings.submit(
        {
          type: 'hold',
          id: hall.system.secrets.newId(),
          site: 'BJ-TSY',
          services: [{ code: 'UNLOCK', quantity: 1 }],
          start,
          replaces: null,
        },
        { actor: theSystem },
      );

    it('a start is offered exactly as often as holding it succeeds, and again when the holds have run out', async () => {
      const start = Date.parse('2026-11-24T10:00:00+08:00');
      const free = await freeAt(start);
      assert.ok(free > 0);
      for (let left = free; left > 0; left -= 1) {
        assert.equal(await freeAt(start), left);
        assert.ok((await hold(start)).ok);
      }
      assert.equal(await freeAt(start), 0);
      assert.equal((await hold(start)).ok, false);
      hall.clock.advance(10 * 60_000);
      assert.equal(await freeAt(start), free);
    });

    it('at most three statements answer, whatever the range', async () => {
      const seen: string[] = [];
      const note = (query: { sql: string }) => seen.push(query.sql);
      hall.system.database.reader.on('query', note);
      const offer = await ask(['RENEW', 'ADD_OPERATOR'], '2026-11-01', '2027-12-31');
      hall.system.database.reader.off('query', note);
      assert.ok(offer.ok && offer.value.days.length === 92);
      assert.ok(seen.length <= 3, seen.join('\n'));
    });

    it('are the very same answer until a place or a rule changes one of its days, and another one after', async () => {
      hall.clock.set('2026-11-23T10:00:30+08:00');
      const first = await ask(['UNLOCK']);
      assert.equal(await ask(['UNLOCK']), first);
      assert.ok((await hold(Date.parse('2026-11-24T11:00:00+08:00'))).ok);
      const changed = await ask(['UNLOCK']);
      assert.notEqual(changed, first);
      assert.equal(await ask(['UNLOCK']), changed);
      assert.ok((await hold(Date.parse('2026-11-25T11:00:00+08:00'))).ok);
      hall.clock.set('2026-11-23T10:01:00+08:00');
      assert.equal(await ask(['UNLOCK']), changed, 'a place of another day, another minute');
      const today = await ask(['UNLOCK'], '2026-11-23');
      hall.clock.set('2026-11-23T11:00:30+08:00');
      assert.notEqual(await ask(['UNLOCK'], '2026-11-23'), today, 'an hour of today is over');
    });

    it('asked for while nothing happens read one row, and none of a place', async () => {
      hall.clock.set('2026-11-23T10:00:30+08:00');
      await ask(['UNLOCK'], '2026-11-24', '2026-12-24');
      const seen: string[] = [];
      const note = (query: { sql: string }) => seen.push(query.sql);
      hall.system.database.reader.on('query', note);
      const questions = ['2026-11-24', '2026-12-24', '2026-11-24'].map((from) =>
        ask(['UNLOCK'], from, '2026-12-24'),
      );
      await Promise.all(questions);
      hall.system.database.reader.off('query', note);
      const places = seen.filter((sql) => /\bplace\b/.test(sql));
      assert.equal(places.length, 1, 'of the one question that is new');
      assert.equal(
        seen.filter((sql) => sql.includes('queue_change')).length - places.length,
        1,
        'for all the others',
      );
    });

    it('are those that another process has left: what it takes is seen at once', async () => {
      hall.clock.set('2026-11-23T10:00:30+08:00');
      const start = Date.parse('2026-11-26T10:00:00+08:00');
      const free = async () => {
        const offer = await ask(['UNLOCK'], '2026-11-26', '2026-11-26');
        assert.ok(offer.ok);
        return offer.value.days[0]?.slots.find((slot) => slot.start === start)?.free;
      };
      const before = await free();
      assert.ok(before !== undefined && before > 1);
      const other = onDatabase(hall.system.database.url, hall.clock);
      try {
        for (const [taken, mobile] of ['13800000001', '13800000002'].entries()) {
          const contact = { name: '王芳', mobile, email: null, telephone: null };
          const visit = { services: [{ code: 'UNLOCK', quantity: 1 }], contact };
          const book = bookCommand(other.system.secrets.newId(), start, visit);
          assert.ok((await other.system.bookings.submit(book, { actor: theHolder })).ok);
          assert.equal(await free(), before - taken - 1);
        }
      } finally {
        await other.close();
      }
    });

    it('are free again at the instant at which a hold runs out, within the minute in which they were asked for', async () => {
      hall.clock.set('2026-11-23T10:00:30+08:00');
      const start = Date.parse('2026-11-24T14:00:00+08:00');
      const free = await freeAt(start);
      assert.ok((await hold(start)).ok);
      hall.clock.set(Date.parse('2026-11-23T10:10:30+08:00') - 1);
      assert.equal(await freeAt(start), free - 1);
      hall.clock.advance(1);
      assert.equal(await freeAt(start), free);
    });

    it('are kept day by day: whatever else is asked, a place that is taken voids its own day alone', async () => {
      hall.clock.set('2026-11-23T10:00:30+08:00');
      const days = async (from: string, to: string) => {
        const offer = await ask(['UNLOCK'], from, to);
        assert.ok(offer.ok);
        return new Map(offer.value.days.map((day) => [day.date, day]));
      };
      const before = await days('2026-11-25', '2026-12-04');
      assert.ok((await hold(Date.parse('2026-11-27T11:00:00+08:00'))).ok);
      hall.clock.advance(60_000);
      const after = await days('2026-11-26', '2026-12-06');
      for (const [date, day] of after)
        if (before.has(date)) assert.equal(day === before.get(date), date !== '2026-11-27', date);
      assert.equal(after.get('2026-11-27')?.state, 'open');
    });

    it('are never other than what is worked out afresh, at any instant around notice, release and expiry', async () => {
      const { system, clock } = hall;
      const rules = { releaseAt: '10:00', noticeMinutes: 30, firstWorkingDay: 0 };
      await system.database.writer('site').update({ rules: JSON.stringify(rules) });
      await system.database.writer('catalogue_version').increment('version', 1);
      const afresh = { ...system, catalogue: () => system.catalogue() };
      const step = fc.constantFrom(1, 999, 1000, 29_000, 59_999, 60_000, 60_001, 15 * 60_000);
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(step, fc.boolean()), { minLength: 3, maxLength: 12 }),
          async (steps) => {
            clock.set('2026-11-24T09:59:00+08:00');
            for (const [by, holds] of steps) {
              clock.advance(by);
              if (holds) await hold(Date.parse('2026-11-24T15:00:00+08:00'));
              const site = (await system.catalogue()).sites.get('BJ-TSY');
              assert.ok(site);
              const asked = {
                site,
                services: [{ code: 'UNLOCK', quantity: 1 }],
                from: '2026-11-23',
                to: '2026-12-15',
              };
              // another database object has another memory
              const fresh = await freeSlots({ ...afresh, database: { ...system.database } }, asked);
              assert.deepEqual(await freeSlots(system, asked), fresh);
            }
          },
        ),
        { numRuns: 20 },
      );
    });

    it('dates that are none, or the wrong way round, and services that are not there are refused with a code', async () => {
      for (const [from, to] of [
        ['2026-11-24', '2026-11-23'],
        ['', '2026-11-24'],
        ['2026-11-24', 'tomorrow'],
        ['9999-12-31', '9999-12-31'],
      ] as const) {
        assert.deepEqual(await ask(['RENEW'], from, to), { ok: false, code: 'invalid_input' });
      }
      const unknown = await ask(['NOPE']);
      assert.ok(!unknown.ok && unknown.code === 'unknown_service');
      const none = await ask([]);
      assert.ok(!none.ok && none.code === 'no_services');
    });
  });
}

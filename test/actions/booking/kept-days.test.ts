import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type FreeSlotsAsk, freeSlots } from '../../../server/actions/booking/free-slots.ts';
import { theHolder, theSystem } from '../../../server/domain/staff/actor.ts';
import { bookCommand, cancel as cancelCommand } from '../../support/booking-office.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';

const site = 'BJ-TSY';
const dates = ['2026-11-24', '2026-11-25', '2026-11-26'] as const;
const times = ['09:30', '10:00', '14:30'] as const;

interface Act {
  readonly what: 'hold' | 'book' | 'cancel' | 'close' | 'minute' | 'run out';
  readonly date: string;
  readonly time: string;
  readonly quantity: number;
}

/** Some change of what is free. */
const act: fc.Arbitrary<Act> = fc.record({
  what: fc.constantFrom<Act['what']>('hold', 'book', 'cancel', 'close', 'minute', 'run out'),
  date: fc.constantFrom(...dates),
  time: fc.constantFrom(...times),
  quantity: fc.constantFrom(1, 2),
});

/** Of different visits and days, so that days are made by one question and answered to another. */
const questions = [
  ['RENEW', 1, '2026-11-24', '2026-11-26'],
  ['RENEW', 1, '2026-11-25', '2026-12-02'],
  ['RENEW', 2, '2026-11-24', '2026-11-26'],
  ['UNLOCK', 1, '2026-11-23', '2026-11-25'],
] as const;

for (const engine of engines) {
  describe(`days of free slots that are kept [${engine}]`, () => {
    let hall: HallSystem;
    before(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine });
    });
    after(() => hall.close());

    const closed = new Set<string>();
    async function turn(date: string): Promise<void> {
      const { writer } = hall.system.database;
      if (closed.delete(date)) await writer('site_exception').where({ id: date }).delete();
      else {
        closed.add(date);
        const reason = { reason_zh: '停电', reason_en: 'Power cut' };
        await writer('site_exception').insert({ id: date, site, date, kind: 'closed', ...reason });
      }
      await writer('catalogue_version').increment('version', 1);
      hall.system.catalogueCache.forget();
    }

    it('are what is worked out afresh after any holds, bookings, cancellations, closures and minutes', async function () {
      this.timeout(120_000);
      const { system, clock } = hall;
      const reached = { held: 0, booked: 0, cancelled: 0 };
      const booked: string[] = [];
      const carryOut = async ({ what, date, time, quantity }: Act) => {
        const start = Date.parse(`${date}T${time}:00+08:00`);
        const id = system.secrets.newId();
        const services = [{ code: 'RENEW', quantity }];
        if (what === 'close') return turn(date);
        if (what === 'minute') return clock.advance(60_000);
        if (what === 'run out') return clock.advance(15 * 60_000);
        if (what === 'hold') {
          const hold = { type: 'hold', id, site, services, start, replaces: null } as const;
          if ((await system.bookings.submit(hold, { actor: theSystem })).ok) reached.held += 1;
        } else if (what === 'book') {
          const mobile = `138${String(booked.length + reached.held).padStart(8, '0')}`;
          const contact = { name: '王芳', mobile, email: null, telephone: null };
          const book = bookCommand(id, start, { services, contact });
          if (!(await system.bookings.submit(book, { actor: theHolder })).ok) return;
          booked.push(id);
          reached.booked += 1;
        } else {
          const last = booked.pop();
          if (last === undefined) return;
          const cancel = cancelCommand(last);
          if ((await system.bookings.submit(cancel, { actor: theHolder })).ok) reached.cancelled += 1;
        }
      };
      await fc.assert(
        fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 12 }), async (acts) => {
          clock.set('2026-11-23T10:00:30+08:00');
          for (const one of acts) {
            await carryOut(one);
            const found = (await system.catalogue()).sites.get(site);
            assert.ok(found);
            for (const [code, quantity, from, to] of questions) {
              const asked: FreeSlotsAsk = { site: found, services: [{ code, quantity }], from, to };
              // another database object has another memory
              const fresh = await freeSlots({ ...system, database: { ...system.database } }, asked);
              assert.deepEqual(await freeSlots(system, asked), fresh);
            }
          }
        }),
        { numRuns: 25 },
      );
      for (const [what, count] of Object.entries(reached)) assert.ok(count > 0, what);
    });
  });
}

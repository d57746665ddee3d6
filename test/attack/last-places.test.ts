import assert from 'node:assert/strict';
import { type BareSystem, bareSystem } from '../support/bare-system.ts';
import { engines } from '../support/engines.ts';
import { type HallProcess, startProcess } from '../support/hall-process.ts';
import { assertSoundBookings } from '../support/stored-bookings.ts';
import { attackClock, attackSite, bookingBody, post, slotOf, tally } from './attack-site.ts';

const places = 3;
const times = process.env['HALL_DEEP'] === undefined ? 1 : 5;

for (const engine of engines) {
  const count = engine === 'postgres' ? 3 : 1;
  describe(`many at once for few places, by HTTP, ${count} process(es) [${engine}]`, function () {
    this.timeout(300_000);
    let bare: BareSystem;
    let processes: readonly HallProcess[] = [];
    let person = 0;
    const url = (k: number): string => processes[k % processes.length]?.url ?? '';
    const book = (k: number, start: string) => {
      person += 1;
      return post(url(k), '/bookings', bookingBody(person, start));
    };

    before(async () => {
      bare = await bareSystem({ engine, sites: [attackSite(places)], now: attackClock });
      const start = () => startProcess({ databaseUrl: bare.url, clockStart: attackClock });
      processes = await Promise.all(Array.from({ length: count }, start));
      // what is compiled on first use is compiled before it is measured
      await Promise.all(processes.map((_, k) => book(k, slotOf('2026-12-01', k))));
    });
    after(async () => {
      await Promise.all(processes.map((each) => each.end('SIGKILL')));
      await bare?.close();
    });

    it('200 at once for the last place: one has it, everybody else is told that it is taken', async () => {
      for (let round = 0; round < times; round += 1) {
        const start = slotOf('2026-11-25', round);
        for (let k = 1; k < places; k += 1) assert.equal((await book(k, start)).status, 201);
        const began = performance.now();
        const answers = await Promise.all(Array.from({ length: 200 }, (_, k) => book(k, start)));
        console.log(`      200 requests in ${Math.round(performance.now() - began)} ms`);
        assert.deepEqual(tally(answers), { 201: 1, '409 slot_taken': 199 });
      }
    });

    it('400 at once spread over 20 slots: exactly as many succeed as there are places', async () => {
      for (let round = 0; round < times; round += 1) {
        const day = `2026-11-${26 + (round % 2)}`;
        const began = performance.now();
        const answers = await Promise.all(
          Array.from({ length: 400 }, (_, k) => book(k, slotOf(day, k % 20))),
        );
        console.log(`      400 requests in ${Math.round(performance.now() - began)} ms`);
        const full = round < 2 ? 20 * places : 0;
        assert.deepEqual(
          tally(answers),
          full === 0 ? { '409 slot_taken': 400 } : { 201: full, '409 slot_taken': 400 - full },
        );
      }
    });

    it('and the rows agree with what was answered', async () => {
      await assertSoundBookings(bare.system.database, bare.clock.now(), 'on');
      for (const each of processes) assert.doesNotMatch(each.output(), /"level":(50|60)/);
    });
  });
}

import assert from 'node:assert/strict';
import { acceptOffer } from '../../../server/actions/waitlist/answer-offer.ts';
import { joinWaitlist } from '../../../server/actions/waitlist/join-waitlist.ts';
import { theHolder, theSystem } from '../../../server/domain/staff/actor.ts';
import { type BareSystem, bareSystem } from '../../support/bare-system.ts';
import { bookCommand } from '../../support/commands.ts';
import { engines } from '../../support/engines.ts';
import { testQueue, testRules, testSite } from '../../support/sites.ts';

const start = Date.parse('2026-11-24T09:00:00+08:00');
const places = 6;
const waiters = 12;
const site = testSite({
  sessions: [{ weekday: 2, opens: '09:00', closes: '09:15' }],
  queues: [testQueue({ places })],
  rules: testRules({ onePerDay: false, coolDownLeast: 0, coolDownMost: 0 }),
});

for (const engine of engines) {
  const many = engine === 'postgres' ? 'two processes' : 'one process';
  describe(`cancellations, offers and acceptances of ${many} at once [${engine}]`, function () {
    this.timeout(60_000);
    let first: BareSystem;
    let systems: readonly BareSystem[];
    before(async () => {
      first = await bareSystem({ engine, sites: [site], now: '2026-11-23T10:00:00+08:00' });
      // an SQLite file is one process's
      systems = engine === 'postgres' ? [first, first.another()] : [first, first];
    });
    after(() => first.close());
    const by = (n: number) => (systems[n % 2] ?? first).system;

    it('no place is offered or booked twice, none beyond what there is, and each goes to the first who wait', async () => {
      const person = (n: number) => ({
        enterprise: { name: `E${n}`, creditCode: `CODE-${n}`, customsCode: null },
        contact: { name: '王芳', mobile: `1380000${1000 + n}`, email: `w${n}@test.invalid`, telephone: null },
      });
      for (let n = 0; n < places; n += 1) {
        const booked = await by(n).bookings.submit(bookCommand({ id: `b${n}`, start, ...person(100 + n) }), {
          actor: theHolder,
        });
        assert.ok(booked.ok, booked.ok ? '' : booked.code);
      }
      const tokens: string[] = [];
      for (let n = 0; n < waiters; n += 1) {
        first.clock.advance(1000);
        const joined = await joinWaitlist(
          by(n),
          {
            ...{
              site,
              from: '2026-11-24',
              to: '2026-11-24',
              weekdays: [],
              times: [],
              answers: {},
              ...person(n),
            },
            services: [{ code: 'RENEW', quantity: 1 }],
            ...{ locale: 'zh-CN', consentVersion: '1', source: 'api', reached: true, origin: null },
          },
          null,
        );
        assert.ok(joined.ok, joined.ok ? '' : joined.code);
        tokens.push(joined.value.token);
      }
      const cancel = (n: number) =>
        by(n).bookings.submit(
          { type: 'cancel', booking: `b${n}`, site: site.code, actor: { kind: 'holder' }, chance: 0 },
          { actor: theHolder },
        );
      const serve = (n: number) =>
        by(n).bookings.submit({ type: 'wait_serve', site: site.code }, { actor: theSystem });
      await Promise.all([0, 1, 2, 3].flatMap((n) => [cancel(n), serve(n), serve(n + 1)]));
      const { reader } = first.system.database;
      const offered = await reader('waitlist_entry').where({ state: 'offered' }).orderBy('created_at');
      assert.deepEqual(
        offered.map((row) => row.credit_code),
        [0, 1, 2, 3].map((n) => `CODE-${n}`),
      );
      // everybody presses, in both processes, twice
      const pressed = await Promise.all(
        tokens.flatMap((token, n) => [acceptOffer(by(n), token), acceptOffer(by(n + 1), token), serve(n)]),
      );
      assert.equal(
        pressed.filter((one) => one.ok).length,
        8 + waiters,
        'four got theirs, once, however often they pressed',
      );
      const confirmed = await reader('booking').where({ state: 'confirmed' });
      assert.equal(confirmed.length, places);
      const taken = await reader('place').where({ slot_start: start });
      assert.deepEqual(new Set(taken.map((row) => row.booking)), new Set(confirmed.map(({ id }) => id)));
      assert.equal(taken.length, places);
      assert.equal((await reader('outbox').where({ template: 'place_offered' })).length, 4);
    });
  });
}

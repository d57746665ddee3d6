import assert from 'node:assert/strict';
import { acceptOffer } from '../../../server/actions/waitlist/answer-offer.ts';
import { joinWaitlist } from '../../../server/actions/waitlist/join-waitlist.ts';
import { theHolder } from '../../../server/domain/staff/actor.ts';
import { forgetWhatIsOver } from '../../../server/jobs/retention.ts';
import { serveWaitlists } from '../../../server/jobs/serve-waitlists.ts';
import { isStillTrue } from '../../../server/messages/still-true.ts';
import { storedMessageOf } from '../../../server/store/message/outbox-row.ts';
import { type BareSystem, bareSystem } from '../../support/bare-system.ts';
import { bookCommand } from '../../support/commands.ts';
import { engines } from '../../support/engines.ts';
import { changeSite } from '../../support/site-rules.ts';
import { testQueue, testRules, testSite, words } from '../../support/sites.ts';

const day = '2026-11-24';
const start = Date.parse(`${day}T09:00:00+08:00`);
const site = testSite({
  sessions: [{ weekday: 2, opens: '09:00', closes: '09:15' }],
  queues: [testQueue({ places: 1 })],
  rules: testRules({ noticeMinutes: 0, firstWorkingDay: 0, cutOffMinutes: 0, retentionDays: 30 }),
});

for (const engine of engines) {
  describe(`the job that serves waiting lists [${engine}]`, function () {
    this.timeout(60_000);
    let bare: BareSystem;
    beforeEach(async () => {
      bare = await bareSystem({ engine, sites: [site], now: '2026-11-23T10:00:00+08:00' });
    });
    afterEach(() => bare.close());

    const person = (n: number) => ({
      enterprise: { name: `E${n}`, creditCode: `CODE-${n}`, customsCode: null },
      contact: { name: '王芳', mobile: `1380000${1000 + n}`, email: `w${n}@test.invalid`, telephone: null },
    });
    async function book(n: number) {
      const done = await bare.system.bookings.submit(bookCommand({ id: `b${n}`, start, ...person(n) }), {
        actor: theHolder,
      });
      assert.ok(done.ok, done.ok ? '' : done.code);
    }
    async function join(n: number): Promise<string> {
      bare.clock.advance(1000);
      const joined = await joinWaitlist(
        bare.system,
        {
          ...{ site, from: day, to: day, weekdays: [], times: [], answers: {}, ...person(n) },
          services: [{ code: 'RENEW', quantity: 1 }],
          ...{ locale: 'zh-CN', consentVersion: '1', source: 'api', reached: true, origin: null },
        },
        null,
      );
      assert.ok(joined.ok, joined.ok ? '' : joined.code);
      return joined.value.token;
    }
    async function offered(): Promise<string[]> {
      await serveWaitlists(bare.system);
      const rows = await bare.system.database.reader('waitlist_entry').where({ state: 'offered' });
      return rows.map((row) => row.credit_code);
    }
    const cancel = (booking: string) =>
      bare.system.bookings.submit(
        { type: 'cancel', booking, site: site.code, actor: { kind: 'holder' }, chance: 0 },
        { actor: theHolder },
      );

    it('offers the place that a raised capacity has made', async () => {
      await book(1);
      await join(2);
      await join(3);
      assert.deepEqual(await offered(), []);
      await changeSite(bare, site.code, (one) => ({ ...one, queues: [testQueue({ places: 2 })] }));
      assert.deepEqual(await offered(), ['CODE-2'], 'one place, to the first');
    });

    it('offers what a lifted closure has given back', async () => {
      const closed = { id: 'closed', date: day, kind: 'closed', from: null, to: null } as const;
      await changeSite(bare, site.code, (one) => ({
        ...one,
        exceptions: [{ ...closed, reason: words('停电') }],
      }));
      await join(2);
      assert.deepEqual(await offered(), []);
      await changeSite(bare, site.code, (one) => ({ ...one, exceptions: [] }));
      assert.deepEqual(await offered(), ['CODE-2']);
    });

    it('takes an offer back over which a closure is laid, tells who had it, and lets them wait on', async () => {
      await book(1);
      await join(2);
      await cancel('b1');
      assert.deepEqual(await offered(), ['CODE-2']);
      const closed = { id: 'closed', date: day, kind: 'closed', from: null, to: null } as const;
      await changeSite(bare, site.code, (one) => ({
        ...one,
        exceptions: [{ ...closed, reason: words('停电') }],
      }));
      assert.deepEqual(await offered(), []);
      const { reader } = bare.system.database;
      const [entry] = await reader('waitlist_entry');
      assert.deepEqual([entry?.state, entry?.passed, entry?.offer_hold], ['waiting', '[]', null]);
      const told = await reader('outbox').where({ template: 'offer_withdrawn' });
      assert.deepEqual(
        told.map(({ recipient }) => recipient),
        ['w2@test.invalid'],
      );
      await changeSite(bare, site.code, (one) => ({ ...one, exceptions: [] }));
      assert.deepEqual(await offered(), ['CODE-2']);
    });

    it('leaves an offer unsent that has ended while its mail was waiting', async () => {
      await book(1);
      const token = await join(2);
      await cancel('b1');
      const { reader } = bare.system.database;
      const [row] = await reader('outbox').where({ template: 'place_offered' });
      assert.ok(row !== undefined);
      const message = storedMessageOf(row);
      const parts = { database: bare.system.database, now: bare.clock.now };
      assert.equal(await isStillTrue(parts, message), true);
      bare.clock.advance(24 * 60 * 60_000);
      assert.equal(await isStillTrue(parts, message), false, 'it ran out');
      bare.clock.advance(-24 * 60 * 60_000);
      assert.ok((await acceptOffer(bare.system, token)).ok);
      assert.equal(await isStillTrue(parts, message), false, 'it was taken up');
    });

    it('keeps what is given up at night for the morning, and then offers it to whoever is first', async () => {
      await changeSite(bare, site.code, (one) => ({
        ...one,
        rules: { ...one.rules, offersFrom: '07:00' },
      }));
      await book(1);
      await join(2);
      bare.clock.set('2026-11-23T22:00:00+08:00');
      assert.ok((await cancel('b1')).ok);
      assert.deepEqual(await offered(), []);
      bare.clock.set('2026-11-24T06:59:59+08:00');
      assert.deepEqual(await offered(), []);
      bare.clock.set('2026-11-24T07:00:00+08:00');
      assert.deepEqual(await offered(), ['CODE-2']);
      assert.equal(
        (await bare.system.database.reader('outbox').where({ template: 'place_offered' })).length,
        1,
      );
    });

    it('leaves a wait that is over to be forgotten when its time of keeping is over, and no day sooner', async () => {
      await book(1);
      const token = await join(2);
      bare.clock.set('2026-11-25T10:00:00+08:00');
      await serveWaitlists(bare.system);
      const one = async () => (await bare.system.database.reader('waitlist_entry'))[0];
      assert.equal((await one())?.state, 'expired');
      bare.clock.set('2026-12-24T10:00:00+08:00');
      await forgetWhatIsOver(bare.system);
      assert.equal((await one())?.credit_code, 'CODE-2');
      bare.clock.set('2026-12-26T10:00:00+08:00');
      await forgetWhatIsOver(bare.system);
      const left = await one();
      assert.deepEqual(
        [left?.credit_code, left?.contact_mobile, left?.contact_email, left?.enterprise_name],
        ['', '', null, ''],
      );
      assert.equal(left?.state, 'expired', 'what counts in figures stays');
      const gone = await acceptOffer(bare.system, token);
      assert.deepEqual(gone.ok ? '' : gone.code, 'not_found');
    });
  });
}

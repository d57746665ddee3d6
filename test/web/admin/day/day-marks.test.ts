import assert from 'node:assert/strict';
import { inventedBooking } from '../../../../seeds/demo/invented-enterprises.ts';
import { extraPlaceBase } from '../../../../server/domain/booking/place.ts';
import { consentVersion } from '../../../../server/domain/privacy/privacy-notice.ts';
import { seededRandom } from '../../../../server/domain/queue/forecast/seeded-random.ts';
import { theSystem } from '../../../../server/domain/staff/actor.ts';
import { endDays } from '../../../../server/jobs/end-days.ts';
import { engines } from '../../../support/engines.ts';
import { type HallSystem, startSystem } from '../../../support/hall-system.ts';
import { type Office, signIn } from '../office.ts';
import { day, nine, quarter, services, site } from './office-of-a-day.ts';

for (const engine of engines) {
  describe(`what stands out on a day [${engine}]`, function () {
    this.timeout(60_000);
    const random = seededRandom(7);
    let hall: HallSystem;
    let manager: Office;
    let token = '';
    const page = async (query: string): Promise<string> =>
      (await manager.agent.get(`/admin/day?site=${site}&date=${day}&lang=en&${query}`)).text;
    const sent = async (start: number, more: Record<string, string> = {}) => {
      const { enterprise, contact } = inventedBooking(hall.system, { site, start, services }, random);
      return manager.send(`/admin/day/new?site=${site}&date=${day}&service=RENEW`, {
        _csrf: token,
        form: hall.system.secrets.newId(),
        enterprise: enterprise.name,
        creditCode: enterprise.creditCode,
        name: contact.name,
        mobile: contact.mobile,
        consent: consentVersion(await hall.system.catalogue()),
        start: String(start),
        ...more,
      });
    };
    const placesAt = async (start: number): Promise<number[]> =>
      (await hall.system.database.reader('place').where({ slot_start: start }).select('place_no'))
        .map(({ place_no }: { place_no: number }) => place_no)
        .sort((a: number, b: number) => a - b);
    const referenceOf = (location: string | undefined): string =>
      /\/admin\/day\/([\w-]+)\?/.exec(location ?? '')?.[1] ?? '';

    before(async () => {
      hall = await startSystem({ engine });
    });
    after(() => hall.close());
    beforeEach(() => comeBack('2026-11-23T10:00:00+08:00'));
    /** Sessions end when nobody does anything for so long. */
    const comeBack = async (at: number | string): Promise<void> => {
      hall.clock.set(at);
      manager = await signIn(hall, 'manager', [site]);
      token = String((await manager.form(`/admin/day/new?site=${site}&service=RENEW`))['_csrf']);
    };

    it('staff who book at the same moment never share a place, and each extra place is one of its own', async () => {
      const places = (await hall.system.catalogue()).sites.get(site)?.queues[0]?.places ?? 0;
      const start = nine + 4 * quarter;
      const plain = await Promise.all(Array.from({ length: places + 4 }, () => sent(start)));
      assert.equal(plain.filter(({ status }) => status === 303).length, places);
      assert.equal(plain.filter(({ status }) => status === 409).length, 4);
      const extra = await Promise.all(
        Array.from({ length: 3 }, () => sent(start, { overbook: '1', reason: '船期紧急' })),
      );
      assert.ok(extra.every(({ status }) => status === 303));
      const taken = await placesAt(start);
      assert.equal(new Set(taken).size, places + 3);
      assert.equal(taken.filter((place) => place > extraPlaceBase).length, 3);
      const picture = await page('view=timeline');
      assert.equal(picture.match(/<rect class="bar bar--confirmed bar--extra"\s+x/g)?.length, 3);
      assert.match(picture, /Extra place/);
    });

    it('whoever has not come though the time is over is late, and late no more once they are here', async () => {
      const made = await sent(nine);
      assert.doesNotMatch(await page('view=timeline'), /bar--late/);
      await comeBack(nine + quarter);
      assert.match(await page('view=timeline'), /bar--late/);
      const reference = referenceOf(made.headers['location']);
      const arrive = { type: 'arrive', id: 'late', reference, priority: false } as const;
      assert.ok((await hall.system.halls.submit(site, arrive, { actor: theSystem })).ok);
      assert.doesNotMatch(await page('view=timeline'), /bar--late/);
      const list = await page('view=bookings');
      const row = list.split('<tr>').find((one) => one.includes(`/admin/day/${reference}"`)) ?? '';
      assert.match(row, />A001</, 'the number of the ticket stands beside');
      assert.match(await page('view=tickets'), new RegExp(`href="/admin/day/${reference}"`));
      const { text } = await manager.agent.get(`/admin/day/${reference}`);
      assert.match(text, /<figure class="ticket-code"><span role="img"[^>]*><svg /);
      assert.doesNotMatch(text, /\/tickets\//, 'the holder’s own page leaves a cookie');
    });

    it('a booking with notes says how many, in the list and on paper', async () => {
      const made = await sent(nine + 8 * quarter);
      const reference = referenceOf(made.headers['location']);
      for (const note of ['请带公章', '已电话确认']) {
        hall.clock.advance(1000);
        await manager.send(`/admin/day/${reference}/notes`, { _csrf: token, note });
      }
      assert.match(await page('view=bookings'), new RegExp(`/admin/day/${reference}#notes">2 notes<`));
      const print = await manager.agent.get(`/admin/day/print?site=${site}&date=${day}`);
      assert.match(print.text, /请带公章[\s\S]*已电话确认/);
    });

    it('tickets are found by number, kind, state and counter', async () => {
      await comeBack(nine + 10 * quarter);
      const walkIn = { type: 'walk_in', id: 'w1', services, priority: true, byStaff: true } as const;
      assert.ok((await hall.system.halls.submit(site, walkIn, { actor: theSystem })).ok);
      const found = async (query: string): Promise<string[]> =>
        [
          ...(await page(`view=tickets&${query}`)).matchAll(
            /<th scope="row" class="number"><a [^>]*>(\w+)</g,
          ),
        ].map(([, number = '']) => number);
      assert.deepEqual(await found(''), ['A001', 'A002']);
      assert.deepEqual(await found('sort=-number'), ['A002', 'A001']);
      assert.deepEqual(await found('q=a002'), ['A002']);
      assert.deepEqual(await found('kind=priority'), ['A002']);
      assert.deepEqual(await found('kind=appointment'), ['A001']);
      assert.deepEqual(await found('state=done'), []);
      assert.deepEqual(await found(`counter=${site}-1`), []);
      assert.deepEqual(await found('state=nonsense&kind=nonsense&sort=nonsense&page=x'), ['A001', 'A002']);
    });

    it('of a past day are what happened: who was called and did not come was missed, when they were missed', async () => {
      await comeBack(nine + 11 * quarter);
      const counter = `${site}-1`;
      const by = { actor: theSystem };
      const { halls } = hall.system;
      assert.ok((await halls.submit(site, { type: 'open_counter', counter, staff: null }, by)).ok);
      assert.ok((await halls.submit(site, { type: 'call_next', counter }, by)).ok);
      for (let recalls = 0; recalls < 2; recalls += 1) {
        hall.clock.advance(60_000);
        assert.ok((await halls.submit(site, { type: 'recall', counter }, by)).ok);
      }
      assert.ok((await halls.submit(site, { type: 'missed', counter }, by)).ok);
      await comeBack('2026-11-25T10:00:00+08:00');
      await endDays(hall.system);
      const rows = (await page('view=tickets&state=missed')).split('<tr').slice(2);
      assert.equal(rows.length, 1);
      assert.match(rows[0] ?? '', />Missed</);
      assert.match(rows[0] ?? '', />11:47</);
      assert.match(await page('view=timeline'), /A00\d 11:45–11:47/);
    });
  });
}

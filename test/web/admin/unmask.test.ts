import assert from 'node:assert/strict';
import { bookByApi } from '../../support/book-by-api.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { account, signedIn, submit } from '../staff/staff-browser.ts';

for (const engine of engines) {
  describe(`unmasking [${engine}]`, () => {
    let hall: HallSystem;
    let path = '';
    let reference = '';
    before(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine });
      await account(hall, 'tsy-clerk', 'counter', ['BJ-TSY']);
      await account(hall, 'hz-clerk', 'counter', ['HZ']);
      ({ reference } = await bookByApi(hall, 'BJ-TSY', { name: '王芳', mobile: '13800138000' }));
      path = `/admin/privacy/bookings/${reference}/unmask`;
    });
    after(() => hall.close());

    const looks = async (): Promise<readonly { actor: string; result: string; text: string | null }[]> =>
      hall.system.database
        .reader('audit')
        .leftJoin('audit_words', 'audit_words.audit', 'audit.id')
        .where({ action: 'booking.unmask', subject: reference })
        .orderBy('audit.at')
        .select('actor', 'result', 'text');

    it('whoever looks at the whole contact data of a booking is in the audit, with the reason', async () => {
      const clerk = await signedIn(hall, 'tsy-clerk');
      const answer = await submit(clerk, path, { reason: 'called back', back: '/counter' }, '/staff/account');
      assert.equal(answer.status, 200);
      assert.match(answer.text, /13800138000/);
      assert.equal(answer.headers['cache-control'], 'no-store');
      const [look] = await looks();
      assert.equal(look?.result, 'done');
      assert.match(look?.text ?? '', /called back/);
    });

    it('another site’s staff are refused, and that is in the audit too', async () => {
      const stranger = await signedIn(hall, 'hz-clerk');
      hall.clock.advance(1000);
      const answer = await submit(stranger, path, {}, '/staff/account');
      assert.equal(answer.status, 403);
      assert.doesNotMatch(answer.text, /13800138000/);
      assert.equal((await looks()).at(-1)?.result, 'not_permitted');
    });

    it('looking needs a form of ours: no link and no other site makes anybody look', async () => {
      const clerk = await signedIn(hall, 'tsy-clerk');
      assert.equal((await clerk.get(path)).status, 404);
      assert.equal((await clerk.post(path).type('form').send({ reason: '' })).status, 403);
      assert.equal((await looks()).length, 2);
    });
  });
}

import assert from 'node:assert/strict';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { type Office, signIn } from '../admin/office.ts';
import { press, type Somebody, signedIn } from '../counter/signed-in.ts';
import { setHall } from '../number/door.ts';

const counter = 'BJ-TSY-3';

for (const engine of engines) {
  describe(`the number on a clerk's badge [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let boss: Office;
    let clerk: Somebody;
    const enter = async (badge: string) => {
      const page = `/admin/staff/${clerk.id}`;
      return boss.send(page, { ...(await boss.form(page)), badge });
    };
    const overCounter = async (): Promise<string> =>
      (await hall.request.get(`/display/BJ-TSY/counters/${counter}?lang=zh-CN`).expect(200)).text;
    const badges = async (): Promise<unknown[]> =>
      (await hall.request.get('/api/v1/sites/BJ-TSY/board').expect(200)).body.counters.flatMap(
        ({ badge }: { badge?: string }) => badge ?? [],
      );
    before(async () => {
      hall = await startSystem({ engine });
      boss = await signIn(hall, 'administrator');
      clerk = await signedIn(hall, 'counter', ['BJ-TSY']);
    });
    after(() => hall.close());

    it('is entered with the account, and refused where it is none', async () => {
      for (const badge of ['<b>', 'a b', '1234567890123']) {
        const answer = await enter(badge);
        assert.equal(answer.status, 422, badge);
        assert.match(answer.text, /id="badge"[^>]*aria-invalid="true"/);
      }
      assert.equal((await enter('0271')).status, 303);
      assert.equal((await boss.form(`/admin/staff/${clerk.id}`))['badge'], '0271');
    });

    it('hangs over the counter where the branch wants it, while its clerk is there, without a name', async () => {
      assert.equal((await press(clerk, counter, 'open')).status, 303);
      assert.doesNotMatch(await overCounter(), /0271/);
      assert.deepEqual(await badges(), []);
      await setHall(hall, 'BJ-TSY', { badgeOnScreen: true });
      const shown = await overCounter();
      assert.match(shown, /工号 0271/);
      assert.doesNotMatch(shown, /职员/);
      assert.deepEqual(await badges(), ['0271']);
      assert.equal((await press(clerk, counter, 'close')).status, 303);
      assert.doesNotMatch(await overCounter(), /0271/);
      assert.equal((await enter('')).status, 303);
      assert.equal((await press(clerk, counter, 'open')).status, 303);
      assert.doesNotMatch(await overCounter(), /place__badge/);
    });
  });
}

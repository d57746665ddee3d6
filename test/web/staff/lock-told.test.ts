import assert from 'node:assert/strict';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { unmarked } from '../../support/unmarked.ts';
import { type Agent, account, goodPassword, signedIn, signIn, submit } from './staff-browser.ts';

const minute = 60_000;

for (const engine of engines) {
  describe(`how long a lock lasts [${engine}]`, () => {
    let hall: HallSystem;
    let id = '';
    before(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine, env: { TRUST_PROXY: '1' } });
      id = await account(hall, 'anna', 'counter', ['BJ-TSY']);
      await account(hall, 'boss', 'administrator');
    });
    after(() => hall.close());
    beforeEach(() => hall.clock.advance(16 * minute));

    /** A stranger behind another network each time. */
    let strangers = 0;
    const at = (address: string): Agent => hall.agent().set('X-Forwarded-For', address) as Agent;
    const guess = (name: string, password = 'not the password') =>
      signIn(at(`10.${++strangers}.0.1`), name, password);
    const said = (html: string): string =>
      /class="error-summary".*?<li><a[^>]*>([^<]+)/s.exec(unmarked(html))?.[1] ?? '';
    /** Seconds that a sentence speaks of. */
    const told = (sentence: string): number => {
      const found = /(\d+) (秒|分钟)后/.exec(sentence);
      assert.ok(found !== null, sentence);
      return Number(found[1]) * (found[2] === '秒' ? 1 : 60);
    };

    it('is told as it is: never less than what is left, and less than a minute more', async () => {
      // five failures within twelve minutes: the lock ends when the first of them is fifteen minutes old
      for (let i = 0; i < 5; i++) {
        assert.match(said((await guess('anna')).text), /用户名或密码/);
        if (i < 4) hall.clock.advance(3 * minute);
      }
      for (let left = 3 * minute; left > 0; left -= 17_000) {
        const seconds = told(said((await guess('anna', goodPassword)).text));
        assert.ok(seconds * 1000 >= left && seconds * 1000 < left + minute, `${seconds} s for ${left} ms`);
        if (left <= minute) assert.equal(seconds, Math.ceil(left / 1000));
        hall.clock.advance(Math.min(17_000, left));
      }
      assert.equal((await guess('anna', goodPassword)).status, 303, 'and then it is over');
    });

    it('of a network that is slowed down is told in seconds', async () => {
      const neighbour = (name: string) => signIn(at('10.200.0.9'), name, 'wrong');
      for (let i = 0; i < 7; i++) {
        await neighbour(`stranger-${i}`);
        if (i >= 4) hall.clock.advance(2 ** (i - 4) * 1000);
      }
      await neighbour('one-more');
      assert.equal(told(said((await neighbour('too-soon')).text)), 8);
    });

    it('is said of what concerns the one who asks: a device of their own helps strangers only', async () => {
      for (let i = 0; i < 5; i++) await guess('anna');
      assert.match(said((await guess('anna')).text), /您登录过的设备/);
      hall.clock.advance(16 * minute);
      const own = await signedIn(hall, 'anna');
      const show = () =>
        submit(own, '/staff/password', { old: 'wrong', wanted: 'x', again: 'x' }, '/staff/password');
      for (let i = 0; i < 5; i++) await show();
      const sentence = said((await show()).text);
      assert.equal(told(sentence), 15 * 60);
      assert.doesNotMatch(sentence, /您登录过的设备/);
    });

    it('is told to whoever may end it, and is over when they do', async () => {
      const boss = await signedIn(hall, 'boss');
      for (let i = 0; i < 5; i++) await guess('anna');
      hall.clock.advance(4 * minute + 1000);
      const page = await boss.get(`/admin/staff/${id}`);
      assert.match(page.text, /已锁定，11 分钟后自动解除/);
      const unlocked = await submit(boss, `/admin/staff/${id}/unlock`, {}, `/admin/staff/${id}`);
      assert.equal(unlocked.status, 303);
      assert.doesNotMatch((await boss.get(`/admin/staff/${id}`)).text, /已锁定/);
      assert.equal((await guess('anna', goodPassword)).status, 303);
    });
  });
}

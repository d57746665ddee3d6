import assert from 'node:assert/strict';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { account, goodPassword, signedIn, signIn, submit } from './staff-browser.ts';

for (const engine of engines) {
  describe(`signing in [${engine}]`, () => {
    let hall: HallSystem;
    before(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine, env: { TRUST_PROXY: '1' } });
      for (const name of ['anna', 'bela', 'cora', 'dora', 'emil', 'fred'])
        await account(hall, name, 'counter', ['BJ-TSY']);
    });
    after(() => hall.close());
    beforeEach(() => hall.clock.advance(16 * 60_000));

    /** A browser behind an address of its own. */
    const at = (address: string): ReturnType<HallSystem['agent']> => {
      const agent = hall.agent();
      agent.set('X-Forwarded-For', address);
      return agent;
    };
    const home = async (agent: ReturnType<HallSystem['agent']>) => (await agent.get('/staff/account')).status;

    it('a wrong name and a wrong password are told in the same words', async () => {
      const wrong = await signIn(hall.agent(), 'anna', 'not her password');
      const unknown = await signIn(hall.agent(), 'nobody-of-that-name', 'not a password');
      assert.equal(wrong.status, 422);
      const said = (html: string) => /class="error-summary".*?<li><a[^>]*>([^<]+)/s.exec(html)?.[1];
      assert.ok(said(wrong.text));
      assert.equal(said(wrong.text), said(unknown.text));
      assert.equal((await hall.request.get('/staff/account')).status, 303);
    });

    it('the fifth failure locks an account for fifteen minutes, wherever it is tried from, also for the right password', async () => {
      for (let i = 0; i < 5; i++)
        assert.equal((await signIn(at(`10.1.0.${i}`), 'bela', `wrong ${i}`)).status, 422);
      const locked = await signIn(hall.agent(), 'bela');
      assert.equal(locked.status, 422);
      assert.match(locked.text, /15/);
      hall.clock.advance(15 * 60_000 - 1000);
      assert.equal((await signIn(hall.agent(), 'bela')).status, 422);
      hall.clock.advance(2000);
      assert.equal((await signIn(hall.agent(), 'bela')).status, 303);
    });

    it('a burst of guesses at once gets no more tries than guesses one after another', async () => {
      const agent = hall.agent();
      await Promise.all(Array.from({ length: 12 }, (_, i) => signIn(agent, 'cora', `guess number ${i}`)));
      const failures = await hall.system.database.reader('sign_in_failure').where({ subject: 'name:cora' });
      assert.equal(failures.length, 5);
      hall.clock.advance(16 * 60_000);
    });

    it('the fifth failure locks an address for fifteen minutes, whatever the names, and no other address', async () => {
      for (let i = 0; i < 5; i++) await signIn(at('10.2.0.1'), `stranger-${i}`, 'wrong');
      assert.equal((await signIn(at('10.2.0.1'), 'dora')).status, 422);
      assert.equal((await signIn(at('10.2.0.2'), 'dora')).status, 303);
      hall.clock.advance(15 * 60_000 + 1000);
      assert.equal((await signIn(at('10.2.0.1'), 'dora')).status, 303);
    });

    it('who gets in after a slip leaves none behind at the address, where colleagues sit', async () => {
      for (const name of ['anna', 'emil', 'fred']) {
        for (let i = 0; i < 3; i++) await signIn(at('10.3.0.1'), name, 'a slip');
        assert.equal((await signIn(at('10.3.0.1'), name)).status, 303, name);
      }
    });

    it('an account of one’s own does not let one guess on at those of others', async () => {
      for (let i = 0; i < 4; i++) await signIn(at('10.4.0.1'), `guessed-${i}`, 'wrong');
      assert.equal((await signIn(at('10.4.0.1'), 'anna')).status, 303);
      await signIn(at('10.4.0.1'), 'guessed-5', 'wrong');
      assert.equal((await signIn(at('10.4.0.1'), 'anna')).status, 422);
    });

    it('whoever does nothing for half an hour signs in again, and whoever works stays', async () => {
      const agent = await signedIn(hall, 'emil');
      for (let i = 0; i < 4; i++) {
        hall.clock.advance(20 * 60_000);
        assert.equal(await home(agent), 200);
      }
      hall.clock.advance(31 * 60_000);
      assert.equal(await home(agent), 303);
    });

    it('a page that only looks for news keeps nobody signed in', async () => {
      const agent = await signedIn(hall, 'emil');
      const look = () => agent.get('/counter').set('X-Idle', '1');
      for (let i = 0; i < 5; i++) {
        assert.equal((await look()).status, 200);
        hall.clock.advance(7 * 60_000);
      }
      assert.equal((await look()).status, 303);
    });

    it('nobody stays signed in for more than twelve hours', async () => {
      const agent = await signedIn(hall, 'emil');
      for (let i = 0; i < 35; i++) {
        hall.clock.advance(20 * 60_000);
        assert.equal(await home(agent), 200);
      }
      hall.clock.advance(25 * 60_000);
      assert.equal(await home(agent), 303);
    });

    it('a changed password ends the other sessions and keeps this one', async () => {
      const here = await signedIn(hall, 'fred');
      const there = await signedIn(hall, 'fred');
      assert.equal(await home(there), 200);
      const wanted = 'Another-horse-8-battery';
      const changed = await submit(
        here,
        '/staff/password',
        { old: goodPassword, wanted, again: wanted },
        '/staff/password',
      );
      assert.equal(changed.status, 303);
      assert.equal(await home(here), 200);
      assert.equal(await home(there), 303);
    });

    it('the database holds nothing with which to sign in', async () => {
      const agent = hall.agent();
      const answer = await signIn(agent, 'anna');
      const cookie = /staff=s%3A([^.]+)\./.exec(String(answer.headers['set-cookie']))?.[1] ?? '';
      assert.ok(cookie.length > 20);
      const kept = JSON.stringify(await hall.system.database.reader('staff_session'));
      assert.equal(kept.includes(decodeURIComponent(cookie)), false);
    });

    it('signing out ends the session on the server too', async () => {
      const agent = await signedIn(hall, 'anna');
      const before = (await hall.system.database.reader('staff_session')).length;
      assert.equal((await submit(agent, '/staff/sign-out', {}, '/staff/account')).status, 303);
      assert.equal((await hall.system.database.reader('staff_session')).length, before - 1);
    });

    it('the way back after signing in is never to another host', async () => {
      for (const next of ['//evil.invalid', 'https://evil.invalid', '/\\evil.invalid'])
        assert.doesNotMatch(
          String((await signIn(hall.agent(), 'anna', goodPassword, next)).headers['location']),
          /evil/,
        );
      const own = await signIn(hall.agent(), 'anna', goodPassword, '/staff/account?lang=en');
      assert.equal(own.headers['location'], '/staff/account?lang=en');
    });
  });
}

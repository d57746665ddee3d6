import assert from 'node:assert/strict';
import { newDevicesOf } from '../../../server/store/staff/audit-query.ts';
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

    it('the fifth failure locks a name for strangers for fifteen minutes, wherever it is tried from, also for the right password', async () => {
      for (let i = 0; i < 5; i++)
        assert.equal((await signIn(at(`10.1.${i}.1`), 'bela', `wrong ${i}`)).status, 422);
      assert.equal((await signIn(at('10.1.9.1'), 'bela')).status, 422);
      hall.clock.advance(15 * 60_000 - 1000);
      assert.equal((await signIn(at('10.1.9.1'), 'bela')).status, 422);
      hall.clock.advance(2000);
      assert.equal((await signIn(at('10.1.9.1'), 'bela')).status, 303);
    });

    it('whatever strangers try, whoever has signed in on a device before gets in there, with five slips of their own', async () => {
      const own = at('10.5.0.1');
      assert.equal((await signIn(own, 'dora')).status, 303);
      await submit(own, '/staff/sign-out', {}, '/staff/account');
      for (let i = 0; i < 7; i++) await signIn(at('10.5.0.1'), 'dora', 'a stranger guesses');
      assert.equal((await signIn(at('10.5.0.1'), 'dora')).status, 422, 'strangers are locked out');
      assert.equal((await signIn(own, 'dora')).status, 303, 'she is not');
      assert.equal((await signIn(at('10.5.0.1'), 'dora')).status, 422, 'and does not let them in again');
      await submit(own, '/staff/sign-out', {}, '/staff/account');
      for (let i = 0; i < 5; i++) assert.equal((await signIn(own, 'dora', `slip ${i}`)).status, 422);
      assert.equal((await signIn(own, 'dora')).status, 422, 'whoever sits at her device has five tries too');
    });

    it('a device that one account knows is a stranger for the others, and so is one with a cookie that was changed', async () => {
      const own = at('10.6.0.1');
      assert.equal((await signIn(own, 'emil')).status, 303);
      await submit(own, '/staff/sign-out', {}, '/staff/account');
      for (let i = 0; i < 5; i++) await signIn(at(`10.6.${i}.1`), 'fred', 'wrong');
      assert.equal((await signIn(own, 'fred')).status, 422);
      for (let i = 0; i < 5; i++) await signIn(at(`10.6.${i}.1`), 'emil', 'wrong');
      const forged = at('10.6.9.1').set('Cookie', 'known-device=eyJkZXZpY2UiOiJ4In0');
      assert.equal((await signIn(forged, 'emil')).status, 422);
    });

    it('a burst of guesses at once gets no more tries than guesses one after another', async () => {
      const agent = hall.agent();
      await Promise.all(Array.from({ length: 12 }, (_, i) => signIn(agent, 'cora', `guess number ${i}`)));
      const failures = await hall.system.database.reader('sign_in_failure').where({ subject: 'name:cora' });
      assert.equal(failures.length, 5);
      hall.clock.advance(16 * 60_000);
    });

    it('a network is slowed down after five failures, by twice as long each time and never more than a minute; no other network is', async () => {
      const guess = async (name: string) => (await signIn(at('10.2.0.7'), name, 'wrong')).status;
      for (let i = 0; i < 5; i++) await guess(`stranger-${i}`);
      assert.equal((await signIn(at('10.2.0.1'), 'dora')).status, 422, 'a neighbour waits too');
      assert.equal((await signIn(at('10.2.1.1'), 'dora')).status, 303);
      const failures = async () =>
        (await hall.system.database.reader('sign_in_failure').where({ subject: 'network:10.2.0.0/24' }))
          .length;
      for (const [index, seconds] of [1, 2, 4, 8, 16, 32, 60, 60].entries()) {
        const before = await failures();
        hall.clock.advance(seconds * 1000 - 1);
        await guess(`too-early-${index}`);
        assert.equal(await failures(), before, `not before ${seconds} s`);
        hall.clock.advance(1);
        await guess(`in-time-${index}`);
        assert.equal(await failures(), before + 1, `after ${seconds} s`);
      }
      hall.clock.advance(60_000);
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

    it('a password that many would try is refused with what is wrong, and nothing changes', async () => {
      const agent = await signedIn(hall, 'emil');
      for (const [wanted, said] of [
        ['Beijing@2024', /本单位的常用词/],
        ['!QAZ2wsx#EDC', /键盘上相邻/],
      ] as const) {
        const form = { old: goodPassword, wanted, again: wanted };
        const answer = await submit(agent, '/staff/password', form, '/staff/password');
        assert.equal(answer.status, 422);
        assert.match(answer.text, said);
      }
      assert.equal((await signIn(hall.agent(), 'emil')).status, 303);
    });

    it('a sign-in from a device that was not used before is told on the account, and none from a known one', async () => {
      const id = await account(hall, `gina-${engine}`, 'counter', ['BJ-TSY']);
      const { reader } = hall.system.database;
      const told = async (): Promise<number> => (await newDevicesOf(reader, id, 0)).length;
      const own = await signedIn(hall, `gina-${engine}`);
      assert.equal(await told(), 1);
      await submit(own, '/staff/sign-out', {}, '/staff/account');
      assert.equal((await signIn(own, `gina-${engine}`)).status, 303);
      assert.equal(await told(), 1);
      const other = at('10.7.0.1');
      assert.equal((await signIn(other, `gina-${engine}`)).status, 303);
      assert.equal(await told(), 2);
      assert.match((await own.get('/staff/account')).text, /新设备登录.*10\.7\.0\.1/s);
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
      const out = await submit(agent, '/staff/sign-out', {}, '/staff/account');
      assert.equal(out.status, 303);
      assert.equal(out.headers['clear-site-data'], '"storage"', 'and what pages kept in the browser');
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

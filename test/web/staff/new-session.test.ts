import assert from 'node:assert/strict';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { account, csrfOf, goodPassword, signedIn, signIn, submit } from './staff-browser.ts';

for (const engine of engines) {
  describe(`a session of staff [${engine}]`, () => {
    let hall: HallSystem;
    before(async () => {
      hall = await startSystem({ engine });
      for (const name of ['anna', 'eve']) await account(hall, name, 'counter', ['BJ-TSY']);
    });
    after(() => hall.close());

    const sessionIn = (answer: { headers: Record<string, unknown> }): string =>
      /(?:^|,)(staff=[^;]+)/.exec(String(answer.headers['set-cookie']))?.[1] ?? '';
    const seen = (cookie: string) => hall.request.get('/staff/account').set('Cookie', cookie);

    it('is a new one at each sign-in, and the one that the browser had before is over', async () => {
      const agent = hall.agent();
      const first = sessionIn(await signIn(agent, 'anna'));
      assert.equal((await seen(first)).status, 200);
      const second = sessionIn(await signIn(agent, 'anna'));
      assert.ok(second !== '' && second !== first);
      assert.equal((await seen(second)).status, 200);
      assert.equal((await seen(first)).status, 303);
    });

    it('that somebody has put into the browser of another never becomes hers', async () => {
      const planted = sessionIn(await signIn(hall.agent(), 'eve'));
      const page = await hall.request.get('/staff/sign-in').set('Cookie', planted);
      const its = [
        planted,
        ...String(page.headers['set-cookie']).matchAll(/(?:^|,)((?!staff=)[\w-]+=[^;]+)/g),
      ]
        .map((one) => (typeof one === 'string' ? one : one[1]))
        .join('; ');
      const entered = await hall.request
        .post('/staff/sign-in')
        .set('Cookie', its)
        .type('form')
        .send({ _csrf: csrfOf(page.text), username: 'anna', password: goodPassword, next: '' });
      assert.equal(entered.status, 303);
      const own = sessionIn(entered);
      assert.ok(own !== '' && own !== planted);
      assert.match((await seen(own)).text, /anna/);
      assert.doesNotMatch((await seen(planted)).text, /anna/);
    });

    it('changes no password for whoever does not know the old one', async () => {
      const agent = await signedIn(hall, 'anna');
      const wanted = 'Another-horse-8-battery';
      for (const old of ['', 'not her password', wanted]) {
        const fields = { old, wanted, again: wanted };
        const answer = await submit(agent, '/staff/password', fields, '/staff/password');
        assert.equal(answer.status, 422, old);
      }
      assert.equal((await signIn(hall.agent(), 'anna', wanted)).status, 422);
      assert.equal((await signIn(hall.agent(), 'anna')).status, 303);
    });
  });
}

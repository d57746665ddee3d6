import assert from 'node:assert/strict';
import type { CookieOptions, Request, Response } from 'express';
import { emptyDraft, makeDrafts } from '../../../server/web/booking/draft.ts';
import { bookByApi } from '../../support/book-by-api.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { there } from '../../support/there.ts';
import { asRead } from '../booking/visitor.ts';
import { type Agent, account, csrfOf, signedIn, signIn } from '../staff/staff-browser.ts';

const ownAddress = 'https://hall.test';

for (const engine of engines) {
  describe(`forms of others [${engine}]`, () => {
    let hall: HallSystem;
    before(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine });
      await account(hall, 'anna', 'counter', ['BJ-TSY']);
      await account(hall, 'bela', 'counter', ['BJ-TSY']);
    });
    after(() => hall.close());

    const signOut = async (agent: Agent, headers: Readonly<Record<string, string>>, token?: string) => {
      const _csrf = token ?? csrfOf((await agent.get('/staff/account')).text);
      return asRead(await agent.post('/staff/sign-out').set(headers).type('form').send({ _csrf }));
    };

    it('another website does nothing, even with a good token, and is told what to do', async () => {
      const agent = await signedIn(hall, 'anna');
      for (const headers of [
        { 'Sec-Fetch-Site': 'cross-site' },
        { 'Sec-Fetch-Site': 'same-site', Origin: 'https://other.hall.test' },
        { Origin: 'https://elsewhere.test' },
        { Origin: 'null' },
      ]) {
        const answer = await signOut(agent, headers);
        assert.equal(answer.status, 403, JSON.stringify(headers));
        assert.match(answer.text, /其他网站/);
      }
      assert.equal((await agent.get('/staff/account')).status, 200);
      assert.equal((await signOut(agent, { 'Sec-Fetch-Site': 'same-origin' })).status, 303);
    });

    it('a browser that does not say where a form comes from is known by its token', async () => {
      const agent = await signedIn(hall, 'anna');
      assert.equal((await signOut(agent, {}, 'no token of ours')).status, 403);
      assert.equal((await signOut(agent, {})).status, 303);
    });

    it('a token serves the session that it was given in, and no later one', async () => {
      const agent = await signedIn(hall, 'anna');
      const first = csrfOf((await agent.get('/staff/account')).text);
      assert.equal((await signOut(agent, {})).status, 303);
      await signIn(agent, 'bela');
      const late = await signOut(agent, {}, first);
      assert.equal(late.status, 403);
      assert.match(late.text, /已失效/);
      assert.equal((await agent.get('/staff/account')).status, 200);
    });

    it('whose session has ended meanwhile signs in again', async () => {
      const agent = await signedIn(hall, 'bela');
      const token = csrfOf((await agent.get('/staff/account')).text);
      hall.clock.advance(31 * 60_000);
      const answer = await agent
        .post('/staff/password')
        .type('form')
        .send({ _csrf: token, old: 'x', wanted: 'y', again: 'y' });
      assert.equal(answer.status, 303);
      assert.equal(answer.headers['location'], '/staff/sign-in');
    });

    it('a public page in another tab leaves the token of the office good', async () => {
      const agent = await signedIn(hall, 'anna');
      const token = csrfOf((await agent.get('/staff/account')).text);
      await agent.get('/bookings');
      assert.equal((await signOut(agent, {}, token)).status, 303);
    });
  });
}

describe('forms behind a proxy that speaks TLS', () => {
  let hall: HallSystem;
  before(async () => {
    hall = await startSystem({ engine: 'sqlite', env: { TRUST_PROXY: '1', BASE_URL: ownAddress } });
    await account(hall, 'anna', 'counter', ['BJ-TSY']);
  });
  after(() => hall.close());

  const cookiesOf = ({ headers }: { readonly headers: unknown }): readonly string[] =>
    [(headers as Readonly<Record<string, string | string[]>>)['set-cookie'] ?? []].flat();

  it('come from its address, whatever host it hands on', async () => {
    const outside = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'branch.test', Host: 'inside:3000' };
    const page = await hall.request.get('/staff/sign-in').set(outside);
    const cookie = cookiesOf(page)
      .map((line) => line.split(';')[0])
      .join('; ');
    const form = { _csrf: csrfOf(page.text), username: 'anna', password: 'wrong', next: '' };
    const status = async (origin: string) =>
      (
        await hall.request
          .post('/staff/sign-in')
          .set({ ...outside, cookie, origin })
          .type('form')
          .send(form)
      ).status;
    assert.equal(await status(ownAddress), 422);
    assert.equal(await status('https://branch.test'), 422);
    assert.equal(await status('https://elsewhere.test'), 403);
  });

  it('have cookies that no neighbouring host can put in their place: __Host- for all pages, __Secure- for those below one path', async () => {
    const secure = { 'X-Forwarded-Proto': 'https' };
    const page = await hall.request.get('/staff/sign-in?lang=en&type=large').set(secure);
    const cookie = cookiesOf(page)
      .map((line) => line.split(';')[0])
      .join('; ');
    const form = {
      _csrf: csrfOf(page.text),
      username: 'anna',
      password: 'Correct-horse-7-battery',
      next: '',
    };
    const entered = await hall.request
      .post('/staff/sign-in')
      .set({ ...secure, cookie })
      .type('form')
      .send(form);
    assert.equal(entered.status, 303);
    const lines = [page, entered].flatMap(cookiesOf);
    const names = lines.map((line) => there(/^[^=]+/.exec(line)?.[0]));
    const ofAllPages = ['browser', 'csrf-staff', 'lang', 'staff', 'type'].map((name) => `__Host-${name}`);
    assert.deepEqual([...new Set(names)].sort(), [...ofAllPages, '__Secure-known-device']);
    for (const line of lines) {
      assert.match(line, /; Secure/);
      assert.match(line, /; HttpOnly/);
      assert.match(line, line.startsWith('__Host-') ? /; Path=\/(;|$)/ : /; Path=\/staff(;|$)/);
    }
  });

  it('the key of a machine stands in such a cookie, and one that was paired before it goes on with its own', async () => {
    const secure = { 'X-Forwarded-Proto': 'https' };
    const opened = await hall.request.get('/display/BJ-TSY/pairing').set(secure);
    const given = there(cookiesOf(opened).find((line) => line.includes('display=')));
    assert.match(given, /^__Host-display=[\w-]{20,}; .*Path=\/;.*HttpOnly; Secure/);
    const code = (html: string) => /data-code="(\w{6})"/.exec(html)?.[1];
    for (const name of ['__Host-display', 'display']) {
      const cookie = there(given.split(';')[0]).replace('__Host-display', name);
      const again = await hall.request.get('/display/BJ-TSY/pairing').set({ ...secure, cookie });
      assert.equal(code(again.text), code(opened.text), name);
    }
  });

  it('the cookies of one booking and of a draft go to their own pages only', async () => {
    const secure = { 'X-Forwarded-Proto': 'https' };
    const somebody = { name: '张三', mobile: '13800138000' };
    const { reference, token } = await bookByApi(hall, 'BJ-TSY', somebody);
    const opened = await hall.request.get(`/bookings/${reference}?token=${token}`).set(secure);
    const holder = there(cookiesOf(opened).find((line) => line.includes('holder=')));
    assert.match(holder, new RegExp(`^__Secure-holder=.*; Path=/bookings/${reference};.*; HttpOnly; Secure`));
    const sent = there(holder.split(';')[0]);
    const known = await hall.request.get(`/bookings/${reference}`).set({ ...secure, cookie: sent });
    assert.equal(known.status, 200);
    const drafts = makeDrafts(hall.system);
    const set: unknown[][] = [];
    const response = { cookie: (...given: unknown[]) => set.push(given) };
    drafts.write({ cookies: {} } as Request, response as unknown as Response, 'abc', emptyDraft);
    assert.equal(set[0]?.[0], '__Secure-draft-abc');
    assert.equal(there(set[0]?.[2] as CookieOptions | undefined).path, '/book');
  });
});

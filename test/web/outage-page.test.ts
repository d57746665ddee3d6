import assert from 'node:assert/strict';
import express, { type Express } from 'express';
import supertest from 'supertest';
import { loadAssets } from '../../server/web/assets.ts';
import { brokenPage } from '../../server/web/error-page.ts';
import { SessionStore } from '../../server/web/middleware/session-store.ts';
import { openPageContext, pageContext } from '../../server/web/page-context.ts';

const away = (): Error => Object.assign(new Error('terminating connection'), { code: '57P01' });

describe('the page of an outage', () => {
  let app: Express;
  const told: string[] = [];
  before(async () => {
    app = express();
    app.use(
      openPageContext({ clock: { now: () => 0 }, assets: await loadAssets(), config: { baseUrl: null } }),
    );
    app.use(express.urlencoded({ extended: false }));
    app.use((request, _response, next) => {
      pageContext(request).csrfToken = 'a fresh token';
      next(
        request.path === '/aborted'
          ? Object.assign(new Error('x'), { status: 400, code: 'ECONNABORTED' })
          : away(),
      );
    });
    app.use(
      brokenPage(
        () => told.push('bug'),
        ({ reason }) => told.push(reason),
      ),
    );
  });
  const send = (path: string, fields: Readonly<Record<string, string>>) =>
    supertest(app)
      .post(path)
      .set('Accept-Language', 'en')
      .type('form')
      .send({ ...fields, _csrf: 'an old token' });

  it('keeps what was typed, and sends it again with a token that is valid', async () => {
    const { status, text, headers } = await send('/book/details?step=4', {
      contact: '王"小明',
      token: 'once',
    });
    assert.equal(status, 503);
    assert.ok(Number(headers['retry-after']) > 0);
    assert.match(text, /<form method="post" action="\/book\/details\?step=4">/);
    assert.match(text, /name="contact" value="王&#34;小明"/);
    assert.match(text, /name="token" value="once"/);
    assert.match(text, /name="_csrf" value="a fresh token"/);
    assert.doesNotMatch(text, /an old token/);
    assert.deepEqual(told.splice(0), ['database_away']);
  });

  it('never repeats what is secret', async () => {
    for (const [path, field] of [
      ['/staff/sign-in', 'username'],
      ['/staff/second-factor', 'code'],
      ['/admin/staff/new', 'name'],
      ['/admin/sites/BJ-TSY/channels/aliyun', 'accessKeyId'],
      ['/book/details', 'newPassword'],
    ] as const) {
      const { status, text } = await send(path, { [field]: 'typed-here' });
      assert.equal(status, 503);
      assert.doesNotMatch(text, /typed-here|<form/, path);
    }
  });

  it('leads to no other host, and looks again by itself only where nothing was sent', async () => {
    const page = await supertest(app).get('//elsewhere.invalid/book');
    assert.equal(page.status, 503);
    assert.match(page.text, /href="\/elsewhere\.invalid\/book"/);
    assert.doesNotMatch(page.text, /(href|action)="\/\//);
    assert.ok(Number(page.headers['refresh']) > 0);
    const form = await send('//elsewhere.invalid/book', { a: 'b' });
    assert.doesNotMatch(form.text, /(href|action)="\/\//);
    assert.equal(form.headers['refresh'], undefined);
  });

  it('is not shown to a browser that went away in the middle of sending', async () => {
    told.length = 0;
    assert.equal((await supertest(app).post('/aborted')).status, 400);
    assert.deepEqual(told, []);
  });
});

describe('a session', () => {
  it('that cannot be noted as used does not cut the answer that is on its way; a bug is still told', async () => {
    const touched = (error: Error): Promise<unknown> =>
      new Promise((done) => {
        const store = new SessionStore({ touch: () => Promise.reject(error) } as never);
        store.touch('id', { seenAt: 0 } as never, done);
      });
    assert.equal(await touched(away()), null);
    const bug = new Error('a bug');
    assert.equal(await touched(bug), bug);
  });
});

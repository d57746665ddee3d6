import assert from 'node:assert/strict';
import express from 'express';
import supertest from 'supertest';
import { createStaff } from '../../../server/actions/staff/create-staff.ts';
import { readConfig } from '../../../server/config.ts';
import { messagesFor } from '../../../server/domain/message/messages-for.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import type { Role } from '../../../server/domain/staff/permissions.ts';
import { makeSystem, tellNobody } from '../../../server/make-system.ts';
import { makeMailbox } from '../../../server/messages/mailbox.ts';
import { outboxPages } from '../../../server/web/admin/outbox.ts';
import { loadAssets } from '../../../server/web/assets.ts';
import { routesOf } from '../../../server/web/declared-page.ts';
import { brokenPage, notFoundPage } from '../../../server/web/error-page.ts';
import { guardForms, readForms } from '../../../server/web/middleware/forms.ts';
import { staffSessions } from '../../../server/web/middleware/staff-session.ts';
import { openPageContext } from '../../../server/web/page-context.ts';
import { signInPages } from '../../../server/web/staff/sign-in.ts';
import { deliverer, outboxRows } from '../../messages/delivery-play.ts';
import {
  bookingLike,
  catalogue,
  emptyOutbox,
  now,
  putMessages,
  site,
  wordingContext,
} from '../../messages/mail-fixture.ts';
import { onEveryEngine } from '../../support/engines.ts';

const password = 'Correct-horse-7-battery';

onEveryEngine('the outbox page', (open) => {
  let app: express.Express;
  before(async () => {
    const config = readConfig({
      SESSION_SECRET: 'a secret of at least thirty-two characters',
      DATABASE_URL: open().url,
    });
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const clock = { now: () => now };
    const made = makeSystem({
      config,
      clock,
      log,
      database: open(),
      announce: tellNobody,
      baseUrl: () => 'http://x',
    });
    const system = {
      ...made,
      catalogue: async () => catalogue,
      mailbox: makeMailbox(open(), wordingContext),
    };
    for (const role of ['administrator', 'auditor', 'counter', 'manager'] as const) {
      const sites = role === 'manager' ? ['HZ'] : [];
      await createStaff(system, { username: role, name: role, role, sites, password, actor: theSystem });
    }
    const assets = await loadAssets();
    app = express();
    app.use(
      openPageContext({ clock, assets, config }),
      ...readForms(config),
      ...staffSessions(system).handlers,
      ...guardForms(config),
    );
    app.use(routesOf(signInPages, system));
    app.use(routesOf(outboxPages, system));
    app.use(
      notFoundPage,
      brokenPage(() => {}),
    );
  });
  beforeEach(async () => {
    await emptyOutbox(open());
    await putMessages(
      open(),
      messagesFor(
        { type: 'booked', booking: bookingLike(), fromHold: null, limitKey: null, warned: false },
        { site, now },
      ).slice(0, 1),
      now,
    );
    const demo = deliverer(open(), null);
    await demo.deliver();
    demo.close();
  });

  const csrfOf = (html: string): string => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const signedIn = async (role: Role) => {
    const agent = supertest.agent(app);
    const form = await agent.get('/staff/sign-in');
    const answer = await agent
      .post('/staff/sign-in')
      .type('form')
      .send({ _csrf: csrfOf(form.text), username: role, password, next: '' });
    assert.equal(answer.status, 303);
    return agent;
  };
  const idOf = async (): Promise<string> => (await outboxRows(open()))[0]?.id ?? '';

  it('is for those who may read it', async () => {
    assert.equal((await supertest(app).get('/admin/outbox')).status, 303);
    assert.equal((await (await signedIn('counter')).get('/admin/outbox')).status, 403);
  });

  it('lists messages with masked recipients and finds them by address, number of the booking and state', async () => {
    const agent = await signedIn('administrator');
    for (const [query, found] of [
      ['', true],
      ['?q=WANG@', true],
      ['?q=k7m2-9qxa', true],
      ['?state=kept', true],
      ['?state=dead', false],
      ['?q=%25', false],
      ['?q=li@', false],
    ] as const) {
      const { text } = await agent.get(`/admin/outbox${query}`);
      assert.equal(text.includes('w****@enterprise.example'), found, query);
      assert.doesNotMatch(text, /wang@enterprise/);
    }
  });

  it('shows a kept message as its reader would get it, in a frame that can do nothing', async () => {
    const agent = await signedIn('auditor');
    const id = await idOf();
    const page = await agent.get(`/admin/outbox/${id}`);
    assert.equal(page.status, 200);
    assert.match(page.text, /预约成功：11月24日/);
    assert.match(page.text, /<iframe[^>]* sandbox="allow-popups allow-popups-to-escape-sandbox"/);
    const html = await agent.get(`/admin/outbox/${id}/html`);
    assert.match(html.headers['content-security-policy'] ?? '', /^default-src 'none'; .*sandbox/);
    assert.match(html.text, /src="data:image\/png;base64,/);
    const file = await agent.get(`/admin/outbox/${id}/files/1`);
    assert.match(file.headers['content-disposition'] ?? '', /attachment; filename="?visit.ics/);
    assert.match(file.text, /BEGIN:VCALENDAR/);
  });

  it('writes down who has read a message', async () => {
    const id = await idOf();
    await (await signedIn('auditor')).get(`/admin/outbox/${id}`);
    const read = () => open().reader('audit').where({ action: 'message.read', subject: id }).pluck('after');
    assert.deepEqual(await read(), [null]);
    const agent = await signedIn('auditor');
    await agent.get(`/admin/outbox/${id}/html`);
    await agent.get(`/admin/outbox/${id}/files/1`);
    await agent.get(`/admin/outbox/${id}/files/99`);
    assert.deepEqual((await read()).map(String).sort(), ['null', '{"part":"html"}', '{"part":"visit.ics"}']);
  });

  it('shows managers what their sites have sent, and nothing else', async () => {
    const agent = await signedIn('manager');
    assert.doesNotMatch((await agent.get('/admin/outbox')).text, /enterprise\.example/);
    for (const path of ['', '/html', '/files/0']) {
      assert.equal((await agent.get(`/admin/outbox/${await idOf()}${path}`)).status, 404);
    }
  });

  it('sends a dead message again by POST, when the reader may', async () => {
    const id = await idOf();
    await open().writer('outbox').update({ state: 'dead', last_error: '451 later' });
    const auditor = await signedIn('auditor');
    const read = await auditor.get(`/admin/outbox/${id}`);
    assert.doesNotMatch(read.text, /send-again/);
    const refused = await auditor
      .post(`/admin/outbox/${id}/send-again`)
      .type('form')
      .send({ _csrf: csrfOf((await auditor.get('/staff/sign-in')).text) });
    assert.equal(refused.status, 403);
    const agent = await signedIn('administrator');
    const page = await agent.get(`/admin/outbox/${id}?lang=en`);
    assert.match(page.text, /451 later/);
    const sent = await agent
      .post(`/admin/outbox/${id}/send-again`)
      .type('form')
      .send({ _csrf: csrfOf(page.text) });
    assert.equal(sent.status, 303);
    assert.equal((await outboxRows(open()))[0]?.state, 'queued');
    assert.match((await agent.get(sent.headers['location'] ?? '')).text, /waiting to be sent again/);
    assert.equal(
      (await open().reader('audit').where({ action: 'message.send_again', subject: id })).length,
      1,
    );
  });

  it('sends all that failed again by one button, of what was searched for, and says how many', async () => {
    const others = ['li@enterprise.example', 'zhao@enterprise.example'];
    for (const [number, email] of others.entries()) {
      const contact = { ...bookingLike().contact, email };
      const booking = bookingLike({ id: `other-${number}`, contact });
      const fact = { type: 'booked', booking, fromHold: null, limitKey: null, warned: false } as const;
      await putMessages(open(), messagesFor(fact, { site, now }).slice(0, 1), now);
    }
    await open().writer('outbox').whereIn('recipient', others).update({ state: 'dead' });
    const agent = await signedIn('administrator');
    const offered = async (query: string) =>
      /<form method="post" action="\/admin\/outbox\/send-again">.*?<\/form>/s.exec(
        (await agent.get(`/admin/outbox?lang=en&${query}`)).text,
      )?.[0] ?? '';
    assert.equal(await offered('state=kept'), '');
    assert.match(await offered('state=dead'), /Send all 2 messages again/);
    const one = await offered('state=dead&q=zhao@');
    assert.match(one, /Send 1 message again/);
    const form = { _csrf: csrfOf(one), q: 'zhao@' };
    const sent = await agent.post('/admin/outbox/send-again').type('form').send(form);
    assert.match((await agent.get(sent.headers['location'] ?? '')).text, /1 message is waiting/);
    const left = (await outboxRows(open())).map(({ recipient, state }) => `${recipient} ${state}`).sort();
    assert.deepEqual(left, [`${others[0]} dead`, 'wang@enterprise.example kept', `${others[1]} queued`]);
  });
});

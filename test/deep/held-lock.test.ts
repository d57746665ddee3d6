import assert from 'node:assert/strict';
import { elapsed } from '../../server/clock.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { openDatabase } from '../../server/store/database.ts';
import { bookingBody, slotOf } from '../attack/attack-site.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';

describe('a write lock that somebody else holds [sqlite]', function () {
  this.timeout(300_000);
  let hall: HallSystem;
  before(async () => {
    hall = await startSystem({ engine: 'sqlite' });
  });
  after(() => hall.close());
  const whileLocked = async (act: () => Promise<void>): Promise<void> => {
    const other = openDatabase(hall.system.database.url);
    const lock = await other.writer.transaction();
    try {
      await lock('site').update({ sort: 1 }).where({ code: 'BJ-ZGC' });
      await act();
    } finally {
      await lock.rollback();
      await other.close();
    }
  };
  const body = bookingBody(1, slotOf('2026-11-24', 4));
  const book = () => hall.request.post('/api/v1/bookings').set('Idempotency-Key', 'held-lock').send(body);

  it('is told within ten seconds as 503 with the time to ask again, reading goes on, and the same key succeeds once afterwards', async () => {
    await whileLocked(async () => {
      const from = elapsed();
      const [refused, slots] = await Promise.all([
        book(),
        hall.request.get('/api/v1/sites/BJ-TSY/slots?service=RENEW'),
      ]);
      assert.ok(elapsed() - from < 10_000);
      assert.deepEqual([refused.status, refused.body.code, slots.status], [503, 'unavailable', 200]);
      assert.ok(Number(refused.headers['retry-after']) > 0);
    });
    const [booked, again] = [await book(), await book()];
    assert.deepEqual([booked.status, again.status], [201, 201]);
    assert.equal(again.body.reference, booked.body.reference);
    const rows = await hall.system.database.reader('booking').count({ n: '*' }).first();
    assert.equal(Number(rows?.['n']), 1);
  });

  it('answers everybody in time, whichever way they write and however many wait for the one connection', async () => {
    const agent = hall.agent();
    const token = /name="_csrf" value="([^"]+)"/.exec((await agent.get('/staff/sign-in')).text)?.[1];
    await whileLocked(async () => {
      const from = elapsed();
      const signIn = { _csrf: token, username: 'nobody', password: 'wrong-password', next: '' };
      const timed = async (answer: PromiseLike<{ status: number }>) => [
        (await answer).status,
        elapsed() - from,
      ];
      const services = [{ code: 'RENEW', quantity: 1 }];
      const walkIn = { type: 'walk_in', id: 'never', services, priority: false, byStaff: true } as const;
      const ticket = hall.system.halls.submit('BJ-TSY', walkIn, { actor: theSystem }).then(
        () => ({ status: 201 }),
        () => ({ status: 503 }),
      );
      const answers = await Promise.all([
        timed(book().set('Idempotency-Key', 'held-lock-crowd')),
        timed(ticket),
        ...Array.from({ length: 4 }, () => timed(agent.post('/staff/sign-in').type('form').send(signIn))),
      ]);
      console.log(
        `      ${answers.map(([status, took = 0]) => `${status} after ${(took / 1000).toFixed(1)} s`).join(', ')}`,
      );
      for (const [status, took = 0] of answers)
        assert.ok(status === 503 && took < 10_000, JSON.stringify(answers));
    });
  });

  it('keeps what was typed on a page: the form can be sent again as it is, and then succeeds', async () => {
    const services = [{ code: 'RENEW', quantity: 1 }];
    const walkIn = { type: 'walk_in', id: 'waits', services, priority: false, byStaff: true } as const;
    assert.ok((await hall.system.halls.submit('BJ-TSY', walkIn, { actor: theSystem })).ok);
    const page = `/tickets/${hall.system.secrets.tokenFor('ticket', 'waits')}`;
    const agent = hall.agent();
    const token = /name="_csrf" value="([^"]+)"/.exec((await agent.get(page).redirects(1)).text)?.[1];
    const leave = (fields: object) => agent.post(`${page}/leave`).type('form').send(fields);
    await whileLocked(async () => {
      const refused = await leave({ _csrf: token, why: '赶时间 "<b>', twice: ['one', 'two'] });
      assert.equal(refused.status, 503);
      assert.match(refused.text, /暂时无法办理/);
      assert.match(refused.text, new RegExp(`<form method="post" action="${page}/leave"`));
      assert.match(refused.text, /name="why" value="赶时间 &#34;&lt;b&gt;"/);
      assert.match(refused.text, /name="twice" value="one"[\s\S]*name="twice" value="two"/);
      assert.equal(refused.headers['refresh'], undefined, 'a form is sent again by its reader alone');
    });
    assert.equal((await leave({ _csrf: token })).status, 303);
  });

  it('never puts a password into the page that says it', async () => {
    const agent = hall.agent();
    const token = /name="_csrf" value="([^"]+)"/.exec((await agent.get('/staff/sign-in')).text)?.[1];
    await whileLocked(async () => {
      const fields = { _csrf: token, username: 'nobody', password: 'very-secret-indeed', next: '' };
      const refused = await agent.post('/staff/sign-in').type('form').send(fields);
      assert.equal(refused.status, 503);
      assert.doesNotMatch(refused.text, /very-secret-indeed/);
    });
  });
});

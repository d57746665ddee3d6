import assert from 'node:assert/strict';
import { paths } from '../../../server/web/paths.ts';
import { bookByApi } from '../../support/book-by-api.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { hidden, type Somebody, signedIn } from '../counter/signed-in.ts';

const site = 'BJ-TSY';
const desk = paths.reception.desk(site);
const visitor = { name: '王芳', mobile: '13800138000', email: 'wang@enterprise.invalid' };

for (const engine of engines) {
  describe(`the reception [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let clerk: Somebody;
    const send = async (fields: Readonly<Record<string, string>>, who = clerk, html?: string) => {
      const page = html ?? (await who.agent.get(desk)).text;
      return who.agent
        .post(desk)
        .type('form')
        .send({ _csrf: hidden(page, '_csrf'), form: hidden(page, 'form'), ...fields });
    };
    const tickets = async (): Promise<{ id: string; number: string; state: string; priority: unknown }[]> =>
      hall.system.database.reader('ticket').orderBy('number').select('id', 'number', 'state', 'priority');

    beforeEach(async () => {
      hall = await startSystem({ engine });
      clerk = await signedIn(hall, 'counter', [site]);
    });
    afterEach(() => hall?.close());

    it('gives a walk-in a number, with a slip to print and a code for the phone; pressed twice it is one', async () => {
      const { text } = await clerk.agent.get(desk);
      const form = { act: 'issue', service: 'RENEW', priority: 'yes' };
      const first = await send(form, clerk, text);
      assert.equal(first.status, 303, first.text);
      assert.equal((await send(form, clerk, text)).headers['location'], first.headers['location']);
      const [ticket, ...others] = await tickets();
      assert.deepEqual(others, []);
      assert.ok(ticket?.priority);
      const slip = await clerk.agent.get(String(first.headers['location']));
      assert.equal(slip.status, 200);
      assert.match(slip.text, new RegExp(`slip__number number">${ticket.number}<`));
      assert.match(slip.text, /<svg/);
    });

    it('says what is missing when no service was chosen, and gives no number', async () => {
      const answer = await send({ act: 'issue' });
      assert.equal(answer.status, 422);
      assert.match(answer.text, /role="alert"/);
      assert.deepEqual(await tickets(), []);
    });

    it('finds a booking of today by reference, by the end of the mobile and by name, and checks it in once', async () => {
      const { reference } = await bookByApi(hall, site, visitor);
      const row = await hall.system.database.reader('booking').where({ reference }).first();
      assert.ok(row !== undefined);
      hall.clock.set(row.starts_at - 60_000);
      const today = await signedIn(hall, 'counter', [site]);
      for (const find of [reference, '8000', String(row.enterprise_name).slice(0, 4)]) {
        const { text } = await today.agent.get(desk).query({ find });
        assert.ok(text.includes(reference), find);
        assert.doesNotMatch(text, /13800138000/);
      }
      const done = await send({ act: 'check-in', reference }, today);
      assert.equal(done.status, 303, done.text);
      assert.equal((await tickets()).length, 1);
      const { text } = await today.agent.get(desk).query({ find: reference });
      assert.doesNotMatch(text, /name="reference"/);
    });

    it('lists whoever is late, with by how much, until they are checked in', async () => {
      const { reference } = await bookByApi(hall, site, visitor);
      const row = await hall.system.database.reader('booking').where({ reference }).first();
      hall.clock.set((row?.starts_at ?? 0) - 60_000);
      const today = await signedIn(hall, 'counter', [site]);
      assert.ok(!(await today.agent.get(desk)).text.includes(reference));
      hall.clock.advance(8 * 60_000);
      assert.match((await today.agent.get(desk)).text, new RegExp(`${reference} · 迟到 7 分钟`));
      assert.equal((await send({ act: 'check-in', reference }, today)).status, 303);
      assert.ok(!(await today.agent.get(desk)).text.includes(reference));
    });

    it('notes whoever has left', async () => {
      await send({ act: 'issue', service: 'RENEW' });
      const [ticket] = await tickets();
      assert.equal((await send({ act: 'leave', ticket: ticket?.id ?? '' })).status, 303);
      assert.equal((await tickets())[0]?.state, 'left');
    });

    it('is for those who work at this hall, and lets nobody of another one see or do anything', async () => {
      await send({ act: 'issue', service: 'RENEW' });
      const [ticket] = await tickets();
      const elsewhere = await signedIn(hall, 'counter', ['HZ']);
      const slip = paths.reception.slip(site, ticket?.id ?? '');
      for (const path of [desk, slip]) assert.equal((await elsewhere.agent.get(path)).status, 403);
      const page = (await elsewhere.agent.get(paths.staff.account())).text;
      const answer = await elsewhere.agent
        .post(desk)
        .type('form')
        .send({ _csrf: hidden(page, '_csrf'), act: 'leave', ticket: ticket?.id, form: 'a-form-of-mine' });
      assert.equal(answer.status, 403);
      assert.equal((await tickets())[0]?.state, 'waiting');
    });
  });
}

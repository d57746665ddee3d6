import assert from 'node:assert/strict';
import type { Response } from 'supertest';
import { bookByApi } from '../../support/book-by-api.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { there } from '../../support/there.ts';
import { unmarked } from '../../support/unmarked.ts';

// an enterprise has two visits at one time
const sites = ['HZ', 'BJ-TSY', 'BJ-ZGC', 'BJ-AIRPORT', 'HZ'];
const email = 'wang@enterprise.example';

for (const engine of engines) {
  describe(`looking at a booking of which strangers know the reference [${engine}]`, () => {
    let hall: HallSystem;
    let visits = 0;
    before(async () => {
      hall = await startSystem({ engine, env: { RATE_LIMITS: 'on', TRUST_PROXY: '1' } });
    });
    after(() => hall.close());

    /** Somebody's visit, and what a form from a network is answered. */
    async function aVisit() {
      visits += 1;
      const mobile = `138001${String(visits).padStart(5, '0')}`;
      const { reference } = await bookByApi(hall, there(sites[visits]), { name: '王芳', mobile, email });
      const agent = hall.agent();
      const page = await agent.get('/bookings');
      const _csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
      const from = (network: string, tried: string): Promise<Response> =>
        Promise.resolve(
          agent
            .post('/bookings')
            .set('X-Forwarded-For', `${network}.7`)
            .type('form')
            .send({ _csrf, reference, mobile: tried }),
        );
      return { mobile, reference, from };
    }
    const opens = (answer: Response, reference: string): boolean =>
      answer.status === 303 && String(answer.headers['location']).startsWith(`/bookings/${reference}`);
    const silent = (answer: Response): boolean =>
      answer.status === 303 && answer.headers['location'] === '/bookings?written=1';
    const letters = async (reference: string): Promise<number> => {
      const { reader } = hall.system.database;
      const [booking] = await reader('booking').where({ reference });
      const rows = await reader('outbox').where({ booking: booking?.id ?? '', template: 'booked' });
      return rows.filter(({ recipient }) => recipient === email).length;
    };
    /** Does something, and goes on when a message was written. */
    const untilWritten = async <Done>(act: () => Promise<Done>): Promise<Done> => {
      const { announce } = hall.system;
      const { messagesQueued } = announce;
      const written = new Promise<void>((resolve) => {
        Object.assign(announce, { messagesQueued: () => resolve() });
      });
      const done = await act();
      await written;
      Object.assign(announce, { messagesQueued });
      return done;
    };
    const wrong = (n: number): string => `1370000${String(n).padStart(4, '0')}`;

    it('opens it from a network that has not been wrong, however often others were', async () => {
      const { mobile, reference, from } = await aVisit();
      let told = 0;
      for (let n = 0; n < 30; n += 1) if (!silent(await from(`10.1.${n % 6}`, wrong(n)))) told += 1;
      assert.equal(told, 10, 'whoever has been wrong before is none of the hundred');
      assert.ok(opens(await from('10.2.0', mobile), reference));
      assert.ok(opens(await from('10.2.0', mobile), reference), 'what was right does not count');
    });

    it('tells nobody anything after five wrong ones, not even who is right, and writes to whoever holds it', async () => {
      const { mobile, reference, from } = await aVisit();
      const before = await letters(reference);
      const answers: Response[] = [];
      for (let n = 0; n < 7; n += 1) answers.push(await from('10.3.0', wrong(n)));
      assert.deepEqual(answers.map(silent), [false, false, false, false, false, true, true]);
      assert.equal(await letters(reference), before, 'nobody is written to for a wrong one');
      const right = await untilWritten(() => from('10.3.0', mobile));
      assert.ok(silent(right));
      assert.equal(right.text, answers.at(-1)?.text);
      assert.equal(await letters(reference), before + 1);
      assert.ok(silent(await from('10.3.0', mobile)));
      assert.ok(opens(await from('10.4.0', mobile), reference));
    });

    it('lets as many wrong ones be told as it says, from however many networks, and all at once', async () => {
      const { mobile, reference, from } = await aVisit();
      const before = await letters(reference);
      let told = 0;
      for (let round = 0; round < 8; round += 1) {
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, n) => from(`10.5.${round * 20 + n}`, wrong(round * 20 + n))),
        );
        told += answers.filter((answer) => !silent(answer)).length;
      }
      assert.equal(told, 110, 'ten an hour, and a hundred networks once');
      const owner = await untilWritten(() => from('10.6.0', mobile));
      assert.ok(silent(owner));
      assert.equal(await letters(reference), before + 1);
      const { text } = await hall.request.get('/metrics');
      const beyond = /hall_cap_refused_total\{cap="looks_at_bookings"\} (\d+)/.exec(text)?.[1];
      assert.ok(Number(beyond) >= 50, `${beyond}: whoever runs the hall sees it`);
      const page = await hall.request.get('/bookings?written=1').set('Accept-Language', 'en');
      assert.match(unmarked(page.text), /the link goes to the mobile or e-mail address of the booking/);
    });

    it('leaves no address and no reference in the table that counts', async () => {
      const { reference, from } = await aVisit();
      await from('10.7.0', wrong(1));
      const rows = await hall.system.database.reader('rate_limit').select('key');
      assert.equal(rows.length > 0, engine === 'postgres');
      const text = JSON.stringify(rows);
      assert.doesNotMatch(text, /10\.7\.0/);
      assert.ok(!text.includes(reference) && !text.includes(reference.replace('-', '')));
    });
  });
}

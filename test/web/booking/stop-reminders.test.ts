import assert from 'node:assert/strict';
import express from 'express';
import supertest from 'supertest';
import { hashToken } from '../../../server/actions/secrets.ts';
import { readConfig } from '../../../server/config.ts';
import { loadAssets } from '../../../server/web/assets.ts';
import { stopRemindersPages } from '../../../server/web/booking/stop-reminders.ts';
import { routesOf } from '../../../server/web/declared-page.ts';
import { openPageContext } from '../../../server/web/page-context.ts';
import { bookingLike, emptyOutbox, now, putBooking } from '../../messages/mail-fixture.ts';
import { onEveryEngine } from '../../support/engines.ts';

onEveryEngine('the page that stops reminders', (open) => {
  let app: express.Express;
  before(async () => {
    const clock = { now: () => now };
    app = express();
    app.use(openPageContext({ clock, assets: await loadAssets(), config: readConfig({}) }));
    app.use(routesOf(stopRemindersPages, { database: open(), clock, config: readConfig({}) }));
  });
  beforeEach(async () => {
    await emptyOutbox(open());
    await putBooking(open(), bookingLike({ tokenHash: hashToken('secret') }));
  });
  const silenced = async (): Promise<number> => (await open().reader('message_opt_out').select()).length;
  const address = (token: string): string => `/bookings/K7M2-9QXA/reminders?token=${token}`;

  it('changes nothing when it is only opened, as mail scanners do', async () => {
    const page = await supertest.agent(app).get(address('secret')).redirects(1);
    assert.equal(page.status, 200);
    assert.match(page.text, /<form method="post"/);
    assert.equal(await silenced(), 0);
  });

  it('stops the reminders by one POST without cookies, and twice is once', async () => {
    for (let time = 0; time < 2; time += 1) {
      const answer = await supertest(app)
        .post(address('secret'))
        .type('form')
        .send('List-Unsubscribe=One-Click');
      assert.equal(answer.status, 200);
    }
    assert.equal(await silenced(), 1);
  });

  it('does nothing for whoever does not have the secret', async () => {
    assert.equal((await supertest(app).post(address('other'))).status, 404);
    assert.equal((await supertest(app).post('/bookings/K7M2-9QXA/reminders')).status, 404);
    assert.equal(await silenced(), 0);
  });
});

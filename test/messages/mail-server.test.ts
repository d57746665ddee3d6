import assert from 'node:assert/strict';
import { messagesFor } from '../../server/domain/message/messages-for.ts';
import { bookByApi } from '../support/book-by-api.ts';
import { engines, onEveryEngine } from '../support/engines.ts';
import { startSystem } from '../support/hall-system.ts';
import { deliverer, outboxRows, states } from './delivery-play.ts';
import { bookingLike, emptyOutbox, now, putMessages, site } from './mail-fixture.ts';
import { openPostOffice } from './post-office.ts';

for (const engine of engines) {
  describe(`a mail server that never answers [${engine}]`, function () {
    this.timeout(60_000);

    it('keeps no request waiting: bookings and pages are answered while a mail hangs', async () => {
      const office = await openPostOffice();
      office.mood = 'forgets to answer';
      const arrived = new Promise<void>((resolve) => {
        office.onArrived = resolve;
      });
      const hall = await startSystem({ engine, env: { SMTP_URL: office.url } });
      try {
        const contact = { name: '王芳', email: 'wang@enterprise.invalid' };
        await bookByApi(hall, 'BJ-TSY', { ...contact, mobile: '13800138000' });
        await arrived;
        for (const last of [1, 2, 3])
          await bookByApi(hall, 'BJ-AIRPORT', { ...contact, mobile: `1380013900${last}` });
        assert.equal((await hall.request.get('/sites/BJ-TSY')).status, 200);
        const first = await hall.system.database
          .writer('outbox')
          .where({ template: 'booked', site: 'BJ-TSY' });
        assert.deepEqual(
          first.map(({ state }) => state as string),
          ['sending'],
          'all that happened while the mail hung',
        );
      } finally {
        await office.close();
        await hall.close();
      }
    });
  });
}

onEveryEngine('a mail server behind TLS', (open) => {
  beforeEach(() => emptyOutbox(open()));
  const put = async (count: number): Promise<void> => {
    for (let number = 0; number < count; number += 1) {
      const booking = bookingLike({ id: `b-${number}` });
      const fact = { type: 'booked', booking, fromHold: null, limitKey: null, warned: false } as const;
      await putMessages(open(), messagesFor(fact, { site, now }).slice(0, 1), now);
    }
  };

  it('is given many mails over a few connections that stay open', async () => {
    const office = await openPostOffice({ tls: true });
    const process = deliverer(open(), `${office.url}/?tls.rejectUnauthorized=false`);
    await put(12);
    const { sent } = await process.deliver();
    assert.equal(sent, 12);
    assert.equal(office.mails.length, 12);
    assert.ok(office.connections <= 3, String(office.connections));
    process.close();
    await office.close();
  });

  it('is given nothing when nobody vouches for its certificate, unless the address says that this is right', async () => {
    const office = await openPostOffice({ tls: true });
    const process = deliverer(open(), office.url);
    await put(1);
    await process.deliver();
    assert.equal(office.mails.length, 0);
    assert.deepEqual(await states(open()), ['queued']);
    assert.match((await outboxRows(open()))[0]?.last_error ?? '', /certificate/i);
    process.close();
    await office.close();
  });
});

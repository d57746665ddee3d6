import assert from 'node:assert/strict';
import { reportMessage } from '../../server/domain/message/report-message.ts';
import { leaseTime } from '../../server/messages/delivery.ts';
import type { ReportMail } from '../../server/messages/wording-context.ts';
import { onEveryEngine } from '../support/engines.ts';
import { deliverer, outboxRows, states } from './delivery-play.ts';
import { emptyOutbox, now, putMessages, site } from './mail-fixture.ts';
import { openPostOffice, type PostOffice } from './post-office.ts';

const mail = (subject: string): ReportMail => ({
  subject,
  html: '<p>12</p>',
  text: '12',
  files: [],
  unsubscribe: 'http://127.0.0.1/reports/r/stop?token=t',
});

onEveryEngine('a report that takes longer to draw than it is claimed for', (open) => {
  let office: PostOffice;
  before(async () => {
    office = await openPostOffice();
  });
  after(() => office.close());
  beforeEach(async () => {
    office.mails.length = 0;
    await emptyOutbox(open());
    const period = { from: '2026-11-19', to: '2026-11-19' };
    const subscription = { id: 'r', locale: 'en' } as const;
    const message = reportMessage({ subscription, period, site: site.code, now }, 'boss@office.invalid');
    await putMessages(open(), [message], now);
  });

  it('is sent by whoever has claimed it since, once', async () => {
    const quick = deliverer(open(), office.url, undefined, async () => mail('quick'));
    const slow = deliverer(open(), office.url, undefined, async () => {
      quick.now = now + leaseTime;
      await quick.deliver();
      slow.now = quick.now;
      return mail('slow');
    });
    await slow.deliver();
    await slow.deliver();
    assert.deepEqual(
      office.mails.map(({ subject }) => subject),
      ['quick'],
    );
    assert.deepEqual(await states(open()), ['sent']);
    quick.close();
    slow.close();
  });

  it('is sent by the same process once, when it has claimed it again meanwhile', async () => {
    let drawn = 0;
    const one = deliverer(open(), office.url, undefined, async () => {
      drawn += 1;
      const subject = `drawn ${drawn}`;
      if (drawn === 1) {
        one.now = now + leaseTime;
        await one.deliver();
        throw new Error('not drawn in time');
      }
      return mail(subject);
    });
    await one.deliver();
    await one.deliver();
    assert.deepEqual(
      office.mails.map(({ subject }) => subject),
      ['drawn 2'],
    );
    assert.deepEqual(await states(open()), ['sent']);
    one.close();
  });

  it('keeps its claim from then on, so that nobody takes it while it is sent', async () => {
    const one = deliverer(open(), office.url, undefined, async () => {
      one.now = now + leaseTime - 1;
      return mail('late');
    });
    let until = 0;
    office.onAccepted = async () => {
      const [row] = await outboxRows(open());
      until = Number(row?.lease_until);
    };
    await one.deliver();
    office.onAccepted = null;
    assert.equal(until, now + 2 * leaseTime - 1);
    one.close();
  });
});

import { messagesFor } from '../../server/domain/message/messages-for.ts';
import { saveChannel } from '../../server/store/message/channel-store.ts';
import { onEveryEngine } from '../support/engines.ts';
import { deliverer, seal } from './delivery-play.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { bookingLike, emptyOutbox, now, putMessages, site } from './mail-fixture.ts';

onEveryEngine('the gateway of one site', (open) => {
  let silent: Gateway;
  let quick: Gateway;
  beforeEach(async () => {
    await emptyOutbox(open());
    silent = await openGateway();
    quick = await openGateway();
    silent.answer = null;
  });
  afterEach(() => quick.close());

  const visits = async (count: number, code: string, at: number): Promise<void> => {
    for (let number = 0; number < count; number += 1) {
      const contact = { ...bookingLike().contact, email: null };
      const booking = bookingLike({ id: `${code}-${number}`, contact });
      const fact = { type: 'booked', booking, fromHold: null, limitKey: null, warned: false } as const;
      const context = { site: { ...site, code }, now, channels: ['webhook'] } as const;
      await putMessages(open(), messagesFor(fact, context).slice(0, 1), at);
    }
  };
  const received = (gateway: Gateway): Promise<void> =>
    new Promise((resolve) => {
      gateway.onReceived = resolve;
    });

  it('that never answers does not keep the messages of another site waiting', async () => {
    for (const [code, { url }] of [
      ['BJ-TSY', silent],
      ['HZ', quick],
    ] as const) {
      const secrets = seal.close({ key: 'shared' });
      await saveChannel(
        open().writer,
        { site: code, kind: 'webhook', settings: { url }, secrets, active: true },
        now,
      );
    }
    // more than are begun together, and all of them older
    await visits(20, 'BJ-TSY', now - 1);
    await visits(1, 'HZ', now);
    const process = deliverer(open(), null, 60_000);
    const both = Promise.all([received(silent), received(quick)]);
    const delivering = process.deliver();
    await both;
    await silent.close();
    await delivering;
    process.close();
  });
});

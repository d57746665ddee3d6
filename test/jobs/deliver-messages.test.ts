import assert from 'node:assert/strict';
import { makeSeal } from '../../server/actions/seal.ts';
import { messagesFor } from '../../server/domain/message/messages-for.ts';
import { type DeliveryTimers, startDelivery } from '../../server/jobs/deliver-messages.ts';
import { makeChannels } from '../../server/messages/site-channels.ts';
import { states } from '../messages/delivery-play.ts';
import {
  bookingLike,
  emptyOutbox,
  newId,
  now,
  putMessages,
  site,
  wordingContext,
} from '../messages/mail-fixture.ts';
import { onEveryEngine } from '../support/engines.ts';

onEveryEngine('the delivery job', (open) => {
  beforeEach(() => emptyOutbox(open()));

  const never = () => () => {};
  const start = (timers: Partial<DeliveryTimers> = {}) => {
    const channels = makeChannels({
      allowedHosts: ['127.0.0.1'],
      database: open(),
      seal: makeSeal('s', 'channels'),
      openids: makeSeal('s', 'openid'),
      wordingContext,
      newId,
      smtpUrl: null,
    });
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    return startDelivery(
      { database: open(), channels, now: () => now, chance: () => 0, newId, log },
      {
        every: never,
        after: never,
        ...timers,
      },
    );
  };
  const fact = {
    type: 'booked',
    booking: bookingLike(),
    fromHold: null,
    limitKey: null,
    warned: false,
  } as const;
  const book = () => putMessages(open(), messagesFor(fact, { site, now }).slice(0, 1), now);

  it('delivers soon after it was woken, and finishes that before it closes', async () => {
    const job = start();
    await book();
    job.wake();
    assert.deepEqual(await states(open()), ['queued']);
    await job.close();
    assert.deepEqual(await states(open()), ['kept']);
  });

  it('delivers by the clock without being woken, until it is closed', async () => {
    let tick: (() => void) | null = null;
    const job = start({
      every: (_milliseconds, call) => {
        tick = call;
        return () => {
          tick = null;
        };
      },
    });
    await book();
    (tick as (() => void) | null)?.();
    await job.close();
    assert.deepEqual(await states(open()), ['kept']);
    assert.equal(tick, null);
    await book();
    job.wake();
    await job.close();
    assert.deepEqual((await states(open())).sort(), ['kept', 'queued']);
  });

  /** A job that has delivered one message and rests now; `goOn` ends its rest. */
  const resting = async () => {
    let rested = (_goOn: () => void): void => {};
    const rests = () =>
      new Promise<() => void>((resolve) => {
        rested = resolve;
      });
    const job = start({
      after: (_milliseconds, call) => {
        rested(call);
        return () => {};
      },
    });
    const first = rests();
    await book();
    job.wake();
    const goOn = await first;
    assert.deepEqual(await states(open()), ['kept']);
    return { job, goOn, rests };
  };

  it('woken while it rests it begins nothing before its rest is over', async () => {
    const { job } = await resting();
    await book();
    job.wake();
    await job.close();
    assert.deepEqual((await states(open())).sort(), ['kept', 'queued']);
  });

  it('delivers after its rest what came meanwhile', async () => {
    const { job, goOn, rests } = await resting();
    await book();
    job.wake();
    const second = rests();
    goOn();
    await second;
    assert.deepEqual(await states(open()), ['kept', 'kept']);
    await job.close();
  });
});

import assert from 'node:assert/strict';
import { messagesFor } from '../../server/domain/message/messages-for.ts';
import { type Every, startDelivery } from '../../server/jobs/deliver-messages.ts';
import { makeSeal } from '../../server/messages/sealed.ts';
import { makeChannels } from '../../server/messages/site-channels.ts';
import { states } from '../messages/delivery-play.ts';
import {
  bookingLike,
  emptyOutbox,
  newId,
  now,
  putMessages,
  site,
  surroundings,
} from '../messages/mail-fixture.ts';
import { onEveryEngine } from '../support/engines.ts';

onEveryEngine('the delivery job', (open) => {
  beforeEach(() => emptyOutbox(open()));

  const start = (every: Every) => {
    const channels = makeChannels({
      database: open(),
      seal: makeSeal('s'),
      surroundings,
      newId,
      smtpUrl: null,
    });
    const log = { warn: () => {}, error: () => {} };
    return startDelivery({ database: open(), channels, now: () => now, chance: () => 0, newId, log }, every);
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
    const job = start(() => () => {});
    await book();
    job.wake();
    assert.deepEqual(await states(open()), ['queued']);
    await job.close();
    assert.deepEqual(await states(open()), ['kept']);
  });

  it('delivers by the clock without being woken, until it is closed', async () => {
    let tick: (() => void) | null = null;
    const job = start((_milliseconds, call) => {
      tick = call;
      return () => {
        tick = null;
      };
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
});

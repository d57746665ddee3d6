import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { messagesFor } from '../../server/domain/message/messages-for.ts';
import { makePost } from '../../server/messages/http-call.ts';
import { webhookChannel } from '../../server/messages/webhook-channel.ts';
import type { StoredMessage } from '../../server/store/message/outbox-row.ts';
import { there } from '../support/there.ts';
import { bookingLike, now, site, wordingContext } from './mail-fixture.ts';

const program = resolve(import.meta.dirname, '../../server/messages/webhook-receiver.mjs');
const minute = 60_000;

describe('the example of a receiver of the webhook', function () {
  this.timeout(30_000);
  let receiver: ChildProcess;
  let lines: AsyncIterator<string>;
  let url: string;
  const next = async (): Promise<string> => (await lines.next()).value as string;

  before(async () => {
    receiver = spawn(process.execPath, [program], {
      env: { WEBHOOK_KEY: 'shared', PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    lines = createInterface(there(receiver.stdout))[Symbol.asyncIterator]();
    url = `http://127.0.0.1:${/listens on (\d+)/.exec(await next())?.[1]}/`;
  });
  after(async () => {
    const ended = new Promise((resolve) => receiver.once('exit', resolve));
    receiver.kill();
    await ended;
  });

  const booking = bookingLike({ contact: { ...bookingLike().contact, email: null } });
  const fact = { type: 'booked', booking, fromHold: null, limitKey: null, warned: false } as const;
  const message: StoredMessage = {
    ...there(messagesFor(fact, { site, now, channels: ['webhook'] })[0]),
    ...{ id: 'm', state: 'sending', attempts: 1, dueAt: now, nextAttemptAt: now, createdAt: now },
    ...{ fallbacks: [], lastError: null, log: [], sentAt: null },
  };
  const send = (id: string, key: string, at: number) =>
    webhookChannel({ url }, key, { wordingContext, post: makePost(['127.0.0.1']), patience: 5000 }).send(
      { ...message, id },
      at,
    );

  it('takes what the office signs, once for each id, and nothing that is signed otherwise or long ago', async () => {
    assert.equal(await send('m-1', 'shared', Date.now()), '204');
    const said = JSON.parse(await next()) as { id: string; recipient: string; text: string };
    assert.deepEqual([said.id, said.recipient], ['m-1', '13812345678']);
    assert.match(said.text, /^您已预约/);
    await assert.rejects(send('m-2', 'another secret', Date.now()), /401/);
    await assert.rejects(send('m-3', 'shared', Date.now() - 6 * minute), /401/);
    assert.equal(await send('m-1', 'shared', Date.now()), '204');
    assert.equal(await send('m-4', 'shared', Date.now()), '204');
    assert.equal(
      (JSON.parse(await next()) as { id: string }).id,
      'm-4',
      'one that came again is not told again',
    );
  });
});

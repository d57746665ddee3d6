import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { messagesFor } from '../../server/domain/message/messages-for.ts';
import { leaseTime } from '../../server/messages/delivery.ts';
import { onEveryEngine } from '../support/engines.ts';
import { deliverer, outboxRows, states } from './delivery-play.ts';
import { bookingLike, now, putMessages, site } from './mail-fixture.ts';
import { openPostOffice } from './post-office.ts';

const script = resolve(import.meta.dirname, 'killed-deliverer.ts');

onEveryEngine('a process killed between sending and recording', (open) => {
  it('is the one way to a second copy, which another process sends under the same Message-ID', async () => {
    const booking = bookingLike();
    const fact = { type: 'booked', booking, fromHold: null, limitKey: null, warned: false } as const;
    await putMessages(open(), messagesFor(fact, { site, now }).slice(0, 1), now);
    const office = await openPostOffice();
    const other = deliverer(open(), office.url);
    try {
      const child = spawn(
        process.execPath,
        ['--no-warnings', '--import', 'tsx', script, open().url, office.url],
        {
          stdio: 'ignore',
        },
      );
      const ended = new Promise<NodeJS.Signals | null>((end) =>
        child.once('exit', (_code, signal) => end(signal)),
      );
      // the mail is accepted and kept, but the process never hears of it
      office.onAccepted = () => {
        child.kill('SIGKILL');
        return ended.then(() => {});
      };
      assert.equal(await ended, 'SIGKILL');
      assert.equal(office.mails.length, 1);
      assert.deepEqual(await states(open()), ['sending']);

      office.onAccepted = null;
      await other.deliver();
      assert.equal(office.mails.length, 1, 'the lease of the dead process still runs');
      other.now += leaseTime + 1;
      await other.deliver();
      assert.equal(office.mails.length, 2);
      assert.ok(office.mails[0]?.messageId);
      assert.equal(office.mails[1]?.messageId, office.mails[0]?.messageId);
      assert.equal((await outboxRows(open()))[0]?.state, 'sent');
      await other.deliver();
      assert.equal(office.mails.length, 2, 'recorded: never again');
    } finally {
      other.close();
      await office.close();
    }
  });
});

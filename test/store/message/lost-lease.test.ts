import assert from 'node:assert/strict';
import {
  type Claim,
  claimMessages,
  keepClaimed,
  recordFailed,
  recordUnsent,
} from '../../../server/store/message/claim-messages.ts';
import { onEveryEngine } from '../../support/engines.ts';

const minute = 60_000;

onEveryEngine('a message whose lease has passed to somebody else', (open, engine) => {
  let count = 0;
  /** Claimed by one who is too slow, then by another; answers what each holds. */
  const takenOver = async (second = 'quick') => {
    const { writer } = open();
    count += 1;
    const id = `m${count}`;
    await writer('outbox').insert({
      id,
      channel: 'mail',
      template: 'booked',
      locale: 'en',
      recipient: 'somebody@test.invalid',
      parameters: '[]',
      state: 'queued',
      due_at: 0,
      next_attempt_at: 0,
      created_at: 0,
    });
    const claim = async (owner: string, now: number) => {
      const asked: Claim = { channel: 'mail', owner, now, until: now + minute, limit: 1 };
      const [message] = await claimMessages(writer, engine, asked);
      assert.equal(message?.id, id);
      return message;
    };
    const slow = await claim('slow', 0);
    const quick = await claim(second, minute);
    return { writer, id, slow, quick };
  };

  it('is not brought back by the failure of the first, and the second one ends it', async () => {
    const { writer, id, slow, quick } = await takenOver();
    const row = () => writer('outbox').where({ id }).first();
    const before = await row();
    for (const next of [2 * minute, null])
      await recordFailed(writer, slow, { owner: 'slow', now: minute + 1, error: 'too late', next });
    await recordUnsent(writer, slow, { owner: 'slow', state: 'kept' });
    assert.deepEqual(await row(), before, 'it is still on its way with the second one');
    await recordFailed(writer, quick, { owner: 'quick', now: minute + 2, error: 'refused', next: null });
    assert.equal((await row())?.state, 'dead');
    await recordFailed(writer, slow, { owner: 'slow', now: minute + 3, error: 'too late', next: 5 * minute });
    assert.equal((await row())?.state, 'dead', 'what has ended stays ended');
  });

  it('is kept by the second one alone, be it the same process', async () => {
    for (const second of ['quick', 'slow']) {
      const { writer, id, slow, quick } = await takenOver(second);
      const until = 9 * minute;
      assert.equal(await keepClaimed(writer, slow, { owner: 'slow', until }), false, second);
      await recordFailed(writer, slow, { owner: 'slow', now: minute + 1, error: 'too late', next: null });
      assert.equal(await keepClaimed(writer, quick, { owner: second, until }), true, second);
      const row = await writer('outbox').where({ id }).first();
      assert.deepEqual([row?.state, Number(row?.lease_until)], ['sending', until]);
    }
  });
});

import assert from 'node:assert/strict';
import { elapsed } from '../../server/clock.ts';
import { answerWithin, authoriseEvery } from '../../server/realtime/keep-authorising.ts';
import { HandTiming } from './hand-timing.ts';
import { Listener } from './listener.ts';
import { openHouse } from './live-house.ts';

describe('a socket of the staff’s view', () => {
  it('is closed once whoever opened it may no longer look, and those of others stay', async function () {
    this.timeout(20_000);
    const revoked = new Set<string | null>();
    const planned: { readonly pause: number; readonly run: () => void }[] = [];
    const house = await openHouse({
      authorise: async (_request, { key }) => !revoked.has(key),
      timing: {
        elapsed,
        later: (pause, run) => {
          planned.push({ pause, run });
          return () => {};
        },
      },
    });
    const [leaver, stayer] = ['leaver', 'stayer'].map(
      (key) => new Listener(house.url, { site: 'BJ-TSY', key }, '/counter'),
    );
    assert.ok(leaver !== undefined && stayer !== undefined);
    try {
      await Promise.all([leaver, stayer].map((each) => each.until(() => each.socket.connected)));
      revoked.add('leaver');
      const ended = new Promise<string>((resolve) => leaver.socket.on('disconnect', resolve));
      assert.ok(Math.min(...planned.map(({ pause }) => pause)) <= authoriseEvery, 'the next round is soon');
      for (const { run } of planned.splice(0)) run();
      assert.equal(await ended, 'io server disconnect');
      assert.equal(stayer.socket.connected, true);
    } finally {
      leaver.close();
      stayer.close();
      await house.close();
    }
  });

  it('is gone five seconds after its right at the latest, also while nobody can say whether it has one', async () => {
    assert.ok(authoriseEvery + answerWithin <= 5000);
    const answers: Readonly<Record<string, () => Promise<boolean>>> = {
      'an answer that never comes': () => new Promise(() => {}),
      'a database that is away': () => Promise.reject(new Error('away')),
    };
    for (const [why, answer] of Object.entries(answers)) {
      const timing = new HandTiming();
      let joined = false;
      const house = await openHouse({ authorise: () => (joined ? answer() : Promise.resolve(true)), timing });
      const listener = new Listener(house.url, { site: 'BJ-TSY', key: 'x' }, '/counter');
      try {
        await listener.until(() => listener.socket.connected);
        joined = true;
        const ended = new Promise<string>((resolve) => listener.socket.once('disconnect', resolve));
        await timing.advance(5000);
        // not told to go: it comes back by itself, and is asked anew
        assert.equal(await ended, 'transport close', why);
      } finally {
        listener.close();
        await house.close();
      }
    }
  });
});

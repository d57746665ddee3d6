import assert from 'node:assert/strict';
import { elapsed } from '../../server/clock.ts';
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
      assert.ok(Math.min(...planned.map(({ pause }) => pause)) <= 4000, 'gone five seconds later');
      for (const { run } of planned.splice(0)) run();
      assert.equal(await ended, 'io server disconnect');
      assert.equal(stayer.socket.connected, true);
    } finally {
      leaver.close();
      stayer.close();
      await house.close();
    }
  });
});

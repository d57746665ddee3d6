import assert from 'node:assert/strict';
import { sweep } from '../../server/store/sweep.ts';
import { onEveryEngine } from '../support/engines.ts';

const hour = 60 * 60_000;

onEveryEngine('what is swept', (open) => {
  it('is an answer to a retry after two days, and not a minute before', async () => {
    const { writer } = open();
    const [now, kept] = [1000 * hour, [0, 2, 3, 24, 47.9]];
    const answers = [...kept, 48.1, 500].map((age) => ({
      scope: 'key',
      key: String(age),
      fingerprint: 'f',
      answer: '{}',
      at: now - age * hour,
    }));
    await writer('idempotency').insert(answers);
    await sweep(writer, now);
    const left = (await writer('idempotency').pluck('key')) as string[];
    assert.deepEqual(
      left.map(Number).sort((a, b) => a - b),
      kept,
    );
  });

  it('is a hold and its places when it has expired, never a place of a booking', async () => {
    const { writer } = open();
    const now = 1000 * hour;
    const hold = { site: 's', queue: 'q', day: '2026-11-24', starts_at: 0, ends_at: 1, minutes: 1 };
    const place = { queue: 'q', slot_start: 0, booking: null };
    for (const [id, expires_at] of [
      ['over', now],
      ['still', now + 1],
    ] as const) {
      await writer('hold').insert({ ...hold, id, services: '[]', places: '[]', expires_at });
      await writer('place').insert({ ...place, place_no: id === 'over' ? 1 : 2, hold: id, expires_at });
    }
    await sweep(writer, now);
    assert.deepEqual(await writer('hold').pluck('id'), ['still']);
    assert.deepEqual(await writer('place').pluck('place_no'), [2]);
  });
});

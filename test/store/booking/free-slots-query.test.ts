import assert from 'node:assert/strict';
import { takenPlaces } from '../../../server/store/booking/free-slots-query.ts';
import { onEveryEngine } from '../../support/engines.ts';

const now = Date.parse('2026-11-24T01:00:00Z');
const slot = Date.parse('2026-11-25T01:00:00Z');
const quarter = 15 * 60_000;

interface Place {
  readonly queue?: string;
  readonly start?: number;
  readonly place: number;
  readonly expires: number;
}

onEveryEngine('the places that are taken', (open) => {
  async function write(places: readonly Place[]): Promise<void> {
    const { writer } = open();
    await writer('place').del();
    for (const { queue = 'S:A', start = slot, place, expires } of places) {
      await writer('place').insert({
        queue,
        slot_start: start,
        place_no: place,
        hold: 'h',
        expires_at: expires,
      });
    }
  }

  const taken = (from = slot, to = slot + quarter, queues = ['S:A']) =>
    takenPlaces(open().reader, open().engine, queues, from, to, now);

  it('an expired place blocks nobody, at the very instant of its expiry already', async () => {
    await write([
      { place: 1, expires: now - 1 },
      { place: 2, expires: now },
      { place: 3, expires: now + 1 },
    ]);
    assert.deepEqual((await taken())('S:A', slot), [3]);
  });

  it('the range holds its first instant and not its last', async () => {
    await write([
      { start: slot - quarter, place: 1, expires: now + 1 },
      { start: slot, place: 1, expires: now + 1 },
      { start: slot + quarter, place: 1, expires: now + 1 },
    ]);
    const places = await taken();
    assert.deepEqual(places('S:A', slot - quarter), []);
    assert.deepEqual(places('S:A', slot), [1]);
    assert.deepEqual(places('S:A', slot + quarter), []);
  });

  it('queues and slots do not mix', async () => {
    await write([
      { place: 2, expires: now + 1 },
      { place: 1, expires: now + 1 },
      { start: slot + quarter, place: 3, expires: now + 1 },
      { queue: 'S:B', place: 1, expires: now + 1 },
      { queue: 'T:A', place: 1, expires: now + 1 },
    ]);
    const places = await taken(slot, slot + 4 * quarter, ['S:A', 'S:B']);
    assert.deepEqual([...places('S:A', slot)].sort(), [1, 2]);
    assert.deepEqual(places('S:A', slot + quarter), [3]);
    assert.deepEqual(places('S:B', slot), [1]);
    assert.deepEqual(places('T:A', slot), [], 'a queue that was not asked for');
  });

  it('an empty range, no queue or an empty table answer that nothing is taken', async () => {
    await write([]);
    assert.deepEqual((await taken())('S:A', slot), []);
    assert.deepEqual((await taken(slot, slot))('S:A', slot), []);
    assert.deepEqual((await taken(slot, slot + quarter, []))('S:A', slot), []);
  });
});

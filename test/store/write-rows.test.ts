import assert from 'node:assert/strict';
import { isConflict } from '../../server/store/conflict.ts';
import { writeRows } from '../../server/store/write-rows.ts';
import { WriteSet } from '../../server/store/write-set.ts';
import { onEveryEngine } from '../support/engines.ts';

const place = (place_no: number, expires_at: number | null = 5) => ({
  queue: 'X:A',
  slot_start: 1_800_000_000_000,
  place_no,
  booking: null,
  hold: 'h',
  expires_at,
});

onEveryEngine('writing rows', (open, engine) => {
  const write = (collect: (writes: WriteSet) => void): Promise<void> =>
    open().writer.transaction(async (transaction) => {
      const writes = new WriteSet();
      collect(writes);
      await writeRows(transaction, engine, writes);
    });
  const stored = () => open().reader('place').orderBy('place_no').select('place_no', 'hold', 'expires_at');

  beforeEach(() => open().writer('place').delete());

  it('rows are inserted, changed and removed as they were collected', async () => {
    await write((writes) => [1, 2, 3].map((number) => writes.insert('place', place(number))));
    await write((writes) => {
      writes.remove('place', place(1));
      writes.update('place', { ...place(2), hold: 'it’s "b"; -- 漢字' });
      writes.insert('place', place(4));
    });
    assert.deepEqual(
      (await stored()).map((row) => ({ ...row })),
      [
        { place_no: 2, hold: 'it’s "b"; -- 漢字', expires_at: 5 },
        { place_no: 3, hold: 'h', expires_at: 5 },
        { place_no: 4, hold: 'h', expires_at: 5 },
      ],
    );
  });

  it('a key that is taken is refused as a conflict and nothing of the set is written', async () => {
    await write((writes) => writes.insert('place', place(1)));
    await assert.rejects(
      write((writes) => [2, 1].map((number) => writes.insert('place', place(number)))),
      isConflict,
    );
    assert.equal((await stored()).length, 1);
  });

  it('a broken check is a bug, not a conflict', async () => {
    await assert.rejects(
      write((writes) => writes.insert('place', place(1, null))),
      (error) => !isConflict(error),
    );
  });
});

describe('a write set', () => {
  it('keeps the net effect of several changes to one row', () => {
    const writes = new WriteSet();
    writes.insert('place', place(1));
    writes.update('place', { ...place(1), hold: 'b' });
    writes.insert('place', place(2));
    writes.remove('place', place(2));
    writes.remove('place', place(3));
    writes.insert('place', place(3));
    writes.insert('place', place(4));
    writes.remove('place', place(4));
    writes.remove('place', place(4));
    writes.insert('place', place(4));
    // 3 was there: it is removed to make room, and inserted, which the primary key may still refuse
    assert.deepEqual(writes.rows('place', 'insert'), [{ ...place(1), hold: 'b' }, place(3), place(4)]);
    assert.deepEqual(writes.rows('place', 'update'), []);
    assert.deepEqual(writes.rows('place', 'remove'), [place(3)]);
  });
});

import assert from 'node:assert/strict';
import type { Board } from '../../../../server/domain/queue/screens/board.ts';
import { placeKey, placeOnBoard } from '../../../../server/domain/queue/screens/place-on-board.ts';
import { busyBoard } from '../../../support/public-app.ts';

const due = '2026-11-24T09:30:00+08:00';
const waiting = (number: string) => ({ number, queue: number.charAt(0), due, wait: { low: 4, high: 12 } });
const board: Board = { ...busyBoard, waiting: ['A013', 'B005', 'A014', 'A015'].map(waiting) };

describe('the place of a number on the board', () => {
  it('counts only those ahead who wait in the same queue', () => {
    assert.deepEqual(placeOnBoard(board, 'A015'), { kind: 'waiting', ahead: 2, low: 4, high: 12 });
    assert.deepEqual(placeOnBoard(board, 'B005'), { kind: 'waiting', ahead: 0, low: 4, high: 12 });
  });

  it('is at the counter once called', () => {
    const place = placeOnBoard(board, 'A012');
    assert.ok(place.kind === 'called');
    assert.equal(place.label, '3');
  });

  it('is away for a number that is on hold, missed or finished', () => {
    assert.deepEqual(placeOnBoard(board, 'A001'), { kind: 'away' });
  });

  it('has a key that changes with the place and with nothing else', () => {
    const later = {
      ...board,
      version: 43,
      at: '2026-11-24T09:21:00+08:00',
      waiting: [...board.waiting, waiting('A016')],
    };
    assert.equal(placeKey(later, 'A015'), placeKey(board, 'A015'));
    assert.notEqual(placeKey({ ...board, waiting: board.waiting.slice(1) }, 'A015'), placeKey(board, 'A015'));
    assert.notEqual(placeKey({ ...board, state: 'paused' }, 'A015'), placeKey(board, 'A015'));
  });
});

import assert from 'node:assert/strict';
import type { Board, BoardCall } from '../../../../server/domain/queue/screens/board.ts';
import {
  type Change,
  followBoard,
  followChange,
  followNothing,
} from '../../../../server/domain/queue/screens/followed-board.ts';
import type { HallFact } from '../../../../server/domain/queue/screens/hall-fact.ts';

const at = (second: number): string => `2026-11-24T09:30:${String(second).padStart(2, '0')}.000+08:00`;

function call(number: string, second: number, times = 1): BoardCall {
  return { number, counter: 'C3', label: '3', calledAt: at(second), times, state: 'called' };
}

function board(version: number, calling: readonly BoardCall[] = [], changes: Partial<Board> = {}): Board {
  const base = {
    site: 'S',
    day: '2026-11-24',
    at: at(59),
    state: 'open' as const,
    waiting: [],
    queues: [],
    counters: [],
  };
  return { ...base, version, calling, ...changes };
}

function fact(version: number, number: string, second: number, times = 1): HallFact {
  const type = times === 1 ? 'ticket_called' : 'ticket_recalled';
  return { version, at: at(second), type, number, counter: 'C3', label: '3', times };
}

function change(version: number, after: number, facts: readonly HallFact[], shown = board(version)): Change {
  return { day: shown.day, version, after, facts, board: shown };
}

const following = followBoard(followNothing, board(4)).followed;
const numbers = (step: { calls: readonly { number: string }[] }): readonly string[] =>
  step.calls.map(({ number }) => number);

describe('a screen that follows a hall', () => {
  it('shows its first board in silence', () => {
    const step = followBoard(followNothing, board(4, [call('A001', 50)]));
    assert.deepEqual(numbers(step), []);
    assert.equal(step.followed.board?.version, 4);
  });

  it('asks for the whole board when it sees version n+2 after n', () => {
    assert.equal(followChange(following, change(5, 4, [])).sync, false);
    assert.equal(followChange(following, change(6, 5, [])).sync, true);
  });

  it('says nothing of a call that is taken back in the same push, and tells which call that was', () => {
    const undone: HallFact = { ...fact(6, 'A002', 11), type: 'command_undone' };
    const step = followChange(following, change(7, 4, [fact(5, 'A002', 10), undone, fact(7, 'A003', 12)]));
    assert.deepEqual(numbers(step), ['A003']);
    assert.deepEqual(
      step.takenBack.map(({ number, label }) => [number, label]),
      [['A002', '3']],
    );
  });

  it('a call that stands again, because its miss was taken back, is neither said again nor taken back', () => {
    const called = followChange(following, change(5, 4, [fact(5, 'A002', 10)], board(5, [call('A002', 10)])));
    const missed = followChange(called.followed, change(6, 5, [], board(6)));
    const undone: HallFact = { ...fact(7, 'A002', 30), type: 'command_undone' };
    const step = followChange(missed.followed, change(7, 6, [undone], board(7, [call('A002', 10)])));
    assert.deepEqual([numbers(step), step.takenBack], [[], []]);
    assert.deepEqual(step.followed.board?.calling.length, 1);
  });

  it('announces every call of a push that carries several', () => {
    const step = followChange(following, change(6, 4, [fact(5, 'A002', 10), fact(6, 'A003', 11)]));
    assert.deepEqual(numbers(step), ['A002', 'A003']);
    assert.equal(step.sync, false);
  });

  it('announces a call once, whether it comes as a fact, with a board, or both', () => {
    const heard = followChange(following, change(5, 4, [fact(5, 'A002', 10)], board(5, [call('A002', 10)])));
    assert.deepEqual(numbers(heard), ['A002']);
    assert.deepEqual(numbers(followBoard(heard.followed, board(6, [call('A002', 10)]))), []);
    assert.deepEqual(numbers(followChange(heard.followed, change(5, 4, [fact(5, 'A002', 10)]))), []);
  });

  it('announces a recall as a call of its own', () => {
    const called = followChange(following, change(5, 4, [fact(5, 'A002', 10)])).followed;
    assert.deepEqual(numbers(followChange(called, change(6, 5, [fact(6, 'A002', 40, 2)]))), ['A002']);
  });

  it('announces what it missed while the link was down, unless that is long ago', () => {
    const recent = followBoard(following, board(7, [call('A003', 20)]), true);
    assert.deepEqual(numbers(recent), ['A003']);
    const late = followBoard(
      following,
      board(7, [call('A003', 20)], { at: '2026-11-24T09:40:00+08:00' }),
      true,
    );
    assert.deepEqual(numbers(late), []);
  });

  it('never goes back to an older board, and still tells the facts that came with it', () => {
    const step = followChange(following, change(3, 2, [fact(3, 'A009', 5)], board(3)));
    assert.equal(step.followed.board?.version, 4);
    assert.deepEqual(numbers(step), ['A009']);
    assert.equal(followBoard(following, board(2)).followed.board?.version, 4);
  });

  it('takes the first board of a new connection even when its version is smaller', () => {
    assert.equal(followBoard(following, board(2), true).followed.board?.version, 2);
  });

  it('moves on to the next day, whose versions start again', () => {
    const tomorrow = board(0, [], { day: '2026-11-25', at: '2026-11-25T00:00:05+08:00' });
    const step = followChange(following, {
      day: '2026-11-25',
      version: 0,
      after: 0,
      facts: [],
      board: tomorrow,
    });
    assert.equal(step.followed.board?.day, '2026-11-25');
    assert.equal(step.sync, false);
  });
});

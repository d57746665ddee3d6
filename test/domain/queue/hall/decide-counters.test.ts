import assert from 'node:assert/strict';
import type { HallCommand } from '../../../../server/domain/queue/hall/hall.ts';
import { calledIn, itRefuses, one, opened } from '../../../support/refusal-cases.ts';

describe('counters', () => {
  itRefuses([
    [
      'unknown_counter',
      'an unknown counter',
      () => ({ type: 'open_counter', counter: 'BJ-TSY-9', staff: null }),
    ],
    ['already_open', 'opening an open counter', () => ({ type: 'open_counter', ...one, staff: null })],
    ['already_open', 'resuming an open counter', () => ({ type: 'resume_counter', ...one })],
    ['counter_closed', 'resuming a closed counter', () => ({ type: 'resume_counter', counter: 'BJ-TSY-2' })],
    ['counter_closed', 'closing a closed counter', () => ({ type: 'close_counter', counter: 'BJ-TSY-2' })],
    [
      'counter_closed',
      'pausing a closed counter',
      () => ({ type: 'pause_counter', counter: 'BJ-TSY-2', reason: '' }),
    ],
    [
      'counter_closed',
      'asking for help at a closed counter',
      () => ({ type: 'ask_help', counter: 'BJ-TSY-2' }),
    ],
    [
      'counter_busy',
      'closing a counter with a ticket',
      () => ({ type: 'close_counter', ...one }),
      2,
      calledIn,
    ],
    [
      'counter_busy',
      'pausing a counter with a ticket',
      () => ({ type: 'pause_counter', ...one, reason: '' }),
      2,
      calledIn,
    ],
    [
      'counter_paused',
      'pausing a paused counter',
      (play) => {
        play.do(0, { type: 'pause_counter', ...one, reason: '' });
        return { type: 'pause_counter', ...one, reason: '' };
      },
    ],
  ]);

  it('asking for help twice, ending it twice and lifting the last call twice change nothing', () => {
    const play = opened();
    const ask: HallCommand = { type: 'ask_help', ...one };
    const end: HallCommand = { type: 'end_help', ...one };
    const lift: HallCommand = { type: 'lift_last_call', lifted: true };
    assert.deepEqual(
      [ask, ask, end, end, lift, lift].map((each) => play.do(1, each).length),
      [1, 0, 1, 0, 1, 0],
    );
  });
});

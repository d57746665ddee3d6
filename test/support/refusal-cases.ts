import assert from 'node:assert/strict';
import type { HallCommand } from '../../server/domain/queue/hall/hall.ts';
import type { RefusalCode } from '../../server/domain/refusal-codes.ts';
import { HallPlay } from './hall-play.ts';
import { hallSite } from './hall-site.ts';

export const one = { counter: 'BJ-TSY-1' };
export const next: HallCommand = { type: 'call_next', ...one };
export const transfer = (toQueue: string | null, toCounter: string | null): HallCommand => ({
  type: 'transfer',
  ...one,
  toQueue,
  toCounter,
});

/** A hall of three counters (the third also for queue B), the first open. */
export const opened = () => new HallPlay(hallSite(3)).open(1);

/** Ticket t1 is called to counter 1. */
export const calledIn = () => {
  const play = opened();
  play.walkIn(0);
  play.call(1);
  return play;
};

/** Ticket t1 was missed in minute 4. */
export const missedIn = () => {
  const play = calledIn();
  play.do(2, { type: 'recall', ...one });
  play.do(3, { type: 'recall', ...one });
  play.do(4, { type: 'missed', ...one });
  return play;
};

/** The code, what is asked for in words, the command, the minute and the hall that it starts from. */
export type RefusalCase = readonly [
  RefusalCode,
  string,
  (play: HallPlay) => HallCommand,
  at?: number,
  start?: () => HallPlay,
];

/** One test for each case: refused with its code, and the hall as it was. */
export function itRefuses(cases: readonly RefusalCase[]): void {
  for (const [code, title, command, at = 0, start = opened] of cases) {
    it(`${title} is refused: ${code}`, () => {
      const play = start();
      const asked = command(play);
      const before = play.hall;
      assert.equal(play.code(at, asked), code);
      assert.equal(play.hall, before);
    });
  }
}

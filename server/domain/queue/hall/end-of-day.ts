import { minute } from '../../calendar/durations.ts';
import type { Hall } from './hall.ts';
import { isAtCounter } from './transitions.ts';

/** Minutes: whoever was called or began this long ago, long after closing, is not at a counter any more; it forgot to say so. */
const forgottenAfter = 90;

export interface EndAsk {
  readonly hall: Hall;
  /** minutes, the site's setting; 0: not by itself */
  readonly endAfter: number;
  /** end of the day's opening, epoch ms; null: it is not open on that day */
  readonly closesAt: number | null;
  /** epoch ms */
  readonly now: number;
  /** by hand: whoever did it ends the day by hand, too */
  readonly reopened: boolean;
}

/** Whether the day ends by itself now: some time after closing, with nobody at a counter. */
export function endsByRule({ hall, endAfter, closesAt, now, reopened }: EndAsk): boolean {
  if (hall.state === 'closed' || reopened || endAfter === 0 || closesAt === null) return false;
  if (now < closesAt + endAfter * minute) return false;
  return [...hall.tickets.values()].every(
    ({ state, startedAt, calledAt }) =>
      !isAtCounter(state) || now - (startedAt ?? calledAt ?? now) >= forgottenAfter * minute,
  );
}

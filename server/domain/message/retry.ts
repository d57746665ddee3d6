import { minute } from '../calendar/durations.ts';

const firstDelay = minute;
const longestDelay = 4 * 60 * minute;
/** How long delivery is tried, from when the message was due. */
export const giveUpAfter = 24 * 60 * minute;

export interface FailedDelivery {
  /** when it was first due, epoch ms */
  readonly dueAt: number;
  /** so far, the failed one included */
  readonly attempts: number;
  readonly now: number;
  /** 0…1, spreads the retries of what failed together */
  readonly chance: number;
}

/**
 * The instant (epoch ms) of the next attempt: after 1, 2, 4 … minutes, at most 4 hours, each up to a quarter longer by chance. The last
 * one is 24 hours after the message was due; after that null, the message is dead.
 */
export function nextAttemptAt({ dueAt, attempts, now, chance }: FailedDelivery): number | null {
  const last = dueAt + giveUpAfter;
  if (now >= last) return null;
  const delay = Math.min(longestDelay, firstDelay * 2 ** Math.min(attempts - 1, 20));
  return Math.min(last, now + Math.round(delay * (1 + chance / 4)));
}

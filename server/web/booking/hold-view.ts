import { formatting } from '../formatting.ts';
import type { Step } from './journey-step.ts';
import type { TimeState } from './time-state.ts';

/** A time that is kept, and how long; `partials/booking/hold.ejs`. */
export interface HoldView {
  /** "kept until 10:23", for whoever has no script */
  readonly text: string;
  /** milliseconds */
  readonly left: number;
}

export function holdView({ site, page }: Step, timeState: TimeState): HoldView | null {
  if (timeState.kind !== 'held' || site === null) return null;
  const { time } = formatting(page.locale, site.timeZone);
  return {
    text: page.t('book.hold.until', { time: time(timeState.expiresAt) }),
    left: timeState.expiresAt - page.now,
  };
}

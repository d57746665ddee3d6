import { minute } from '../../domain/calendar/durations.ts';
import { openingOn } from '../../domain/calendar/opening-hours.ts';
import type { ClosedQueue } from '../../domain/queue/hall/hall-state.ts';
import type { HallNow } from '../hall-now.ts';

/** What can be had at the door now, beside the hall's state. */
export interface KioskState {
  readonly walkIn: boolean;
  readonly checkIn: boolean;
  /** queue ids that give no more tickets today */
  readonly stopped: ReadonlySet<string>;
  /** by queue id: closed now by a closure of their own */
  readonly closed: ReadonlyMap<string, ClosedQueue>;
}

/** somebody with a booking may still be let in shortly after closing */
const lateArrivals = 30 * minute;

/** Says beforehand what taking a ticket would answer; the engine decides again when one is taken. */
export function kioskState({ catalogue, site, hall, lastCall, state, now }: HallNow): KioskState {
  const closes = openingOn(site, catalogue.calendar, hall.day).sessions.at(-1)?.closes ?? null;
  const over = state.kind === 'closed' || state.kind === 'closing';
  return {
    walkIn: !over && state.kind !== 'paused' && !lastCall.passed,
    checkIn: hall.state !== 'closed' && closes !== null && now < closes + lateArrivals,
    stopped: lastCall.stopped,
    closed: new Map((state.closedQueues ?? []).map((one) => [one.queue, one])),
  };
}

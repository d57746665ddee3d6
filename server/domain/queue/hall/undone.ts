import { minute } from '../../calendar/durations.ts';
import type { HallEvent } from './hall.ts';

/** A command stays open to be taken back for this long, milliseconds. */
export const undoWithin = 2 * minute;

export type StandingEvent = Exclude<HallEvent, { type: 'command_undone' | 'day_reopened' }>;

/**
 * The events that still count: without those that were taken back, and without the taking back. Figures are made of these. Several
 * times over they stay the same.
 */
export function standingEvents(events: Iterable<HallEvent>): readonly StandingEvent[] {
  const all = [...events];
  const standing: StandingEvent[] = [];
  const gone = new Set<number>();
  for (const event of all) {
    if (!takesBack(event)) continue;
    for (const version of event.takesBack) gone.add(version);
  }
  for (const event of all) if (!takesBack(event) && !gone.has(event.version)) standing.push(event);
  return standing;
}

function takesBack(event: HallEvent): event is Exclude<HallEvent, StandingEvent> {
  return event.type === 'command_undone' || event.type === 'day_reopened';
}

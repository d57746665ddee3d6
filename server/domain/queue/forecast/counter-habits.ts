import { minute } from '../../calendar/durations.ts';
import type { HallEvent } from '../hall/hall.ts';
import { standingEvents } from '../hall/undone.ts';

/** How counters work around the visits. */
export interface CounterHabits {
  /** mean minutes from the end of one visit to the next call while somebody waits, short pauses included */
  readonly between: number;
  /** share of calls that nobody answers, and the minutes that such a call costs */
  readonly missedShare: number;
  readonly missedMinutes: number;
  /** share of visits that are parked or passed on, and so take a counter's time again */
  readonly repeatShare: number;
}

export const usualHabits: CounterHabits = {
  between: 0.5,
  missedShare: 0.05,
  missedMinutes: 2,
  repeatShare: 0.03,
};

/** what is usual weighs as much as this many calls */
const priorWeight = 40;
/** a longer gap is a break for lunch, not a habit */
const longestGapMinutes = 15;

interface Seen {
  readonly freeSince: Map<string, number>;
  readonly waitingSince: Map<string, number>;
  readonly calledAt: Map<string, number>;
  calls: number;
  gaps: number;
  gapMinutes: number;
  misses: number;
  missMinutes: number;
  repeats: number;
}

/** What one day showed of it, from its first event on. Plain JSON. */
export type HabitsSeen = Pick<Seen, 'calls' | 'gaps' | 'gapMinutes' | 'misses' | 'missMinutes' | 'repeats'>;

export function habitsIn(events: Iterable<HallEvent>): HabitsSeen {
  const total = { calls: 0, gaps: 0, gapMinutes: 0, misses: 0, missMinutes: 0, repeats: 0 };
  const seen: Seen = { ...total, freeSince: new Map(), waitingSince: new Map(), calledAt: new Map() };
  for (const event of standingEvents(events)) look(seen, event);
  const { calls, gaps, gapMinutes, misses, missMinutes, repeats } = seen;
  return { calls, gaps, gapMinutes, misses, missMinutes, repeats };
}

/** Learned from recent days; blended with what is usual. */
export function learnHabits(days: readonly HabitsSeen[]): CounterHabits {
  const total = (what: keyof HabitsSeen): number => days.reduce((sum, day) => sum + day[what], 0);
  const { between, missedShare, missedMinutes, repeatShare } = usualHabits;
  const blend = (sum: number, count: number, usual: number) =>
    (sum + usual * priorWeight) / (count + priorWeight);
  const [calls, misses] = [total('calls'), total('misses')];
  return {
    between: blend(total('gapMinutes'), total('gaps'), between),
    missedShare: blend(misses, calls, missedShare),
    missedMinutes: blend(total('missMinutes'), misses, missedMinutes),
    repeatShare: blend(total('repeats'), calls, repeatShare),
  };
}

function look(seen: Seen, event: HallEvent): void {
  switch (event.type) {
    case 'ticket_issued':
      seen.waitingSince.set(event.ticket.id, event.at);
      return;
    case 'ticket_resumed':
    case 'ticket_returned':
      seen.waitingSince.set(event.ticket, event.at);
      return;
    case 'ticket_called':
      called(seen, event.ticket, event.counter, event.at);
      return;
    case 'ticket_missed':
      seen.misses += 1;
      seen.missMinutes += (event.at - (seen.calledAt.get(event.ticket) ?? event.at)) / minute;
      seen.freeSince.set(event.counter, event.at);
      return;
    case 'ticket_parked':
      seen.repeats += 1;
      seen.freeSince.set(event.counter, event.at);
      return;
    case 'ticket_transferred':
      seen.repeats += 1;
      seen.waitingSince.set(event.ticket, event.at);
      seen.freeSince.set(event.from, event.at);
      return;
    case 'service_finished':
      seen.freeSince.set(event.counter, event.at);
      return;
    case 'counter_closed':
      seen.freeSince.delete(event.counter);
      return;
    default:
  }
}

function called(seen: Seen, ticket: string, counter: string, at: number): void {
  seen.calls += 1;
  seen.calledAt.set(ticket, at);
  const free = seen.freeSince.get(counter);
  const waiting = seen.waitingSince.get(ticket);
  // a counter that waits for visitors is not slow: the visitor must have been there first
  if (free === undefined || waiting === undefined || waiting > free) return;
  const gap = (at - free) / minute;
  if (gap > longestGapMinutes) return;
  seen.gaps += 1;
  seen.gapMinutes += gap;
}

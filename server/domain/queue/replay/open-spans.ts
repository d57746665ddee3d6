import { EvolvingHall } from '../hall/evolve-hall.ts';
import type { ReplayedEvents } from './replayed-events.ts';

interface OpenSpan {
  readonly from: number;
  to: number;
}

/** When each counter (by code) was open and not paused, epoch ms; what is not over ends with the picture. */
export function openSpans(
  site: string,
  day: string,
  { events, to }: Pick<ReplayedEvents, 'events' | 'to'>,
): ReadonlyMap<string, readonly OpenSpan[]> {
  const hall = new EvolvingHall(site, day);
  const spans = new Map<string, OpenSpan[]>();
  const open = new Set<string>();
  for (const event of events) {
    hall.take(event);
    if (!('counter' in event)) continue;
    const { counter: code, at } = event;
    const isOpen = hall.now.counters.get(code)?.state === 'open';
    const own = spans.get(code) ?? [];
    spans.set(code, own);
    const last = own.at(-1);
    if (isOpen && !open.has(code)) own.push({ from: at, to });
    else if (!isOpen && open.has(code) && last !== undefined) last.to = at;
    if (isOpen) open.add(code);
    else open.delete(code);
  }
  return spans;
}

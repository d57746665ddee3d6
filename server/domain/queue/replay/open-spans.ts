import type { DayReplay } from './day-replay.ts';

interface OpenSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * When each counter (by code) was open and not paused, epoch ms; what is not over ends with the picture. From the frames, which were made once
 * in pieces: to fold the day's events anew for each page would hold the loop.
 */
export function openSpans({
  frames,
  counters,
  from,
  to,
}: Pick<DayReplay, 'frames' | 'counters' | 'from' | 'to'>): ReadonlyMap<string, readonly OpenSpan[]> {
  const spans = new Map<string, OpenSpan[]>();
  const open = new Map<string, number>();
  const end = (code: string, until: number): void => {
    const since = open.get(code);
    if (since !== undefined) spans.set(code, [...(spans.get(code) ?? []), { from: since, to: until }]);
    open.delete(code);
  };
  for (const { at, counters: changed = [] } of frames)
    for (const [index, state] of changed) {
      const code = counters[index]?.code ?? '';
      if (state !== 'open') end(code, from + at);
      else if (!open.has(code)) open.set(code, from + at);
    }
  for (const code of [...open.keys()]) end(code, to);
  return spans;
}

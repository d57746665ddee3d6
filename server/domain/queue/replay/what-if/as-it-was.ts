import type { Stand, Stands } from './play-again.ts';
import type { PlayedDay } from './played-day.ts';

/** The stands in line of the day itself, in the order of `playAgain`. */
export function asItWas({ visits, end }: PlayedDay): Stands {
  const over: { readonly at: number; readonly stand: Stand }[] = [];
  const open: { readonly from: number; readonly stand: Stand }[] = [];
  for (const { id, legs } of visits) {
    let freed = 0;
    for (const { ticket, joins, changes, call, takes } of legs) {
      let from = freed + joins;
      let { queue } = ticket;
      let left: number | null = null;
      for (const { at, ticket: changed } of changes) {
        if (changed === null) left = at;
        else if (changed.queue !== queue) {
          over.push({ at, stand: { visit: id, queue, from, until: at, called: false } });
          queue = changed.queue;
          from = at;
        }
      }
      const until = call?.at ?? left;
      const stand = { visit: id, queue, from, until: until ?? end, called: call !== null };
      if (until === null) open.push({ from, stand });
      else over.push({ at: until, stand });
      freed = call === null ? (left ?? end) : call.at + (takes ?? 0);
    }
  }
  over.sort((a, b) => a.at - b.at);
  open.sort((a, b) => a.from - b.from);
  return [...over, ...open].map(({ stand }) => stand);
}

import type { Site } from '../../domain/catalogue/site.ts';
import type { HallAtWork } from '../../domain/queue/hall/hall-state.ts';
import type { HallGist } from '../../store/queue/hall-gist-query.ts';

/** As much of a hall as says whether it is open; null: nobody is queued there at all. */
export function gistAtWork(site: Site, hall: HallGist | undefined): HallAtWork | null {
  if (hall === undefined || site.queues.length === 0) return null;
  const each = <State extends string>(states: ReadonlyMap<State, number>) =>
    new Map([...states.keys()].map((state) => [state, { state }]));
  return { ...hall, tickets: each(hall.tickets), counters: each(hall.counters) };
}

import { foldingDay, type HallFold } from '../../domain/queue/figures/day-fold.ts';
import type { HallEvent } from '../../domain/queue/hall/hall.ts';
import type { Database } from '../../store/database.ts';
import { eventsAfter } from '../../store/queue/hall-query.ts';
import type { DayToFold } from '../../store/statistics/day-fold-query.ts';
import type { Pieces } from '../pieces.ts';

/** So many events are read at once. */
const readAtOnce = 500;

/** Folds the events of a hall's day up to its version, in pieces. */
export async function foldOf(
  { reader }: Pick<Database, 'reader'>,
  { site, day, version }: DayToFold,
  timeZone: string,
  pieces: Pieces,
): Promise<HallFold> {
  const events: HallEvent[] = [];
  for (let last = 0; ; ) {
    const some = await eventsAfter(reader, site, day, last, readAtOnce);
    for (const { event } of some) if (event.version <= version) events.push(event);
    last = some.at(-1)?.event.version ?? last;
    await pieces.next();
    if (some.length < readAtOnce || last >= version) break;
  }
  const work = foldingDay(events, timeZone);
  for (let step = work.next(); ; step = work.next()) {
    if (step.done === true) return step.value;
    await pieces.next();
  }
}

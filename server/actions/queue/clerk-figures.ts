import { addDays } from '../../domain/calendar/local-time.ts';
import { addClerks, type FiguresByClerk, foldClerks } from '../../domain/queue/figures/clerk-figures.ts';
import { eventsByDay } from '../../store/queue/hall-query.ts';
import type { System } from '../system.ts';

/** So many days are read at once. */
const daysAtOnce = 7;

/** What each clerk of a site did between two local dates, both included. */
export async function clerkFigures(
  { database }: Pick<System, 'database'>,
  site: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<FiguresByClerk> {
  const days: FiguresByClerk[] = [];
  for (let first = from; first <= to; first = addDays(first, daysAtOnce)) {
    const end = addDays(first, daysAtOnce - 1);
    const events = await eventsByDay(database.reader, site, first, end < to ? end : to);
    for (const ofDay of events.values()) days.push(foldClerks(ofDay));
  }
  return addClerks(days);
}

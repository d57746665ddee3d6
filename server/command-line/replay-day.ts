import type { Knex } from 'knex';
import { replayHall } from '../domain/queue/hall/evolve-hall.ts';
import type { Hall } from '../domain/queue/hall/hall.ts';
import { plainError } from '../loggable.ts';
import { eventsAfter, hallVersion, loadHall } from '../store/queue/hall-query.ts';
import { differences } from './differences.ts';

export interface Replayed {
  readonly events: number;
  readonly version: number;
  /** what does not agree, a line for each place; empty: nothing */
  readonly found: readonly string[];
}

const attempts = 3;

/**
 * Plays the events of a day and compares what comes of them with what is stored. While the hall goes on the two may be read at different
 * moments: then they are read again.
 */
export async function replayDay(connection: Knex, site: string, day: string): Promise<Replayed> {
  for (let attempt = 1; ; attempt += 1) {
    const stored = await loadHall(connection, site, day);
    const recorded = await eventsAfter(connection, site, day, 0);
    const events = recorded.map(({ event }) => event);
    const found = compared(site, day, events, stored);
    const moved = (await hallVersion(connection, site, day)) !== stored.version;
    if (found.length === 0 || !moved || attempt >= attempts)
      return { events: events.length, version: stored.version, found };
  }
}

function compared(
  site: string,
  day: string,
  events: Parameters<typeof replayHall>[2],
  stored: Hall,
): string[] {
  let played: Hall;
  try {
    played = replayHall(site, day, events);
  } catch (error) {
    return [`the events cannot be played: ${plainError(error)}`];
  }
  return differences(plain(played), plain(stored));
}

function plain(hall: Hall): unknown {
  const { tickets, counters, lastNumbers, ...head } = hall;
  return {
    ...head,
    tickets: Object.fromEntries(tickets),
    counters: Object.fromEntries(counters),
    lastNumbers: Object.fromEntries(lastNumbers),
  };
}

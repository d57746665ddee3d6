import { replayHall } from '../domain/queue/evolve-hall.ts';
import type { Hall } from '../domain/queue/hall.ts';
import { eventsAfter, loadHall } from '../store/queue/hall-query.ts';
import { type Command, needed } from './command.ts';
import { differences } from './differences.ts';

const shown = 20;

export const replay: Command = {
  name: 'replay',
  usage: 'replay --site <code> --day <YYYY-MM-DD>',
  summary: 'plays the events of a day and compares what comes of them with what is stored',
  options: { site: { type: 'string' }, day: { type: 'string' } },
  async run({ options, open, print }) {
    const site = needed(options, 'site');
    const day = needed(options, 'day');
    const { database } = await open();
    const stored = await loadHall(database.reader, site, day);
    const recorded = await eventsAfter(database.reader, site, day, 0);
    let played: Hall;
    try {
      played = replayHall(
        site,
        day,
        recorded.map(({ event }) => event),
      );
    } catch (error) {
      print(
        `${site} ${day}: the events cannot be played: ${error instanceof Error ? error.message : String(error)}`,
      );
      return 1;
    }
    const found = differences(plain(played), plain(stored));
    if (found.length === 0) {
      print(
        `${site} ${day}: ${recorded.length} events give exactly what is stored (version ${stored.version}).`,
      );
      return 0;
    }
    print(`${site} ${day}: ${recorded.length} events do not give what is stored:`);
    for (const line of found.slice(0, shown)) print(`  ${line}`);
    if (found.length > shown) print(`  … and ${found.length - shown} more`);
    return 1;
  },
};

function plain(hall: Hall): unknown {
  const { tickets, counters, lastNumbers, ...head } = hall;
  return {
    ...head,
    tickets: Object.fromEntries(tickets),
    counters: Object.fromEntries(counters),
    lastNumbers: Object.fromEntries(lastNumbers),
  };
}

import { z } from 'zod';
import { localDate } from '../domain/calendar/local-time.ts';
import { loadRecords } from '../store/catalogue/catalogue-query.ts';
import { type Command, needed, UsageError } from './command.ts';
import { replayDay } from './replay-day.ts';

const shown = 20;

export const replay: Command = {
  name: 'replay',
  usage: 'replay --site <code> --day <YYYY-MM-DD>',
  summary: 'plays the events of a day and compares what comes of them with what is stored',
  options: { site: { type: 'string' }, day: { type: 'string' } },
  async run({ options, open, print }) {
    const site = needed(options, 'site');
    const day = needed(options, 'day');
    if (!z.iso.date().safeParse(day).success)
      throw new UsageError(`--day must be a day that there is, such as 2026-11-24: ${day}`);
    const { database, clock } = await open();
    const { sites } = await loadRecords(database.reader);
    const known = sites.find(({ code }) => code === site);
    if (known === undefined) throw new UsageError(`there is no site ${site}`);
    if (day > localDate(clock.now(), known.timeZone)) throw new UsageError(`${day} has not come yet`);
    const { events, version, found } = await replayDay(database.reader, site, day);
    if (found.length === 0) {
      print(`${site} ${day}: ${events} events give exactly what is stored (version ${version}).`);
      return 0;
    }
    print(`${site} ${day}: ${events} events do not give what is stored:`);
    for (const line of found.slice(0, shown)) print(`  ${line}`);
    if (found.length > shown) print(`  … and ${found.length - shown} more`);
    return 1;
  },
};

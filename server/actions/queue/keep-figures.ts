import { elapsed } from '../../clock.ts';
import { dayLong } from '../../domain/calendar/durations.ts';
import { addDays, localDate } from '../../domain/calendar/local-time.ts';
import { monthAfter, monthOf } from '../../domain/calendar/months.ts';
import { sitesBy } from '../../domain/catalogue/sites-by.ts';
import { unfoldedDays } from '../../store/statistics/day-fold-query.ts';
import { keepFold } from '../../store/statistics/day-fold-store.ts';
import { hallMonths, withoutFold } from '../../store/statistics/month-fold-query.ts';
import { Pieces } from '../pieces.ts';
import type { System } from '../system.ts';
import { putMonthTogether } from './day-statistics.ts';
import { foldOf } from './fold-day.ts';
import { talliedDays } from './tallied-days.ts';

/** In one go no day is begun after so many milliseconds; the next go does the rest. */
const longestGo = 20_000;

/** Most of the time only the last days are looked at; all of them at first, and every hour. */
const [lookedBack, everySoOften] = [62, 60];

const always = '0000-01-01';
const atOnce = 50;

export interface KeptFigures {
  readonly days: number;
  readonly months: number;
}

/**
 * Makes the figures of days that are closed, of months that are over and of visits that are past, before anybody asks for them, and anew
 * where a correction came late or the way of counting is another one. In pieces, beside whatever is served. Twice does no harm.
 */
export function figuresKeeper(
  system: Pick<System, 'database' | 'catalogue' | 'clock'>,
): () => Promise<KeptFigures> {
  let goes = 0;
  return async () => {
    const began = elapsed();
    const mayBegin = (): boolean => elapsed() - began < longestGo;
    const recent = addDays(localDate(system.clock.now(), 'UTC'), -lookedBack);
    const from = goes % everySoOften === 0 ? always : recent;
    const days = await foldDays(system, from, mayBegin);
    const months = await foldMonths(system, from, mayBegin);
    await countVisits(system, from, mayBegin);
    // what could not be finished is gone on with
    if (mayBegin()) goes += 1;
    return { days, months };
  };
}

type Keeping = Pick<System, 'database' | 'catalogue' | 'clock'>;

async function foldDays(
  { database, catalogue }: Keeping,
  from: string,
  mayBegin: () => boolean,
): Promise<number> {
  const { sites, offSites } = await catalogue();
  const pieces = new Pieces();
  let done = 0;
  for (;;) {
    const found = await unfoldedDays(database.office, from, atOnce);
    for (const known of found) {
      if (!mayBegin()) return done;
      const site = sites.get(known.site) ?? offSites.get(known.site);
      const fold = await foldOf({ reader: database.office }, known, site?.timeZone ?? 'UTC', pieces);
      await keepFold(database.writer, known, fold);
      done += 1;
    }
    if (found.length < atOnce) return done;
  }
}

async function foldMonths(system: Keeping, from: string, mayBegin: () => boolean): Promise<number> {
  const { sites } = await system.catalogue();
  const reader = system.database.office;
  const now = system.clock.now();
  const found = await hallMonths(reader, [...sites.keys()], {
    from: monthOf(from),
    to: monthOf(localDate(now + dayLong, 'UTC')),
  });
  const over = found.filter(({ site, month, closed }) => {
    const zone = sites.get(site)?.timeZone;
    return closed && zone !== undefined && monthAfter(month) <= monthOf(localDate(now, zone));
  });
  let done = 0;
  for (const one of await withoutFold(reader, over)) {
    const site = sites.get(one.site);
    if (site === undefined) continue;
    if (!mayBegin()) return done;
    await putMonthTogether(system, site, one);
    done += 1;
  }
  return done;
}

async function countVisits(system: Keeping, from: string, mayBegin: () => boolean): Promise<void> {
  const { sites } = await system.catalogue();
  for (const [zone, some] of sitesBy(sites.values(), ({ timeZone }) => timeZone)) {
    const yesterday = addDays(localDate(system.clock.now(), zone), -1);
    for await (const _day of talliedDays(system, some, from, yesterday)) if (!mayBegin()) return;
  }
}

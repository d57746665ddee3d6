import { addDays } from '../../../server/domain/calendar/local-time.ts';
import { foldDay, foldForm, type HallFold } from '../../../server/domain/queue/figures/day-fold.ts';
import { TimeHistogram } from '../../../server/domain/queue/figures/time-histogram.ts';
import type { BareSystem } from '../../support/bare-system.ts';
import { HallPlay } from '../../support/hall-play.ts';
import { hallSite } from '../../support/hall-site.ts';

/** Visits of a site's day, so that four sites have a million in a year. */
const visits = 685;
const kinds = 20;

/** The folds of closed days at some sites, as the job that closes them leaves them: so many days up to a local date. */
export async function fillFigures(
  { system }: BareSystem,
  sites: readonly string[],
  last: string,
  days: number,
): Promise<void> {
  const { writer } = system.database;
  const folds = Array.from({ length: kinds }, (_, place) => JSON.stringify(dayOf(place)));
  for (let place = 0; place < days; place += 1) {
    const day = addDays(last, -place);
    const fold = folds[place % kinds] ?? '';
    await writer('hall_day').insert(sites.map((site) => ({ site, day, version: 3, state: 'closed' })));
    await writer('day_fold').insert(sites.map((site) => ({ site, day, version: 3, form: foldForm, fold })));
  }
}

/** A day with waits of all lengths up to an hour. */
function dayOf(place: number): HallFold {
  const play = new HallPlay(hallSite(2)).open(1);
  play.walkIn(0);
  play.do(60, { type: 'close_day' });
  const fold = foldDay(play.events, 'Asia/Shanghai');
  const waits = TimeHistogram.of(
    Array.from({ length: visits }, (_, k) => 6000 * ((k * 7 + place * 13) % 600)),
  ).stored();
  const { waiting, statistics } = fold;
  return {
    ...fold,
    serviceTimes: waits,
    statistics: { ...statistics, tickets: visits, walkIns: visits },
    waiting: { ...waiting, walk_in: { ...waiting.walk_in, waits } },
  };
}

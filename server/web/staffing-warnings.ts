import type { System } from '../actions/system.ts';
import { localDate } from '../domain/calendar/local-time.ts';
import type { Site } from '../domain/catalogue/site.ts';
import { staffingSentence } from '../domain/queue/planning/staffing-warning.ts';
import { staffingWarnings } from '../store/queue/staffing-warning-query.ts';
import { dateFormatting, noonOf } from './formatting.ts';
import type { PageContext } from './page-context.ts';
import { paths } from './paths.ts';

/** A day that comes on which the planned counters will not do, and where it is shown. */
export interface StaffingNotice {
  readonly text: string;
  readonly href: string;
}

/** Of some sites, by date; none of days that are over, or whose plan has changed and is still to be looked at. */
export async function staffingNotices(
  { database, clock, planner }: Pick<System, 'database' | 'clock' | 'planner'>,
  sites: readonly Pick<Site, 'code' | 'name' | 'timeZone'>[],
  { t, locale }: Pick<PageContext, 't' | 'locale'>,
): Promise<readonly StaffingNotice[]> {
  const now = clock.now();
  const today = new Map(sites.map(({ code, timeZone }) => [code, localDate(now, timeZone)]));
  const from = [...today.values()].sort()[0];
  if (from === undefined) return [];
  const known = await staffingWarnings(database.reader, [...today.keys()], from);
  const names = new Map(sites.map(({ code, name }) => [code, name[locale]]));
  const notices = known.flatMap(({ site: code, day, found, stands }) => {
    const sentence = staffingSentence(found);
    if (sentence === null || !stands || day < (today.get(code) ?? '')) return [];
    const site = names.get(code) ?? code;
    const date = dateFormatting(locale).fullDay(noonOf(day));
    const what = t(`floor.alarm.${sentence.words}`, sentence.facts);
    return [
      {
        text: t('planner.ahead.shortAt', { site, date, what }),
        href: paths.admin.act('planner', code, 'ahead'),
      },
    ];
  });
  // whoever follows one of them asks the planner by it
  if (notices.length > 0) planner.begin();
  return notices;
}

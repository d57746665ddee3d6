import { openWeekdays } from '../../../actions/planning/plan-weekday.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import type { PageContext } from '../../page-context.ts';
import { paths, withQuery } from '../../paths.ts';
import type { FormFrame } from '../form/form-section.ts';

/** Its weekdays, the week that comes, and who works when. */
export function plannerTabs(
  site: Site,
  current: number | 'ahead' | 'roster',
  t: PageContext['t'],
): FormFrame['tabs'] {
  const weekdays = openWeekdays(site).map((weekday) => ({
    href: withQuery(paths.admin.item('planner', site.code), { weekday: String(weekday) }),
    text: t(`planner.weekday.${weekdayKey({ weekday })}`),
    current: weekday === current,
  }));
  const ahead = {
    href: paths.admin.act('planner', site.code, 'ahead'),
    text: t('planner.ahead.link'),
    current: current === 'ahead',
  };
  const roster = {
    href: paths.admin.act('planner', site.code, 'roster'),
    text: t('roster.day.link'),
    current: current === 'roster',
  };
  return [...weekdays, ahead, roster];
}

/** The word of a weekday. */
export function weekdayKey({
  weekday,
}: {
  readonly weekday: number;
}): '1' | '2' | '3' | '4' | '5' | '6' | '7' {
  return String(Math.max(1, Math.min(7, weekday))) as '1' | '2' | '3' | '4' | '5' | '6' | '7';
}

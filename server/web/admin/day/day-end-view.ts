import type { Hall, HallEvent } from '../../../domain/queue/hall/hall.ts';
import { isAtCounter } from '../../../domain/queue/hall/transitions.ts';
import { isPermitted } from '../../../domain/staff/permissions.ts';
import { formatting } from '../../formatting.ts';
import { paths } from '../../paths.ts';
import { today } from '../staff-sites.ts';
import { type DayPlace, daySection } from './day-place.ts';

/** How the day has ended, and what can be done about it. */
export interface DayEndView {
  readonly said: string | null;
  readonly figures: string;
  /** null: another day, or not for this member of staff */
  readonly act: {
    readonly action: string;
    readonly button: string;
    readonly lines: readonly string[];
    readonly danger: boolean;
  } | null;
}

/** Null: nothing has happened in the hall, or nothing is to be said of its end. */
export function dayEndView(
  { page, site, date, staff }: DayPlace,
  hall: Hall,
  ended: HallEvent | null,
): DayEndView | null {
  if (hall.version === 0) return null;
  const { t, locale, now } = page;
  const acts = isPermitted(staff.role, 'hall.manage') && date === today(site, now);
  const tickets = [...hall.tickets.values()];
  const count = (what: 'not_reached' | 'not_recorded'): number =>
    tickets.filter(({ outcome }) => outcome === what).length;
  if (ended?.type === 'day_closed') {
    const button = t('day.end.reopen');
    const action = paths.admin.act(daySection, site.code, 'reopening');
    return {
      said: t(`day.end.${ended.because ?? 'midnight'}`, {
        time: formatting(locale, site.timeZone).time(ended.at),
      }),
      figures: t('day.end.left', { left: count('not_reached'), notRecorded: count('not_recorded') }),
      act: acts ? { action, button, lines: [t('day.end.reopenText')], danger: false } : null,
    };
  }
  if (!acts) return null;
  const waiting = tickets.filter(({ state }) => state === 'waiting' || state === 'parked').length;
  const serving = tickets.filter(({ state }) => isAtCounter(state)).length;
  return {
    said: null,
    figures: '',
    act: {
      action: paths.admin.act(daySection, site.code, 'closing'),
      button: t('day.end.button'),
      lines: [
        waiting === 0 ? t('day.end.nobody') : t('day.end.waiting', { count: waiting }),
        ...(serving === 0 ? [] : [t('day.end.serving', { count: serving })]),
        t('day.end.text'),
      ],
      danger: true,
    },
  };
}

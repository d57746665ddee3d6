import { type DayOpening, openingOn, weekdayOfHours } from '../../domain/calendar/opening-hours.ts';
import type { PublishedCalendar } from '../../domain/calendar/published-calendar.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { clockTime } from '../../domain/queue/planning/half-hours.ts';
import { changesOn, type Roster, type RosterChange, workOf } from '../../domain/staff/roster.ts';
import { dateFormatting, formatting, noonOf } from '../formatting.ts';
import type { PageContext } from '../page-context.ts';

/** What somebody does at one office on one day. */
export interface DutyLine {
  /** null: of all their offices, or there is only one */
  readonly site: string | null;
  readonly kind: 'work' | 'off' | 'away' | 'closed';
  readonly hours: string;
  /** why it differs from the week */
  readonly notes: readonly string[];
}

interface Whose {
  readonly staff: string;
  /** of those with whom they swap */
  readonly names: ReadonlyMap<string, string>;
}

/** Their day at each office that has anything to say of it; a day off is one line, whatever the number of offices. */
export function dutyOn(
  sites: readonly (Site & { readonly roster: Roster })[],
  calendar: PublishedCalendar,
  { date, ...whose }: Whose & { readonly date: string },
  page: PageContext,
): readonly DutyLine[] {
  const lines = sites.map((site) => ({
    ...lineAt(site, calendar, { date, ...whose }, page),
    site: sites.length > 1 ? site.name[page.locale] : null,
  }));
  const said = lines.filter(({ kind, notes }) => kind !== 'off' || notes.length > 0);
  return said.length > 0 ? said : [{ site: null, kind: 'off', hours: page.t('roster.own.off'), notes: [] }];
}

/** A change in words, with its days: "Leave, Mon 14 Dec 2026 to Wed 23 Dec 2026". */
export function changeWords(change: RosterChange, whose: Whose, page: PageContext): string {
  const { listDay } = dateFormatting(page.locale);
  const [first, last] = [listDay(noonOf(change.first)), listDay(noonOf(change.last))];
  const days = first === last ? first : page.t('roster.own.span', { first, last });
  return page.t('roster.own.later', { days, what: noteOf(change, whose, page) });
}

function lineAt(
  site: Site & { readonly roster: Roster },
  calendar: PublishedCalendar,
  { date, ...whose }: Whose & { readonly date: string },
  page: PageContext,
): Omit<DutyLine, 'site'> {
  const { t } = page;
  const opening = openingOn(site, calendar, date);
  const shut = opening.sessions.length === 0;
  const weekday = weekdayOfHours(site, calendar, date);
  const usual = workOf(site.roster, { date, weekday }, whose.staff);
  // on a day on which nobody is let in only those come who are asked to
  const work = shut ? workOf({ ...site.roster, shifts: [] }, { date, weekday }, whose.staff) : usual;
  const changes = changesOn(site.roster, date);
  const notes = changes.map((change) => noteOf(change, whose, page));
  const hours = work.spans.map(({ from, to }) => `${clockTime(from)}–${clockTime(to)}`);
  // of a day off in the week it is no news that the office is closed
  const news = usual.spans.length > 0 || changes.length > 0 ? closedWords(opening, site, page) : [];
  if (hours.length > 0)
    return { kind: 'work', hours: hours.join(t('roster.day.comma')), notes: [...notes, ...news] };
  if (work.absences.length > 0)
    return { kind: 'away', hours: t('roster.own.away'), notes: [...notes, ...news] };
  return usual.spans.length > 0 && shut
    ? { kind: 'closed', hours: t('roster.own.off'), notes: news }
    : { kind: 'off', hours: t('roster.own.off'), notes };
}

function noteOf(change: RosterChange, { staff, names }: Whose, { t }: PageContext): string {
  if (change.kind === 'swap') {
    const other = change.staff === staff ? change.partner : change.staff;
    return t('roster.own.swap', { name: names.get(other) ?? t('roster.gone') });
  }
  const what = t(`roster.change.${change.kind === 'absence' ? change.cause : 'extra'}`);
  if (change.from === null || change.to === null) return what;
  return t('roster.own.timed', { what, from: change.from, to: change.to });
}

/** That the office lets nobody in that day, or only for a part of it, and why; none: it is open as planned. */
function closedWords(opening: DayOpening, { timeZone }: Site, { locale, t }: PageContext): readonly string[] {
  const { sessions, closure, reason, status } = opening;
  if (sessions.length > 0) {
    if (!closure) return [];
    const { timeSpan } = formatting(locale, timeZone);
    const open = sessions.map(({ opens, closes }) => timeSpan(opens, closes)).join(t('roster.day.comma'));
    return [t('roster.own.openOnly', { open, reason: reason?.[locale] ?? '' })];
  }
  if (reason !== null) return [t('roster.own.closedFor', { reason: reason[locale] })];
  if (status.kind !== 'holiday') return [t('roster.own.closed')];
  const name = locale === 'zh-CN' ? status.name : null;
  return [t('roster.own.closedFor', { reason: name ?? t('site.publicHoliday') })];
}

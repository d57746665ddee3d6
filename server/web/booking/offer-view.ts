import type { DayOffer, NearSlot } from '../../domain/booking/slots.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { dateFormatting, formatting, noonOf } from '../formatting.ts';
import type { PageContext } from '../page-context.ts';
import { dayLabel, dayReason } from './day-reason.ts';
import { type DayCell, type MonthView, monthsOf, weekdaysOf } from './month-view.ts';

export interface SlotChoice {
  readonly start: number;
  readonly time: string;
  /** how many places are left, where these are few; empty: enough */
  readonly left: string;
  readonly chosen: boolean;
}

/** A time of the day that is shown. */
export interface TimeOfDay extends SlotChoice {
  /** others have it: it can be read, not chosen */
  readonly taken: boolean;
}

/** What `partials/booking/offer.ejs` shows: the days in their months, and the times of one of them. */
export interface OfferView {
  /** Monday to Sunday */
  readonly weekdays: readonly string[];
  readonly months: readonly MonthView[];
  readonly day: string | null;
  /** what is special about days of the calendar */
  readonly notes: readonly string[];
  readonly parts: readonly { readonly title: string; readonly slots: readonly TimeOfDay[] }[];
  /** where a time is sent to */
  readonly action: string;
}

export interface OfferAsk {
  readonly site: Site;
  readonly days: readonly DayOffer[];
  /** local date that was asked for; another one is shown when nothing is free on it */
  readonly wanted: string | null;
  /** epoch ms of the time that is chosen already */
  readonly chosen: number | null;
  readonly action: string;
  dayHref(date: string): string;
  /** every start of a day, taken or not */
  planned(date: string): readonly number[];
}

const notable = new Set([
  'closure',
  'make_up',
  'special_opening',
  'not_open_yet',
  'more_later',
  'too_short',
  'no_places',
]);

/** From so many on, how many times a day has is of no use. */
const fewTimes = 3;

/** From so many on, and where all times have alike, how many places are left is of no use. */
const fewPlaces = 1;

export function offerView(ask: OfferAsk, page: PageContext): OfferView {
  const open = ask.days.filter(({ state }) => state === 'open');
  const shown = open.find(({ date }) => date === ask.wanted) ?? open[0] ?? null;
  return {
    weekdays: weekdaysOf(page),
    months: monthsOf(ask.days, page, (day) => cellOf(day, ask, shown, page)),
    day: shown === null ? null : dateFormatting(page.locale).fullDay(noonOf(shown.date)),
    notes: notesOf(ask, page),
    parts: shown === null ? [] : partsOf(shown, ask, page),
    action: ask.action,
  };
}

function cellOf(day: DayOffer, ask: OfferAsk, shown: DayOffer | null, page: PageContext): DayCell {
  const format = dateFormatting(page.locale);
  const noon = noonOf(day.date);
  const label = dayLabel(day, page);
  const why = dayReason(day.reason, ask.site.timeZone, page);
  const few = day.state === 'open' && day.slots.length <= fewTimes;
  return {
    date: String(Number(day.date.slice(8))),
    label: few || day.state === 'full' ? label : null,
    look: day.state === 'open' || day.state === 'full' ? day.state : 'closed',
    href: day.state === 'open' ? ask.dayHref(day.date) : null,
    current: day === shown,
    spoken: page.t('book.time.spokenDay', {
      day: format.day(noon),
      label: day.state === 'open' ? label : (why ?? label),
    }),
  };
}

/** One line for each day that is not what its weekday promises; runs with the same reason are told once. */
function notesOf({ days, site }: OfferAsk, page: PageContext): string[] {
  const notes: string[] = [];
  const seen = new Set<string>();
  for (const day of days) {
    const kind = day.reason?.kind;
    if (kind === undefined || !notable.has(kind)) continue;
    const text = dayReason(day.reason, site.timeZone, page) ?? '';
    const key = kind === 'not_open_yet' ? kind : text;
    if (seen.has(key)) continue;
    seen.add(key);
    notes.push(page.t('book.time.note', { day: dateFormatting(page.locale).day(noonOf(day.date)), text }));
  }
  if (days.some((day) => day.state === 'open' && !day.published)) notes.push(page.t('book.time.unpublished'));
  return notes;
}

function partsOf(day: DayOffer, ask: OfferAsk, page: PageContext): OfferView['parts'] {
  const { time } = formatting(page.locale, ask.site.timeZone);
  const most = Math.max(...day.slots.map(({ free }) => free));
  const free = day.slots.map((slot) => ({
    start: slot.start,
    time: time(slot.start),
    left: slot.free <= fewPlaces && slot.free < most ? page.t('book.time.left', { count: slot.free }) : '',
    chosen: slot.start === ask.chosen,
    taken: false,
  }));
  const offered = new Set(day.slots.map(({ start }) => start));
  const taken = ask
    .planned(day.date)
    .filter((start) => !offered.has(start))
    .map((start) => ({ start, time: time(start), left: '', chosen: false, taken: true }));
  const slots = [...free, ...taken].sort((one, other) => one.start - other.start);
  const morning = slots.filter((slot) => slot.time < '12:00');
  const afternoon = slots.filter((slot) => slot.time >= '12:00');
  return [
    { title: page.t('book.time.morning'), slots: morning },
    { title: page.t('book.time.afternoon'), slots: afternoon },
  ].filter((part) => part.slots.length > 0);
}

/** The nearest free times as choices, when the wanted one is gone. */
export function nearChoices(near: readonly NearSlot[], site: Site, page: PageContext): SlotChoice[] {
  const { dayTime } = formatting(page.locale, site.timeZone);
  return near.map(({ start, free }) => ({
    start,
    time: dayTime(start),
    left: page.t('book.time.left', { count: free }),
    chosen: false,
  }));
}

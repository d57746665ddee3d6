import type { WaitRange } from '../../actions/waitlist/join-waitlist.ts';
import { daysBetween } from '../../domain/calendar/local-time.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { WaitTimes } from '../../domain/waitlist/wait-entry.ts';
import type { FieldMessage } from '../form-field.ts';
import type { PageContext } from '../page-context.ts';

/** The parts of a day that somebody can wait for; none chosen: any time. */
const dayParts = {
  morning: { from: '00:00', to: '12:00' },
  afternoon: { from: '12:00', to: '24:00' },
} as const satisfies Readonly<Record<string, WaitTimes>>;
type DayPart = keyof typeof dayParts;
const partNames = Object.keys(dayParts) as DayPart[];

/** When somebody can come, as typed. */
export interface TypedRange {
  readonly from: string;
  readonly to: string;
  readonly parts: readonly string[];
  readonly weekdays: readonly string[];
}

interface Choice {
  readonly value: string;
  readonly text: string;
  readonly checked: boolean;
}

/** What the range of a form shows. */
export interface RangeView {
  readonly parts: readonly Choice[];
  readonly weekdays: readonly Choice[];
}

function texts(value: unknown): readonly string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((one) => typeof one === 'string').slice(0, 10);
}

export function typedRange(body: unknown): TypedRange {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
  const [from = ''] = texts(given['from']);
  const [to = ''] = texts(given['to']);
  return {
    from: from.trim().slice(0, 40),
    to: to.trim().slice(0, 40),
    parts: texts(given['part']),
    weekdays: texts(given['weekday']),
  };
}

/** The parts of the day and the weekdays on which the site is open, to choose from. */
export function rangeView(typed: TypedRange, site: Site, { t }: PageContext): RangeView {
  const open = [...new Set(site.sessions.map(({ weekday }) => weekday))].sort();
  return {
    parts: partNames.map((value) => ({
      value,
      text: t(`waitlist.join.${value}`),
      checked: typed.parts.includes(value),
    })),
    weekdays: open.map((day) => ({
      value: String(day),
      text: t(`waitlist.weekday.${day as 1}`),
      checked: typed.weekdays.includes(String(day)),
    })),
  };
}

/** Both parts of the day, or every weekday, are the same as none. */
export function chosenTimes(typed: TypedRange): Pick<WaitRange, 'times' | 'weekdays'> {
  const parts = partNames.filter((name) => typed.parts.includes(name));
  const weekdays = [1, 2, 3, 4, 5, 6, 7].filter((day) => typed.weekdays.includes(String(day)));
  return { weekdays, times: parts.length === partNames.length ? [] : parts.map((name) => dayParts[name]) };
}

/** Reads the range, with a sentence at what is wrong with it. `today`: the site's local date. */
export function readRange(
  typed: TypedRange,
  today: string,
  { t }: PageContext,
): { readonly range: WaitRange; readonly errors: readonly FieldMessage[] } {
  const errors: FieldMessage[] = [];
  for (const field of ['from', 'to'] as const)
    if (!isDay(typed[field])) errors.push({ field, message: t('waitlist.problem.date', { date: today }) });
  if (errors.length === 0 && daysBetween(typed.from, typed.to) < 0)
    errors.push({ field: 'to', message: t('waitlist.problem.order') });
  return { range: { from: typed.from, to: typed.to, ...chosenTimes(typed) }, errors };
}

function isDay(text: string): boolean {
  const at = /^20\d{2}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text);
}

import { minutesOf } from '../calendar/local-time.ts';

/** Why somebody is away. */
export const absenceCauses = ['leave', 'ill', 'training', 'other'] as const;
export type AbsenceCause = (typeof absenceCauses)[number];

/** When a member of staff works, every week. Of somebody's shifts those that began last hold: a new week replaces the one before it. */
export interface RosterShift {
  readonly id: string;
  /** id of the account */
  readonly staff: string;
  /** local date from which it holds */
  readonly validFrom: string;
  /** 1 = Monday … 7 = Sunday; none: works here no more from then on */
  readonly weekdays: readonly number[];
  /** local wall time, half-open; null, null: of a shift without weekdays */
  readonly from: string | null;
  readonly to: string | null;
}

/** What differs from the week on each local date from `first` to `last`, both included. */
export type RosterChange = {
  readonly id: string;
  readonly staff: string;
  readonly first: string;
  readonly last: string;
} & (
  | {
      /** away between two wall times; null, null: the whole day */
      readonly kind: 'absence';
      readonly cause: AbsenceCause;
      readonly from: string | null;
      readonly to: string | null;
    }
  | { readonly kind: 'extra'; readonly from: string; readonly to: string }
  /** each of the two works what the other one would */
  | { readonly kind: 'swap'; readonly partner: string }
);

export interface Roster {
  /** with so many at work all places are given, with fewer their share of them; null: the roster bounds nothing */
  readonly full: number | null;
  readonly shifts: readonly RosterShift[];
  readonly changes: readonly RosterChange[];
  /** accounts that stand in it and are closed, or belong to other offices now: they do no work here, whatever it says */
  readonly gone?: readonly string[];
}

/** Minutes after the local midnight, half-open. */
export interface WorkSpan {
  readonly from: number;
  readonly to: number;
}

/** Somebody's work on one day. */
export interface AtWork {
  readonly staff: string;
  /** in the order of time, never overlapping; none: does not work */
  readonly spans: readonly WorkSpan[];
  /** away that day, or a part of it */
  readonly absences: readonly AbsenceCause[];
}

/** The day that is asked about; `weekday` is the one whose hours it has. */
export interface RosterDay {
  readonly date: string;
  readonly weekday: number;
}

/** Everybody of the roster, with what they do on a day. */
export function workOn(roster: Roster, day: RosterDay): readonly AtWork[] {
  const changes = changesOn(roster, day.date);
  const everybody = new Set([...roster.shifts, ...changes].map(({ staff }) => staff));
  for (const change of changes) if (change.kind === 'swap') everybody.add(change.partner);
  const here = [...everybody].filter((staff) => !roster.gone?.includes(staff));
  return here.map((staff) => workOf(roster, day, staff));
}

/** What one person does on a day, as far as they work here still. */
export function workOf(roster: Roster, day: RosterDay, staff: string): AtWork {
  const changes = changesOn(roster, day.date);
  const away = changes.filter((one) => one.kind === 'absence').filter((one) => one.staff === staff);
  const extra = changes.filter((one) => one.kind === 'extra').filter((one) => one.staff === staff);
  const planned = [...usualSpans(roster, day, inPlaceOf(changes, staff)), ...extra.map(spanOf)];
  return {
    staff,
    spans: away.map(spanOf).reduce(without, joined(planned)),
    absences: [...new Set(away.map(({ cause }) => cause))],
  };
}

/** What is entered for somebody, a swap for both who swap; nothing of anybody else. */
export function changesFor(changes: readonly RosterChange[], staff: string): readonly RosterChange[] {
  return changes.filter((one) => one.staff === staff || (one.kind === 'swap' && one.partner === staff));
}

/** What is entered for a local date. */
export function changesOn({ changes }: Roster, date: string): readonly RosterChange[] {
  return changes.filter(({ first, last }) => first <= date && date <= last);
}

/** The fewest who are at work together at any moment between two minutes of a day. */
export function fewestAtWork(work: readonly AtWork[], from: number, to: number): number {
  const spans = work.flatMap((one) => one.spans);
  // the number only falls where a shift ends
  const moments = [from, ...spans.map((span) => span.to).filter((end) => from < end && end < to)];
  const at = (moment: number) => spans.filter((span) => span.from <= moment && moment < span.to).length;
  return Math.min(...moments.map(at));
}

/** Whether the people at work bound the places of a local date: the roster says how many are needed, and somebody's week has begun. */
export function bounds({ full, shifts }: Roster, date: string): boolean {
  return full !== null && shifts.some(({ validFrom }) => validFrom <= date);
}

/** Of so many places those that so many people can serve, rounded down. */
export function staffedPlaces(places: number, { full }: Pick<Roster, 'full'>, present: number): number {
  return full === null || present >= full ? places : Math.floor((places * present) / full);
}

/** Whose week somebody works. */
function inPlaceOf(changes: readonly RosterChange[], staff: string): string {
  for (const change of changes) {
    if (change.kind !== 'swap') continue;
    if (change.staff === staff) return change.partner;
    if (change.partner === staff) return change.staff;
  }
  return staff;
}

function usualSpans({ shifts }: Roster, { date, weekday }: RosterDay, staff: string): WorkSpan[] {
  const begun = shifts.filter((shift) => shift.staff === staff && shift.validFrom <= date);
  const latest = begun
    .map(({ validFrom }) => validFrom)
    .sort()
    .at(-1);
  return begun
    .filter(({ validFrom, weekdays }) => validFrom === latest && weekdays.includes(weekday))
    .map(spanOf);
}

function spanOf({ from, to }: { readonly from: string | null; readonly to: string | null }): WorkSpan {
  return { from: minutesOf(from ?? '00:00'), to: minutesOf(to ?? '24:00') };
}

function joined(spans: readonly WorkSpan[]): readonly WorkSpan[] {
  const found: { from: number; to: number }[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else found.push({ ...span });
  }
  return found;
}

function without(spans: readonly WorkSpan[], gap: WorkSpan): readonly WorkSpan[] {
  return spans
    .flatMap((span) => [
      { from: span.from, to: Math.min(span.to, gap.from) },
      { from: Math.max(span.from, gap.to), to: span.to },
    ])
    .filter(({ from, to }) => to > from);
}

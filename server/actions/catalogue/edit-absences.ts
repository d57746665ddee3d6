import { z } from 'zod';
import { addDays, daysBetween, localDate } from '../../domain/calendar/local-time.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { absenceCauses, type RosterChange } from '../../domain/staff/roster.ts';
import { type CatalogueEdit, edited, type FieldProblem, problem } from './catalogue-edit.ts';
import { noRoster, withRoster } from './edit-roster.ts';
import { siteNamed } from './edit-site.ts';
import { choice, date, flag, optionalDate, optionalText, optionalTime, rows, text } from './input-parts.ts';

/** What differs from the week, as it is chosen. */
export const rosterChanges = [...absenceCauses, 'extra', 'swap'] as const;

/** a year and a day */
const longestChange = 366;
/** Days after which what is over is of no use to anybody. */
const daysKept = 400;

const row = z.object({
  staff: text(60),
  what: choice(rosterChanges),
  first: date,
  last: optionalDate,
  from: optionalTime,
  to: optionalTime,
  partner: optionalText(60),
  remove: flag,
});
const schema = z.object({ changes: rows(['first', 'last', 'from', 'to', 'partner'], row) });
type Row = z.infer<typeof row>;

/** Those that are not over yet: what is past stays as it was. */
export function comingChanges(
  { roster = noRoster, timeZone }: Pick<Site, 'roster' | 'timeZone'>,
  now: number,
): readonly RosterChange[] {
  const today = localDate(now, timeZone);
  return roster.changes.filter(({ last }) => last >= today);
}

/** What of it is for others than the managers of a site: that somebody is away, not why. */
export function withoutCauses(stored: object): object {
  const { changes = {} } = stored as {
    readonly changes?: Readonly<Record<string, { readonly what: string }>>;
  };
  const shownOf = (what: string) => (absenceCauses.some((cause) => cause === what) ? 'absent' : what);
  return {
    changes: Object.fromEntries(
      Object.entries(changes).map(([id, change]) => [id, { ...change, what: shownOf(change.what) }]),
    ),
  };
}

/** Absences, extra shifts and swaps of the people of a site. */
export const editAbsences: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'site.absences',
  schema,
  siteOf: (subject) => subject,
  read: (records, subject, now) => {
    const site = siteNamed(records, subject);
    if (site === undefined) return null;
    return { changes: Object.fromEntries(comingChanges(site, now).map((one) => [one.id, shown(one)])) };
  },
  apply: (records, subject, input, { newId, now }) => {
    const site = siteNamed(records, subject);
    if (site === undefined) return edited(records);
    const { roster = noRoster } = site;
    const today = localDate(now, site.timeZone);
    const coming = comingChanges(site, now);
    const problems: FieldProblem[] = [];
    const changes = roster.changes.filter(
      (one) => !coming.includes(one) && one.last >= addDays(today, -daysKept),
    );
    for (const [key, given] of Object.entries(input.changes)) {
      const known = coming.find(({ id }) => id === key);
      if ((known === undefined && !key.startsWith('new')) || given.remove) continue;
      const field = (name: keyof Row) => `changes.${key}.${name}`;
      const wrong =
        problemOf(given, { today, began: known?.first ?? null, field }) ?? swapProblem(given, changes, field);
      if (wrong !== null) problems.push(wrong);
      else changes.push(changeOf(given, known?.id ?? newId()));
    }
    if (problems.length > 0) return { ok: false, problems };
    const sorted = changes.sort((a, b) => (a.first + a.id < b.first + b.id ? -1 : 1));
    return edited(withRoster(records, subject, { ...roster, changes: sorted }));
  },
};

function shown(change: RosterChange): object {
  const { staff, kind, first, last } = change;
  return {
    staff,
    what: kind === 'absence' ? change.cause : kind,
    first,
    last,
    from: kind === 'swap' ? null : change.from,
    to: kind === 'swap' ? null : change.to,
    partner: kind === 'swap' ? change.partner : null,
  };
}

function changeOf({ staff, what, first, last, from, to, partner }: Row, id: string): RosterChange {
  const whom = { id, staff, first, last: last ?? first };
  if (what === 'swap') return { ...whom, kind: 'swap', partner: partner ?? '' };
  if (what === 'extra') return { ...whom, kind: 'extra', from: from ?? '', to: to ?? '' };
  return { ...whom, kind: 'absence', cause: what, from, to };
}

interface ProblemAsk {
  readonly today: string;
  /** of one that is stored; null: it is new */
  readonly began: string | null;
  readonly field: (name: keyof Row) => string;
}

function problemOf(
  { staff, what, first, last, from, to, partner }: Row,
  { today, began, field }: ProblemAsk,
): FieldProblem | null {
  if (first < today && first !== began) return problem(field('first'), 'in_the_past');
  if (last !== null && last < first) return problem(field('last'), 'ends_before_it_begins');
  if (last !== null && daysBetween(first, last) > longestChange)
    return problem(field('last'), 'not_after', { max: addDays(first, longestChange) });
  if (what === 'swap') {
    if (partner === null) return problem(field('partner'), 'required');
    if (partner === staff) return problem(field('partner'), 'not_allowed');
    return from === null && to === null ? null : problem(field(from === null ? 'to' : 'from'), 'not_allowed');
  }
  if (partner !== null) return problem(field('partner'), 'not_allowed');
  const timed = what === 'extra' || from !== null || to !== null;
  if (timed && (from === null || to === null))
    return problem(field(from === null ? 'from' : 'to'), 'required');
  return from !== null && to !== null && to <= from ? problem(field('to'), 'ends_before_it_begins') : null;
}

/** Whoever has swapped a day cannot swap it with somebody else as well. */
function swapProblem(
  { staff, what, first, last, partner }: Row,
  others: readonly RosterChange[],
  field: (name: keyof Row) => string,
): FieldProblem | null {
  if (what !== 'swap') return null;
  const twice = others.some(
    (other) =>
      other.kind === 'swap' &&
      other.first <= (last ?? first) &&
      first <= other.last &&
      [other.staff, other.partner].some((one) => one === staff || one === partner),
  );
  return twice ? problem(field('first'), 'twice') : null;
}

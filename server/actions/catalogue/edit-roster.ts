import { z } from 'zod';
import { localDate } from '../../domain/calendar/local-time.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { Roster, RosterShift } from '../../domain/staff/roster.ts';
import { type CatalogueEdit, edited, type FieldProblem, problem, withChanged } from './catalogue-edit.ts';
import { siteNamed } from './edit-site.ts';
import { choices, date, flag, optionalTime, optionalWhole, rows, text } from './input-parts.ts';

const row = z.object({
  staff: text(60),
  validFrom: date,
  weekdays: choices,
  from: optionalTime,
  to: optionalTime,
  remove: flag,
});
const schema = z.object({
  full: optionalWhole(1, 99),
  shifts: rows(['validFrom', 'weekdays', 'from', 'to'], row),
});
type Row = z.infer<typeof row>;

/** What an office has before anybody has entered a roster. */
export const noRoster: Roster = { full: null, shifts: [], changes: [] };

/** Shifts that hold today or will: those that a later week of the same person has replaced stay as they were. */
export function comingShifts({ roster = noRoster, timeZone }: Site, now: number): readonly RosterShift[] {
  const today = localDate(now, timeZone);
  const latest = new Map<string, string>();
  for (const { staff, validFrom } of roster.shifts)
    if (validFrom <= today && validFrom > (latest.get(staff) ?? '')) latest.set(staff, validFrom);
  return roster.shifts.filter(({ staff, validFrom }) => validFrom >= (latest.get(staff) ?? ''));
}

/** The weeks of the people of a site, and how many of them all places need. */
export const editRoster: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'site.roster',
  schema,
  siteOf: (subject) => subject,
  read: (records, subject, now) => {
    const site = siteNamed(records, subject);
    if (site === undefined) return null;
    const shown = ({ staff, validFrom, weekdays, from, to }: RosterShift) => {
      return { staff, validFrom, weekdays: weekdays.map(String), from, to };
    };
    return {
      full: site.roster?.full ?? null,
      shifts: Object.fromEntries(comingShifts(site, now).map((shift) => [shift.id, shown(shift)])),
    };
  },
  apply: (records, subject, { full, shifts: given }, { newId, now }) => {
    const site = siteNamed(records, subject);
    if (site === undefined) return edited(records);
    const { roster = noRoster } = site;
    const coming = comingShifts(site, now);
    const problems: FieldProblem[] = [];
    const shifts = roster.shifts.filter((shift) => !coming.includes(shift));
    for (const [key, typed] of Object.entries(given)) {
      const known = coming.some(({ id }) => id === key);
      if ((!known && !key.startsWith('new')) || typed.remove) continue;
      const shift = shiftOf(typed, known ? key : newId());
      const wrong = problemOf(shift, shifts, (name) => `shifts.${key}.${name}`);
      if (wrong !== null) problems.push(wrong);
      else shifts.push(shift);
    }
    if (full !== null && shifts.length === 0) problems.push(problem('shifts.new1.from', 'required'));
    if (problems.length > 0) return { ok: false, problems };
    const sorted = shifts.sort((a, b) => (a.validFrom + a.id < b.validFrom + b.id ? -1 : 1));
    return edited(withRoster(records, subject, { ...roster, full, shifts: sorted }));
  },
};

/** The records with another roster at a site; an empty one is none. */
export function withRoster(
  records: Parameters<typeof siteNamed>[0],
  code: string,
  next: Roster,
): Parameters<typeof siteNamed>[0] {
  const empty = next.full === null && next.shifts.length === 0 && next.changes.length === 0;
  const sites = withChanged(records.sites, code, ({ roster: _before, ...site }) =>
    empty ? site : { ...site, roster: next },
  );
  return { ...records, sites };
}

function shiftOf({ staff, validFrom, weekdays, from, to }: Row, id: string): RosterShift {
  return { id, staff, validFrom, weekdays: weekdays.map(Number).sort(), from, to };
}

function problemOf(
  shift: RosterShift,
  others: readonly RosterShift[],
  field: (name: keyof Row) => string,
): FieldProblem | null {
  const { staff, validFrom, weekdays, from, to } = shift;
  if (!weekdays.every((one) => one >= 1 && one <= 7)) return problem(field('weekdays'), 'not_allowed');
  // from that day on they work here no more
  if (weekdays.length === 0 && from === null && to === null) return null;
  if (weekdays.length === 0) return problem(field('weekdays'), 'required');
  if (from === null || to === null) return problem(field(from === null ? 'from' : 'to'), 'required');
  if (to <= from) return problem(field('to'), 'ends_before_it_begins');
  const twice = others.some(
    (other) =>
      other.staff === staff &&
      other.validFrom === validFrom &&
      other.weekdays.some((weekday) => weekdays.includes(weekday)) &&
      from < (other.to ?? '') &&
      (other.from ?? '') < to,
  );
  return twice ? problem(field('from'), 'overlaps') : null;
}

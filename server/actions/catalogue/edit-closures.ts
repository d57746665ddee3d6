import { z } from 'zod';
import { addDays, daysBetween, localDate } from '../../domain/calendar/local-time.ts';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import type { Site, SiteException } from '../../domain/catalogue/site.ts';
import { type CatalogueEdit, edited, type FieldProblem, problem, withChanged } from './catalogue-edit.ts';
import { reasonInputs, reasonOf, reasonProblems, typedOfReason } from './closure-reason.ts';
import { siteNamed } from './edit-site.ts';
import { choice, date, flag, optionalDate, optionalTime, rows } from './input-parts.ts';

const longestClosure = 62;

const row = z.object({
  date,
  until: optionalDate.optional(),
  kind: choice(['closed', 'open']),
  from: optionalTime,
  to: optionalTime,
  ...reasonInputs,
  remove: flag,
});
const schema = z.object({ closures: rows(['date', 'until', 'from', 'to', ...typedOfReason], row) });
type Row = z.infer<typeof row>;

/** Those from today on: what is past stays as it was. */
export function comingExceptions(site: Site, now: number): readonly SiteException[] {
  const today = localDate(now, site.timeZone);
  return site.exceptions.filter((exception) => exception.date >= today);
}

/** Closures and special openings of a site, each with the reason that the public reads. */
export const editClosures: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'site.closures',
  schema,
  siteOf: (subject) => subject,
  read: (records, subject, now) => {
    const site = siteNamed(records, subject);
    if (site === undefined) return null;
    const shown = ({ date: day, kind, from, to, reason }: SiteException) => ({
      date: day,
      kind,
      from,
      to,
      reason,
    });
    return {
      closures: Object.fromEntries(comingExceptions(site, now).map((one) => [one.id, shown(one)])),
    };
  },
  apply: (records, subject, input, { newId, now }) => {
    const site = siteNamed(records, subject);
    if (site === undefined) return edited(records);
    const today = localDate(now, site.timeZone);
    const coming = new Set(comingExceptions(site, now).map(({ id }) => id));
    const problems: FieldProblem[] = [];
    const exceptions = site.exceptions.filter(({ id }) => !coming.has(id));
    for (const [key, given] of Object.entries(input.closures)) {
      if ((!coming.has(key) && !key.startsWith('new')) || given.remove) continue;
      const field = (name: string) => `closures.${key}.${name}`;
      const wrong = closureProblem(given, today, field);
      const found = [...(wrong === null ? [] : [wrong]), ...reasonProblems(records, given, field)];
      problems.push(...found);
      if (found.length > 0) continue;
      const said = { ...given, reason: reasonOf(records, given) };
      exceptions.push(
        ...closureDates(given).map((day) => exceptionOf(said, day, coming.has(key) ? key : newId())),
      );
    }
    if (problems.length > 0) return { ok: false, problems };
    return edited(withExceptions(records, subject, exceptions));
  },
};

function withExceptions(
  records: CatalogueRecords,
  code: string,
  exceptions: readonly SiteException[],
): CatalogueRecords {
  return { ...records, sites: withChanged(records.sites, code, (site) => ({ ...site, exceptions })) };
}

type Span = Pick<Row, 'date' | 'until' | 'from' | 'to'>;

/** What is wrong with a closure that begins on this day or later; `field` names its inputs. */
export function closureProblem(
  { date: day, until, from, to }: Span,
  today: string,
  field: (name: keyof Span) => string,
): FieldProblem | null {
  if (day < today) return problem(field('date'), 'in_the_past');
  if (until && until < day) return problem(field('until'), 'ends_before_it_begins');
  if (until && daysBetween(day, until) > longestClosure)
    return problem(field('until'), 'too_large', { min: 1, max: longestClosure });
  if ((from === null) !== (to === null)) return problem(field(from === null ? 'from' : 'to'), 'required');
  if (from !== null && to !== null && to <= from) return problem(field('to'), 'ends_before_it_begins');
  return null;
}

/** Local dates from the first to the last. */
export function closureDates({ date: day, until }: Pick<Span, 'date' | 'until'>): string[] {
  const days = until ? daysBetween(day, until) : 0;
  return Array.from({ length: days + 1 }, (_, index) => addDays(day, index));
}

function exceptionOf({ kind, from, to, reason }: Row, day: string, id: string): SiteException {
  return { id, date: day, kind, from, to, reason };
}

import { z } from 'zod';
import { addDays, daysBetween, localDate } from '../../domain/calendar/local-time.ts';
import { holdsOn } from '../../domain/calendar/part-closures.ts';
import type { ClosedPart, PartClosure, Site } from '../../domain/catalogue/site.ts';
import { type CatalogueEdit, edited, type FieldProblem, problem, withChanged } from './catalogue-edit.ts';
import { reasonInputs, reasonOf, reasonProblems, typedOfReason } from './closure-reason.ts';
import { siteNamed } from './edit-site.ts';
import {
  choices,
  date,
  flag,
  optionalDate,
  optionalText,
  optionalTime,
  optionalWhole,
  rows,
  text,
} from './input-parts.ts';

/** two years and a day */
const longestRule = 731;

const row = z.object({
  part: text(80),
  places: optionalWhole(1, 50),
  first: date,
  last: optionalDate,
  weekdays: choices,
  except: optionalText(1000),
  from: optionalTime,
  to: optionalTime,
  ...reasonInputs,
  remove: flag,
});
const schema = z.object({
  parts: rows(['first', 'last', 'weekdays', 'except', 'places', 'from', 'to', ...typedOfReason], row),
});
type Row = z.infer<typeof row>;

/** Those that are not over yet: what is past stays as it was. */
export function comingPartClosures(site: Site, now: number): readonly PartClosure[] {
  const today = localDate(now, site.timeZone);
  return (site.partClosures ?? []).filter(({ last }) => last >= today);
}

/** What a part is called in the form: "site", "queue:BJ-TSY:A", "places:BJ-TSY:A", "counter:BJ-TSY-3". */
function partName(part: ClosedPart): string {
  if (part.kind === 'site') return 'site';
  return `${part.kind}:${part.kind === 'counter' ? part.counter : part.queue}`;
}

function partOf(site: Site, { part, places }: Row): ClosedPart | null {
  if (part === 'site') return { kind: 'site' };
  const [kind, ...rest] = part.split(':');
  const subject = rest.join(':');
  if (kind === 'counter')
    return site.counters.some(({ code }) => code === subject) ? { kind, counter: subject } : null;
  if (!site.queues.some(({ id }) => id === subject)) return null;
  if (kind === 'places') return { kind, queue: subject, places: places ?? 0 };
  return kind === 'queue' ? { kind, queue: subject } : null;
}

/** Closures of parts of a site: once, for several days, or every week. */
export const editPartClosures: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'site.part_closures',
  schema,
  siteOf: (subject) => subject,
  read: (records, subject, now) => {
    const site = siteNamed(records, subject);
    if (site === undefined) return null;
    return { parts: Object.fromEntries(comingPartClosures(site, now).map((one) => [one.id, shown(one)])) };
  },
  apply: (records, subject, input, { newId, now }) => {
    const site = siteNamed(records, subject);
    if (site === undefined) return edited(records);
    const today = localDate(now, site.timeZone);
    const coming = comingPartClosures(site, now);
    const problems: FieldProblem[] = [];
    const closures = (site.partClosures ?? []).filter((one) => !coming.includes(one));
    for (const [key, given] of Object.entries(input.parts)) {
      const known = coming.find(({ id }) => id === key);
      if ((known === undefined && !key.startsWith('new')) || given.remove) continue;
      const field = (name: string) => `parts.${key}.${name}`;
      const said = { ...given, reason: reasonOf(records, given) };
      const closure = closureOf(site, said, known?.id ?? newId());
      const wrong = problemOf(given, closure, { today, began: known?.first ?? null, field });
      const found = [...(wrong === null ? [] : [wrong]), ...reasonProblems(records, given, field)];
      problems.push(...found);
      if (found.length === 0 && closure !== null) closures.push(closure);
    }
    if (problems.length > 0) return { ok: false, problems };
    const partClosures = closures.sort((a, b) => (a.first + a.id < b.first + b.id ? -1 : 1));
    return edited({
      ...records,
      sites: withChanged(records.sites, subject, (one) => ({ ...one, partClosures })),
    });
  },
};

function shown({ part, first, last, weekdays, except, from, to, reason }: PartClosure): object {
  return {
    part: partName(part),
    places: part.kind === 'places' ? part.places : null,
    first,
    last,
    weekdays: weekdays.map(String),
    except: except.join(', '),
    from,
    to,
    reason,
  };
}

function datesIn(given: string | null): string[] {
  const found = (given ?? '').split(/[\s,;，；、]+/).filter((one) => one !== '');
  return [...new Set(found)].sort();
}

function closureOf(site: Site, given: Row, id: string): PartClosure | null {
  const part = partOf(site, given);
  if (part === null) return null;
  const { first, last, from, to, reason } = given;
  const weekdays = given.weekdays.map(Number).sort();
  return { id, part, first, last: last ?? first, weekdays, except: datesIn(given.except), from, to, reason };
}

interface ProblemAsk {
  readonly today: string;
  /** of a rule that is stored; null: it is new */
  readonly began: string | null;
  readonly field: (name: keyof Row) => string;
}

function problemOf(
  given: Row,
  closure: PartClosure | null,
  { today, began, field }: ProblemAsk,
): FieldProblem | null {
  if (closure === null) return problem(field('part'), 'not_allowed');
  const { part, first, last, weekdays, except, from, to } = closure;
  if (part.kind === 'places' && given.places === null) return problem(field('places'), 'required');
  if (first < today && first !== began) return problem(field('first'), 'in_the_past');
  if (last < first) return problem(field('last'), 'ends_before_it_begins');
  if (daysBetween(first, last) > longestRule)
    return problem(field('last'), 'not_after', { max: addDays(first, longestRule) });
  if (!weekdays.every((one) => one >= 1 && one <= 7)) return problem(field('weekdays'), 'not_allowed');
  if (!except.every((one) => date.safeParse(one).success)) return problem(field('except'), 'wrong_format');
  const outside = except.find((one) => !holdsOn({ ...closure, except: [] }, one));
  if (outside !== undefined) return problem(field('except'), 'not_of_the_rule', { found: outside });
  if (!hasDay(closure)) return problem(field(except.length > 0 ? 'except' : 'weekdays'), 'no_such_day');
  if ((from === null) !== (to === null)) return problem(field(from === null ? 'from' : 'to'), 'required');
  return from !== null && to !== null && to <= from ? problem(field('to'), 'ends_before_it_begins') : null;
}

/** A rule that never comes true was mistyped. */
function hasDay(closure: PartClosure): boolean {
  const days = daysBetween(closure.first, closure.last);
  for (let day = 0; day <= days; day += 1) if (holdsOn(closure, addDays(closure.first, day))) return true;
  return false;
}

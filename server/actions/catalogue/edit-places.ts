import { z } from 'zod';
import { laterInTime } from '../../domain/booking/second-release.ts';
import type { PlacePlan, PlaceSpan, Queue } from '../../domain/catalogue/site.ts';
import { type CatalogueEdit, edited, type FieldProblem, problem, withChanged } from './catalogue-edit.ts';
import { siteNamed } from './edit-site.ts';
import { optionalTime, optionalWhole, whole } from './input-parts.ts';

export const placeSpans = ['s1', 's2', 's3', 's4'] as const;
const span = z.object({ from: optionalTime, until: optionalTime, places: optionalWhole(0, 50) });
const empty = { from: null, until: null, places: null };
const row = z.object({
  walkInShare: whole(0, 100),
  laterShare: whole(0, 100),
  spans: z.object({
    s1: span.default(empty),
    s2: span.default(empty),
    s3: span.default(empty),
    s4: span.default(empty),
  }),
});
const schema = z.object({ laterAt: optionalTime, queues: z.record(z.string(), row).default({}) });
type Row = z.infer<typeof row>;

/** How the places of each queue are given out: by time of day, kept back for walk-ins, kept for the second release. */
export const editPlaces: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'site.places',
  schema,
  siteOf: (subject) => subject,
  read: (records, subject) => {
    const site = siteNamed(records, subject);
    if (site === undefined) return null;
    return {
      laterAt: site.rules.laterAt,
      queues: Object.fromEntries(site.queues.map((queue) => [queue.id, shown(queue)])),
    };
  },
  apply: (records, subject, { laterAt, queues: given }) => {
    const site = siteNamed(records, subject);
    if (site === undefined) return edited(records);
    const problems: FieldProblem[] = [];
    const queues = site.queues.map((queue) => {
      const its = given[queue.id];
      return its === undefined ? queue : withPlan(queue, its, problems);
    });
    const rules = { ...site.rules, laterAt };
    const kept = queues.some(({ plan }) => (plan?.laterShare ?? 0) > 0);
    if (kept && laterAt === null) problems.push(problem('laterAt', 'required'));
    if (!laterInTime({ ...site, rules })) problems.push(problem('laterAt', 'never_bookable'));
    if (problems.length > 0) return { ok: false, problems };
    return edited({
      ...records,
      sites: withChanged(records.sites, subject, (one) => ({ ...one, queues, rules })),
    });
  },
};

function shown({ plan }: Queue): object {
  const spans = placeSpans.map((key, index) => [key, plan?.spans[index] ?? empty] as const);
  return {
    walkInShare: plan?.walkInShare ?? 0,
    laterShare: plan?.laterShare ?? 0,
    spans: Object.fromEntries(spans),
  };
}

function withPlan({ plan: _before, ...queue }: Queue, given: Row, problems: FieldProblem[]): Queue {
  const { walkInShare, laterShare } = given;
  const at = `queues.${queue.id}`;
  if (walkInShare + laterShare > 100)
    problems.push(problem(`${at}.laterShare`, 'too_large', { max: 100 - walkInShare }));
  const spans = spansOf(given.spans, `${at}.spans`, problems);
  const plan: PlacePlan = { spans, walkInShare, laterShare };
  return spans.length === 0 && walkInShare === 0 && laterShare === 0 ? queue : { ...queue, plan };
}

function spansOf(given: Row['spans'], at: string, problems: FieldProblem[]): PlaceSpan[] {
  const spans: PlaceSpan[] = [];
  for (const key of placeSpans) {
    const { from, until, places } = given[key];
    const field = (name: keyof PlaceSpan) => `${at}.${key}.${name}`;
    if (from === null && until === null && places === null) continue;
    if (from === null || until === null || places === null) {
      const missing = from === null ? 'from' : until === null ? 'until' : 'places';
      problems.push(problem(field(missing), 'required'));
    } else if (until <= from) problems.push(problem(field('until'), 'ends_before_it_begins'));
    else if (spans.some((other) => from < other.until && other.from < until))
      problems.push(problem(field('from'), 'overlaps'));
    else spans.push({ from, until, places });
  }
  return spans.sort((a, b) => (a.from < b.from ? -1 : 1));
}

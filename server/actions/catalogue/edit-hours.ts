import { z } from 'zod';
import type { OpeningSession } from '../../domain/catalogue/site.ts';
import { type CatalogueEdit, edited, type FieldProblem, problem, withChanged } from './catalogue-edit.ts';
import { siteNamed } from './edit-site.ts';
import { choices, optionalTime, whole } from './input-parts.ts';

export const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;
const session = z.object({ opens: optionalTime, closes: optionalTime });
const day = z.object({ s1: session, s2: session, s3: session });
const schema = z.object({
  days: z.object({ 1: day, 2: day, 3: day, 4: day, 5: day, 6: day, 7: day }),
  makeUpWeekday: whole(1, 7),
  /** typed once for several weekdays, instead of what stands there */
  same: z.object({ days: choices, s1: session.optional(), s2: session.optional() }).optional(),
});
type HoursInput = z.infer<typeof schema>;
type Day = HoursInput['days'][1];

const places = ['s1', 's2', 's3'] as const;

/** The weekly opening hours, several stretches a day. */
export const editHours: CatalogueEdit<HoursInput> = {
  action: 'site.hours',
  schema,
  siteOf: (subject) => subject,
  read: (records, subject) => {
    const site = siteNamed(records, subject);
    if (site === undefined) return null;
    const shown = (weekday: string) => {
      const own = site.sessions.filter((one) => one.weekday === Number(weekday));
      return Object.fromEntries(
        places.map((place, index) => [
          place,
          { opens: own[index]?.opens ?? null, closes: own[index]?.closes ?? null },
        ]),
      );
    };
    return {
      days: Object.fromEntries(weekdays.map((weekday) => [weekday, shown(weekday)])),
      makeUpWeekday: site.makeUpWeekday,
    };
  },
  apply: (records, subject, { days, makeUpWeekday, same }) => {
    const problems: FieldProblem[] = [];
    const once = new Set(same?.days);
    const alike: Day = { s1: same?.s1 ?? none, s2: same?.s2 ?? none, s3: none };
    if (once.size > 0) sessionsOf(0, alike, problems, 'same');
    else if (Object.values(alike).some(({ opens, closes }) => opens !== null || closes !== null))
      problems.push(problem('same.days', 'required'));
    if (problems.length > 0) return { ok: false, problems };
    const sessions = weekdays.flatMap((weekday) =>
      sessionsOf(Number(weekday), once.has(weekday) ? alike : days[weekday], problems),
    );
    if (problems.length > 0) return { ok: false, problems };
    return edited({
      ...records,
      sites: withChanged(records.sites, subject, (site) => ({ ...site, sessions, makeUpWeekday })),
    });
  },
};

const none = { opens: null, closes: null };

function sessionsOf(
  weekday: number,
  given: Day,
  problems: FieldProblem[],
  above = `days.${weekday}`,
): OpeningSession[] {
  const sessions: OpeningSession[] = [];
  for (const place of places) {
    const { opens, closes } = given[place];
    const field = (name: string) => `${above}.${place}.${name}`;
    if (opens === null && closes === null) continue;
    if (opens === null || closes === null)
      problems.push(problem(field(opens === null ? 'opens' : 'closes'), 'required'));
    else if (closes <= opens) problems.push(problem(field('closes'), 'ends_before_it_begins'));
    else if (sessions.some((other) => opens < other.closes && other.opens < closes))
      problems.push(problem(field('opens'), 'overlaps'));
    else sessions.push({ weekday, opens, closes });
  }
  return sessions.sort((a, b) => (a.opens < b.opens ? -1 : 1));
}

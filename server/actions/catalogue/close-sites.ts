import { z } from 'zod';
import { localDate } from '../../domain/calendar/local-time.ts';
import type { SiteException } from '../../domain/catalogue/site.ts';
import { type CatalogueEdit, edited, problem, wrong } from './catalogue-edit.ts';
import { reasonInputs, reasonOf, reasonProblems } from './closure-reason.ts';
import { closureDates, closureProblem } from './edit-closures.ts';
import { choices, optionalDate, optionalTime } from './input-parts.ts';

const schema = z.object({
  sites: choices,
  /** all offices of these cities that the public sees */
  cities: choices,
  date: optionalDate,
  until: optionalDate.optional(),
  from: optionalTime,
  to: optionalTime,
  ...reasonInputs,
});

/** Closes several sites at once, with one reason; a day on which a site is closed already from morning till night stays as it is. */
export const closeSites: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'site.close',
  schema,
  siteOf: () => null,
  ofOwnSites: true,
  read: () => null,
  apply: (records, _subject, input, { newId, now }) => {
    const { sites: codes, cities, from, to } = input;
    const reason = reasonOf(records, input);
    const { date } = input;
    // whatever is missing is told at once
    const missing = [
      ...(codes.length === 0 && cities.length === 0 ? [problem('sites', 'required')] : []),
      ...(date === null ? [problem('date', 'required')] : []),
      ...reasonProblems(records, input, (name) => name),
    ];
    if (date === null || missing.length > 0) return { ok: false, problems: missing };
    const asked = { ...input, date };
    const known = (code: string) => records.sites.some((site) => site.code === code);
    if (!codes.every(known)) return wrong('sites', 'not_allowed');
    const shown = records.sites.filter(({ active }) => active);
    if (!cities.every((code) => shown.some(({ city }) => city === code)))
      return wrong('cities', 'not_allowed');
    const chosen = records.sites.filter(
      ({ code, city, active }) => codes.includes(code) || (active && cities.includes(city)),
    );
    for (const { timeZone } of chosen) {
      const unfit = closureProblem(asked, localDate(now, timeZone), (name) => name);
      if (unfit !== null) return { ok: false, problems: [unfit] };
    }
    const closed = ({ kind, from: opens }: SiteException) => kind === 'closed' && opens === null;
    const sites = records.sites.map((site) => {
      if (!chosen.includes(site)) return site;
      const taken = new Set(site.exceptions.filter(closed).map((one) => one.date));
      const added = closureDates(asked)
        .filter((day) => !taken.has(day))
        .map((day) => ({ id: newId(), date: day, kind: 'closed' as const, from, to, reason }));
      return { ...site, exceptions: [...site.exceptions, ...added] };
    });
    return edited({ ...records, sites });
  },
};

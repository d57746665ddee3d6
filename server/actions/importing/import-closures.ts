import { z } from 'zod';
import { localDate } from '../../domain/calendar/local-time.ts';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import type { SiteException } from '../../domain/catalogue/site.ts';
import { problemsIn } from '../catalogue/carry-out-edit.ts';
import { type Edited, type EditTools, edited, withChanged, wrong } from '../catalogue/catalogue-edit.ts';
import { closureDates, closureProblem, comingExceptions } from '../catalogue/edit-closures.ts';
import { siteNamed } from '../catalogue/edit-site.ts';
import { choice, date, optionalDate, optionalTime, text, words } from '../catalogue/input-parts.ts';
import type { Cells } from './import-row.ts';
import type { CatalogueImport } from './plan-import.ts';

const schema = z.object({
  site: text(40),
  date,
  until: optionalDate,
  kind: choice(['closed', 'open']),
  from: optionalTime,
  to: optionalTime,
  reason: words(120),
});
type Closure = z.infer<typeof schema>;

const columnOf: Readonly<Record<string, string>> = { 'reason.zh-CN': 'reason_zh', 'reason.en': 'reason_en' };

/** Days on which offices are closed or specially open: known by office, day, kind and beginning. None is taken away. */
export const importClosures: CatalogueImport = {
  name: 'closures',
  action: 'site.closures_import',
  columns: [
    { key: 'site', needed: true },
    { key: 'date', needed: true },
    ...['until', 'kind', 'from', 'to'].map((key) => ({ key })),
    { key: 'reason_zh', needed: true },
    { key: 'reason_en', needed: true },
  ],
  keysOf: (cells) => {
    const read = readClosure(cells);
    if (!read.success || daysOf(read.data) === null) return [];
    return closureDates(read.data).map((day) => keyOf(read.data.site, { ...read.data, date: day }));
  },
  lineOf: (records, key) => {
    const [site = '', day, kind, from] = key.split('|');
    const found = siteNamed(records, site)?.exceptions.find(
      (one) => one.date === day && one.kind === kind && (one.from ?? '') === from,
    );
    return found === undefined ? null : lineOfClosure(site, found);
  },
  lines: (records, now) =>
    records.sites.flatMap((site) =>
      comingExceptions(site, now).map((exception) => lineOfClosure(site.code, exception)),
    ),
  apply: (records, cells, tools) => {
    const read = readClosure(cells);
    if (!read.success) {
      const problems = problemsIn(read.error).map((one) => ({
        ...one,
        field: columnOf[one.field] ?? one.field,
      }));
      return { ok: false, problems };
    }
    return closed(records, read.data, tools);
  },
};

function readClosure(cells: Cells) {
  const { site = '', kind = '', reason_zh: chinese = '', reason_en: english = '' } = cells;
  return schema.safeParse({
    ...{ site: site.toUpperCase(), kind: kind === '' ? 'closed' : kind },
    ...{ date: cells['date'], until: cells['until'] ?? '', from: cells['from'] ?? '', to: cells['to'] ?? '' },
    reason: { 'zh-CN': chinese, en: english },
  });
}

/** Null: it cannot be one that is written. */
function daysOf(closure: Closure): Closure | null {
  return closureProblem(closure, closure.date, (name) => name) === null ? closure : null;
}

function closed(records: CatalogueRecords, closure: Closure, { newId, now }: EditTools): Edited {
  const site = siteNamed(records, closure.site);
  if (site === undefined) return wrong('site', 'not_allowed');
  const problem = closureProblem(closure, localDate(now, site.timeZone), (name) => name);
  if (problem !== null) return { ok: false, problems: [problem] };
  const { kind, from, to, reason } = closure;
  const exceptions = [...site.exceptions];
  for (const day of closureDates(closure)) {
    const place = exceptions.findIndex((one) => one.date === day && one.kind === kind && one.from === from);
    const kept = exceptions[place];
    const next = { id: kept?.id ?? newId(), date: day, kind, from, to, reason };
    if (kept === undefined) exceptions.push(next);
    else exceptions[place] = next;
  }
  const sites = withChanged(records.sites, site.code, (one) => ({ ...one, exceptions }));
  return edited({ ...records, sites });
}

function keyOf(
  site: string,
  { date: day, kind, from }: Pick<SiteException, 'date' | 'kind' | 'from'>,
): string {
  return [site, day, kind, from ?? ''].join('|');
}

function lineOfClosure(site: string, { date: day, kind, from, to, reason }: SiteException): Cells {
  return {
    ...{ site, date: day, until: '', kind, from: from ?? '', to: to ?? '' },
    ...{ reason_zh: reason['zh-CN'], reason_en: reason.en },
  };
}

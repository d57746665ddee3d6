import { openingOn } from '../../../domain/calendar/opening-hours.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { dateFormatting, noonOf } from '../../formatting.ts';
import { spansOf } from '../statistics/period.ts';
import type { ReportAsk } from './collect-report.ts';

/** More offices are not told one by one: their table shows on how many days each was open. */
const mostLines = 20;

/** Whether an office had no hall day at all in the period. */
function wasClosed(site: Site, { catalogue, period }: Pick<ReportAsk, 'catalogue' | 'period'>): boolean {
  return spansOf(period, 'day').every(
    ({ from }) => openingOn(site, catalogue.calendar, from).sessions.length === 0,
  );
}

/** Which office was closed on which days and why, so that nobody reads nothing as nobody: of one day, or for a reason; weekends are expected. */
export function closedLines(ask: ReportAsk): readonly string[] {
  const {
    sites,
    period,
    page: { t },
  } = ask;
  const lines = sites.flatMap((site) => {
    const days = closedDays(site, ask);
    if (days.length === 0) return [];
    const name = site.name[ask.page.locale];
    if (wasClosed(site, ask)) {
      const reason = days.find((one) => one.reason !== null)?.reason ?? t('reports.closed.plan');
      return [t(period.from === period.to ? 'reports.closed.day' : 'reports.closed.whole', { name, reason })];
    }
    return [...byReason(days)].map(([reason, its]) =>
      t('reports.closed.days', { name, reason, days: its.join(t('mail.listSeparator')) }),
    );
  });
  if (lines.length <= mostLines) return lines;
  return [...lines.slice(0, mostLines), t('reports.closed.more', { count: lines.length - mostLines })];
}

interface ClosedDay {
  readonly day: string;
  readonly reason: string | null;
}

function closedDays(site: Site, { catalogue, period, page: { t, locale } }: ReportAsk): readonly ClosedDay[] {
  const { day } = dateFormatting(locale);
  return spansOf(period, 'day').flatMap(({ from }) => {
    const opening = openingOn(site, catalogue.calendar, from);
    if (opening.sessions.length > 0) return [];
    const holiday =
      locale === 'zh-CN' && opening.status.name !== null ? opening.status.name : t('site.publicHoliday');
    const closure = opening.closure ? (opening.reason?.[locale] ?? null) : null;
    const reason = closure ?? (opening.status.kind === 'holiday' ? holiday : null);
    return [{ day: day(noonOf(from)), reason }];
  });
}

function byReason(days: readonly ClosedDay[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { day, reason } of days) {
    if (reason === null) continue;
    const its = found.get(reason);
    if (its === undefined) found.set(reason, [day]);
    else its.push(day);
  }
  return found;
}

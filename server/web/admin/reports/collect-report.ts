import type { System } from '../../../actions/system.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import type { Locale } from '../../../domain/catalogue/words.ts';
import type { ReportPeriod } from '../../../domain/report/report-period.ts';
import { words } from '../../../locales/words.ts';
import { collectStatistics } from '../statistics/collect-statistics.ts';
import { periodBefore, spansOf } from '../statistics/period.ts';
import type { Compared, TableAsk } from '../statistics/raw-table.ts';
import { mostCompared } from '../statistics/statistics-ask.ts';

export interface ReportAsk extends TableAsk {
  readonly period: ReportPeriod;
}

/** The figures of a period that is over, read and counted by what the page of statistics reads and counts them with. */
export async function collectReport(
  system: Pick<System, 'database' | 'clock' | 'catalogue'>,
  sites: readonly Site[],
  {
    period,
    locale,
    everySite,
  }: { readonly period: ReportPeriod; readonly locale: Locale; readonly everySite: boolean },
): Promise<ReportAsk> {
  const spans = spansOf(period, 'day');
  const [collected, before, catalogue] = await Promise.all([
    collectStatistics(system, sites, period, spans, { months: false, everySite }),
    beforeOf(system, sites, period),
    system.catalogue(),
  ]);
  return {
    collected,
    compared: { before, others: null },
    sites,
    catalogue,
    page: { t: words(locale), locale },
    grouping: 'day',
    today: period.to,
    period,
  };
}

async function beforeOf(
  system: Pick<System, 'database' | 'clock'>,
  sites: readonly Site[],
  asked: ReportPeriod,
): Promise<Compared['before']> {
  if (sites.length > mostCompared) return null;
  const period = periodBefore(asked);
  const { together } = await collectStatistics(system, sites, period, [period], {
    months: true,
    everySite: false,
  });
  return { period, numbers: together };
}

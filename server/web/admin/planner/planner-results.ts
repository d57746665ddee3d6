import type { Weekday } from '../../../actions/planning/ask-planner.ts';
import { clockTime, stepMinutes } from '../../../domain/queue/planning/half-hours.ts';
import type { DayAnswer } from '../../../domain/queue/planning/planning-answer.ts';
import { planRuns } from '../../../domain/queue/planning/planning-answer.ts';
import type { HalfHourFigures, PlanFigures } from '../../../domain/queue/planning/play-plan.ts';
import type { PageContext } from '../../page-context.ts';
import type { SafeHtml } from '../../safe-html.ts';
import { drawBeside } from '../statistics/draw-beside.ts';
import { type Chart, chartColours } from '../statistics/draw-chart.ts';

/** What the planner answered, as the page shows it. */
export interface PlannerResults {
  readonly verdict: { readonly text: string; readonly good: boolean } | null;
  readonly basis: string;
  readonly plans: readonly { readonly name: string; readonly chart: SafeHtml }[];
  readonly figures: readonly { readonly label: string; readonly values: readonly string[] }[];
  readonly rows: readonly {
    readonly time: string;
    readonly tickets: string;
    readonly plans: readonly (readonly string[])[];
  }[];
}

export interface ResultsAsk {
  readonly at: Weekday;
  readonly answer: DayAnswer;
  readonly typed: boolean;
  readonly targetMinutes: number;
}

export async function plannerResults(ask: ResultsAsk, page: PageContext): Promise<PlannerResults> {
  const { answer, at, typed, targetMinutes } = ask;
  const { t } = page;
  const shown = answer.least === null ? answer.plans : [...answer.plans.slice(0, 1), answer.least.figures];
  const names = [t('planner.planA'), t('planner.planB')];
  const ends = { most: axisEnd(shown), rightMost: at.site.counters.length };
  const charts = shown.map((figures, index) => chartOf(names[index] ?? '', figures, ends, page));
  const drawn = await drawBeside(charts);
  return {
    verdict: verdictOf(ask, page),
    basis: t(typed ? 'planner.basis.typed' : 'planner.basis.own', { runs: planRuns, count: at.alike.length }),
    plans: drawn.map((chart, index) => ({ name: names[index] ?? '', chart })),
    figures: figureRows(shown, targetMinutes, page),
    rows: (shown[0]?.halfHours ?? [])
      .map(({ from, tickets, open }, index) => ({
        open,
        time: `${clockTime(from)}–${clockTime(from + stepMinutes)}`,
        tickets: tenths(tickets),
        plans: shown.map(({ halfHours }) => cellsOf(halfHours[index], page)),
      }))
      .filter(({ open }) => open),
  };
}

function verdictOf({ answer, at }: ResultsAsk, { t }: PageContext): PlannerResults['verdict'] {
  if (answer.least === null) return null;
  const { found, figures } = answer.least;
  if (found.kind === 'found')
    return { good: true, text: t('planner.found', { hours: tenths(figures.staffHours) }) };
  const time = clockTime(at.halfHours[found.cell]?.from ?? 0);
  return { good: false, text: t('planner.beyond', { count: at.site.counters.length, time }) };
}

function figureRows(
  shown: readonly PlanFigures[],
  target: number,
  page: PageContext,
): PlannerResults['figures'] {
  const { t } = page;
  const of = (label: string, value: (figures: PlanFigures) => string) => ({
    label,
    values: shown.map(value),
  });
  return [
    of(t('planner.figure.p50'), ({ p50 }) => wait(p50, page)),
    of(t('planner.figure.p90'), ({ p90 }) => wait(p90, page)),
    of(t('planner.figure.within', { target }), ({ within }) => percent(within)),
    of(t('planner.figure.tickets'), ({ tickets }) => tenths(tickets)),
    of(t('planner.figure.left'), ({ left }) => tenths(left)),
    of(t('planner.figure.staffHours'), ({ staffHours }) => tenths(staffHours)),
    of(t('planner.figure.idleHours'), ({ idleHours }) => tenths(idleHours)),
  ];
}

function cellsOf(figures: HalfHourFigures | undefined, page: PageContext): readonly string[] {
  if (figures === undefined) return [];
  const { counters, p50, p90, within, idle } = figures;
  return [String(counters), wait(p50, page), wait(p90, page), percent(within), String(Math.round(idle))];
}

/** Both pictures have the same measure, so that they can be compared. */
function axisEnd(shown: readonly PlanFigures[]): number {
  const waits = shown
    .flatMap(({ halfHours }) => halfHours.map(({ p90 }) => p90 ?? 0))
    .filter(Number.isFinite);
  return Math.max(20, 10 * Math.ceil(Math.max(0, ...waits) / 10));
}

function chartOf(
  name: string,
  { halfHours }: PlanFigures,
  ends: { readonly most: number; readonly rightMost: number },
  { t }: PageContext,
): Chart {
  const line = (key: 'p50' | 'p90', colour: string) => ({
    name: t(`planner.column.${key}`),
    kind: 'line' as const,
    colour,
    values: halfHours.map((each) => {
      const value = each[key];
      return value === null || !Number.isFinite(value) ? null : Math.round(value * 10) / 10;
    }),
  });
  return {
    label: t('planner.chart', { plan: name }),
    categories: halfHours.map(({ from }) => clockTime(from)),
    unit: t('planner.unit.minutes'),
    rightUnit: t('planner.unit.counters'),
    beside: true,
    ...ends,
    series: [
      {
        name: t('planner.column.counters'),
        kind: 'bar',
        colour: chartColours.soft,
        values: halfHours.map(({ counters }) => counters),
        right: true,
      },
      line('p50', chartColours.port),
      line('p90', chartColours.deep),
    ],
  };
}

function wait(minutes: number | null, { t }: PageContext): string {
  if (minutes === null) return '–';
  return Number.isFinite(minutes) ? String(Math.round(minutes)) : t('planner.never');
}

function percent(share: number | null): string {
  return share === null ? '–' : String(Math.floor(100 * share + 1e-9));
}

function tenths(value: number): string {
  return String(Math.round(10 * value) / 10);
}

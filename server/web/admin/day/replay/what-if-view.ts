import type { ReplayedDay } from '../../../../actions/queue/replayed-days.ts';
import { minute } from '../../../../domain/calendar/durations.ts';
import { peakOf, stepsTogether } from '../../../../domain/queue/replay/day-replay.ts';
import { openSpans } from '../../../../domain/queue/replay/open-spans.ts';
import type { CounterChange } from '../../../../domain/queue/replay/what-if/counter-changes.ts';
import type { DayWaits, WhatIf } from '../../../../domain/queue/replay/what-if/what-if.ts';
import { formatting } from '../../../formatting.ts';
import { paths } from '../../../paths.ts';
import type { ReplayPlace } from './replay-place.ts';
import { fieldOf, type TypedWhatIf } from './what-if-form.ts';

/** Counters to be changed, and what would have come of it. */
export interface WhatIfView {
  readonly action: string;
  /** the moment that is shown */
  readonly at: string;
  readonly open: boolean;
  readonly rows: readonly WhatIfRow[];
  /** null: nobody has asked */
  readonly result: WhatIfResult | null;
  /** asked without a change */
  readonly unchanged: boolean;
}

/** One counter: `partials/day/what-if-counter.ejs`. */
export interface WhatIfRow {
  readonly code: string;
  readonly name: string;
  readonly was: string;
  readonly times: readonly WhatIfField[];
  readonly shut: { readonly name: string; readonly full: string; readonly chosen: boolean };
  readonly serves: {
    readonly name: string;
    readonly full: string;
    readonly error: string | null;
    readonly choices: readonly { readonly value: string; readonly label: string; readonly chosen: boolean }[];
  };
}

interface WhatIfField {
  readonly name: string;
  readonly label: string;
  /** with the counter, for whoever hears it */
  readonly full: string;
  readonly value: string;
  readonly error: string | null;
}

export interface WhatIfResult {
  readonly changes: readonly string[];
  readonly figures: readonly {
    readonly label: string;
    readonly real: string;
    readonly other: string;
    readonly look: 'better' | 'worse' | 'same';
    readonly difference: string;
  }[];
}

export function whatIfView(
  { replay }: ReplayedDay,
  place: ReplayPlace,
  typed: TypedWhatIf,
  { at, found }: { readonly at: string; readonly found: WhatIf | null },
): WhatIfView {
  const { page, site, date } = place;
  const { t } = page;
  const { timeSpan } = formatting(page.locale, site.timeZone);
  const spans = openSpans(replay);
  const errorAt = (field: string): string | null =>
    typed.errors.find((error) => error.field === field)?.message ?? null;
  return {
    ...{ action: paths.admin.replay(site.code, date), at },
    open: typed.asked,
    rows: typed.typed.map(({ counter, opens, closes, shut, queues }) => {
      const own = spans.get(counter.code) ?? [];
      const field = (what: 'opens' | 'closes', value: string): WhatIfField => {
        const name = fieldOf(what, counter);
        return {
          name,
          value,
          error: errorAt(name),
          label: t(`replay.whatIf.${what}`),
          full: t(`replay.whatIf.${what}Of`, { label: counter.label }),
        };
      };
      return {
        code: counter.code,
        name: t('day.timeline.counter', { label: counter.label }),
        was:
          own.length === 0
            ? t('replay.whatIf.never')
            : own.map(({ from, to }) => timeSpan(from, to)).join(page.locale === 'en' ? ', ' : '、'),
        times: [field('opens', opens), field('closes', closes)],
        shut: {
          ...{ name: fieldOf('shut', counter), chosen: shut },
          full: t('replay.whatIf.shutOf', { label: counter.label }),
        },
        serves: {
          name: fieldOf('serves', counter),
          full: t('replay.whatIf.servesOf', { label: counter.label }),
          error: errorAt(fieldOf('serves', counter)),
          choices: site.queues.map(({ id, code, name }) => ({
            ...{ value: code, label: `${code} ${name[page.locale]}`, chosen: queues.includes(id) },
          })),
        },
      };
    }),
    result: found === null ? null : resultOf(found, typed.changes, place, replay.to - replay.from),
    unchanged: typed.asked && typed.changes.length === 0 && typed.errors.length === 0,
  };
}

function resultOf(
  { real, other }: WhatIf,
  changes: readonly CounterChange[],
  { page, site }: ReplayPlace,
  length: number,
): WhatIfResult {
  const { t } = page;
  const minutes = (value: number | null): string =>
    value === null ? '–' : t('replay.minutes', { count: Math.round(value) });
  const hours = (value: number): string => t('replay.whatIf.hours', { hours: (value / 60).toFixed(1) });
  const most = ({ steps }: DayWaits): number => peakOf(stepsTogether([...steps.values()]))?.waiting ?? 0;
  const figure = (label: string, of: (waits: DayWaits) => number | null, say: (value: number) => string) => {
    const [was, is] = [of(real), of(other)];
    const by = Math.round(((is ?? 0) - (was ?? 0)) * 10) / 10;
    const same = was === null || is === null || say(was) === say(is);
    return {
      label,
      ...{ real: was === null ? '–' : say(was), other: is === null ? '–' : say(is) },
      look: same ? ('same' as const) : by < 0 ? ('better' as const) : ('worse' as const),
      difference: same ? '' : `${by < 0 ? '−' : '+'}${say(Math.abs(by))}`,
    };
  };
  const plain = (value: number): string => String(value);
  return {
    changes: changes.flatMap((change) => changeSaid(change, { page, site })),
    figures: [
      figure(t('replay.whatIf.median'), ({ median }) => median, minutes),
      figure(t('replay.whatIf.p90'), ({ p90 }) => p90, minutes),
      figure(t('replay.whatIf.most'), most, plain),
      figure(
        t('replay.whatIf.average'),
        ({ total }) => Math.round((total * minute * 10) / length) / 10,
        plain,
      ),
      figure(t('replay.whatIf.total'), ({ total }) => total, hours),
      figure(t('replay.whatIf.left'), ({ left }) => left, plain),
    ],
  };
}

function changeSaid(
  { counter, opens, closes, shut, queues }: CounterChange,
  { page: { t, locale }, site }: Pick<ReplayPlace, 'page' | 'site'>,
): string[] {
  const label = site.counters.find(({ code }) => code === counter)?.label ?? counter;
  const clock = (minutes: number): string =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  if (shut) return [t('replay.whatIf.said.shut', { label })];
  const names = (queues ?? []).map((id) => site.queues.find((queue) => queue.id === id)?.name[locale] ?? id);
  return [
    ...(opens === null ? [] : [t('replay.whatIf.said.opens', { label, time: clock(opens) })]),
    ...(closes === null ? [] : [t('replay.whatIf.said.closes', { label, time: clock(closes) })]),
    ...(queues === null
      ? []
      : [t('replay.whatIf.said.serves', { label, queues: names.join(locale === 'en' ? ', ' : '、') })]),
  ];
}

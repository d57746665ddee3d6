import type { ReplayedDay } from '../../../../actions/queue/replayed-days.ts';
import { minute } from '../../../../domain/calendar/durations.ts';
import { addDays, instantOfMinutes } from '../../../../domain/calendar/local-time.ts';
import { openingOn } from '../../../../domain/calendar/opening-hours.ts';
import {
  momentAt,
  peakOf,
  queueSteps,
  type Step,
  stepsTogether,
} from '../../../../domain/queue/replay/day-replay.ts';
import {
  type MomentLines,
  momentLines,
  type ReplayWords,
} from '../../../../domain/queue/replay/moment-lines.ts';
import type { WhatIf } from '../../../../domain/queue/replay/what-if/what-if.ts';
import type { FieldMessage } from '../../../form-field.ts';
import { dateFormatting, formatting, noonOf } from '../../../formatting.ts';
import { paths, withQuery } from '../../../paths.ts';
import { exampleHours } from '../../sites/example-hours.ts';
import { today } from '../../staff-sites.ts';
import { dayPath } from '../day-place.ts';
import { type ChartView, chartView } from './replay-chart.ts';
import type { ReplayPlace } from './replay-place.ts';
import { replayWords } from './replay-words.ts';
import { minutesIn, type TypedWhatIf } from './what-if-form.ts';
import { type WhatIfView, whatIfView } from './what-if-view.ts';

export interface ReplayView {
  readonly siteName: string;
  readonly day: string;
  readonly back: string;
  readonly before: string;
  /** null: it has not come yet */
  readonly after: string | null;
  /** why there is nothing to be looked at; null: there is */
  readonly nothing: string | null;
  readonly errors: readonly FieldMessage[];
  readonly shown: ShownDay | null;
}

/** A day that is looked at again, at one moment. */
export interface ShownDay {
  readonly action: string;
  readonly frames: string;
  /** what the day is, that is not a whole day as it was recorded */
  readonly notes: readonly string[];
  readonly time: string;
  readonly first: string;
  readonly last: string;
  readonly minutes: { readonly at: number; readonly most: number };
  readonly earlier: string | null;
  readonly later: string | null;
  readonly peak: { readonly text: string; readonly href: string } | null;
  readonly kept: readonly { readonly name: string; readonly value: string }[];
  readonly chart: ChartView;
  readonly moment: MomentView;
  readonly alarms: readonly { readonly href: string; readonly time: string; readonly text: string }[];
  readonly quarters: QuarterTable;
  readonly whatIf: WhatIfView;
}

/** The hall at the moment: `partials/day/replay-moment.ejs`. */
export interface MomentView {
  readonly time: string;
  readonly lines: MomentLines;
  readonly words: ReplayWords;
  /** what would have been is shown beside it */
  readonly compared: boolean;
}

/** How many waited, in numbers. */
interface QuarterTable {
  readonly queues: readonly string[];
  readonly rows: readonly {
    readonly href: string;
    readonly time: string;
    readonly waiting: readonly number[];
  }[];
}

const quarter = 15 * minute;

export function replayView(
  place: ReplayPlace,
  asked: { readonly at: string; readonly typed: TypedWhatIf },
  whatIf: WhatIf | null,
): ReplayView {
  const { page, site, date, found } = place;
  const at = asked.at === '' ? null : minutesIn(asked.at);
  const wrongTime =
    at === undefined
      ? [{ field: 'at', message: page.t('replay.wrongTime', { time: exampleHours(site).early }) }]
      : [];
  return {
    siteName: site.name[page.locale],
    day: dateFormatting(page.locale).fullDay(noonOf(date)),
    back: withQuery(dayPath, { site: site.code, date }),
    before: paths.admin.replay(site.code, addDays(date, -1)),
    after: date < today(site, page.now) ? paths.admin.replay(site.code, addDays(date, 1)) : null,
    nothing: typeof found === 'string' ? nothingSaid(place) : null,
    errors: typeof found === 'string' ? [] : [...wrongTime, ...asked.typed.errors],
    shown: typeof found === 'string' ? null : shownDay(found, place, { ...asked, at: at ?? null }, whatIf),
  };
}

function nothingSaid({ page: { t, locale, now }, site, date, found, catalogue }: ReplayPlace): string {
  if (found === 'gone') return t('replay.nothing.gone');
  if (found === 'no_hall') return t('replay.nothing.noHall');
  if (found === 'to_come') return t('replay.nothing.toCome');
  const { sessions, reason } = openingOn(site, catalogue.calendar, date);
  if (sessions.length === 0)
    return reason === null
      ? t('replay.nothing.closed')
      : t('replay.nothing.closedFor', { reason: reason[locale] });
  return t(date === today(site, now) ? 'replay.nothing.notYet' : 'replay.nothing.empty');
}

function shownDay(
  found: ReplayedDay,
  place: ReplayPlace,
  asked: { readonly at: number | null; readonly typed: TypedWhatIf },
  whatIf: WhatIf | null,
): ShownDay {
  const { page, site, date } = place;
  const { replay, ask } = found;
  const { from, to } = replay;
  const { time } = formatting(page.locale, site.timeZone);
  const { typed } = asked;
  const action = paths.admin.replay(site.code, date);
  const hrefAt = (instant: number): string => withQuery(action, { ...typed.query, at: time(instant) });
  const steps = queueSteps(replay);
  const peak = peakOf(stepsTogether(steps));
  const peakAt = peak === null ? null : floorTo(from + peak.at, minute);
  const running = date === today(site, page.now);
  const wanted =
    asked.at === null ? (running ? to : (peakAt ?? from)) : instantOfMinutes(date, asked.at, site.timeZone);
  const at = Math.min(to, Math.max(from, wanted));
  const words = replayWords(replay, place);
  return {
    action,
    frames: paths.admin.replayFrames(site.code, date),
    notes: notesOf(found, place),
    ...{ time: time(at), first: time(from), last: time(to) },
    minutes: { at: Math.round((at - from) / minute), most: Math.round((to - from) / minute) },
    earlier: at > from ? hrefAt(Math.max(from, floorTo(at - 1, quarter))) : null,
    later: at < to ? hrefAt(Math.min(to, floorTo(at, quarter) + quarter)) : null,
    peak:
      peak === null || peakAt === null
        ? null
        : {
            text: page.t('replay.busiest', { time: time(peakAt), count: peak.waiting }),
            href: hrefAt(peakAt),
          },
    kept: Object.entries(typed.query).flatMap(([name, value]) =>
      [value].flat().map((one) => ({ name, value: one })),
    ),
    chart: chartView({ replay, words, sessions: ask.sessions, at, other: whatIf?.other ?? null, page }),
    moment: {
      ...{ time: time(at), words, compared: whatIf !== null },
      lines: momentLines(replay, momentAt(replay, at), words),
    },
    alarms: replay.alarms.map((alarm, index) => ({
      href: hrefAt(from + alarm.from),
      time: `${time(from + alarm.from)}–${time(Math.min(to, from + alarm.to))}`,
      text: words.alarms[index] ?? '',
    })),
    quarters: quartersOf(found, steps, { words, hrefAt, time }),
    whatIf: whatIfView(found, place, typed, { at: time(at), found: whatIf }),
  };
}

function notesOf({ played, replay }: ReplayedDay, { page, site, date }: ReplayPlace): string[] {
  const { t, locale } = page;
  const { time } = formatting(locale, site.timeZone);
  const running = date === today(site, page.now) && page.now < replay.to + minute;
  return [
    ...(running ? [t('replay.note.running', { time: time(replay.to) })] : []),
    ...(played.takenBack > 0 ? [t('replay.note.takenBack', { count: played.takenBack })] : []),
    ...(played.correctedLater > 0 ? [t('replay.note.corrected', { count: played.correctedLater })] : []),
  ];
}

function quartersOf(
  { replay: { from, to, queues } }: ReplayedDay,
  steps: readonly (readonly Step[])[],
  {
    words,
    hrefAt,
    time,
  }: {
    readonly words: ReplayWords;
    readonly hrefAt: (instant: number) => string;
    readonly time: (instant: number) => string;
  },
): QuarterTable {
  const busy = queues.flatMap((_, index) => ((steps[index]?.length ?? 0) > 0 ? [index] : []));
  const rows: QuarterTable['rows'][number][] = [];
  for (let at = floorTo(from + quarter - 1, quarter); at <= to; at += quarter)
    rows.push({
      href: hrefAt(at),
      time: time(at),
      waiting: busy.map((index) => steps[index]?.findLast((step) => step.at <= at - from)?.waiting ?? 0),
    });
  return { queues: busy.map((index) => words.queues[index] ?? ''), rows };
}

function floorTo(instant: number, step: number): number {
  return Math.floor(instant / step) * step;
}

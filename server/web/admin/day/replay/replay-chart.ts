import { hour, minute } from '../../../../domain/calendar/durations.ts';
import type { OpenSession } from '../../../../domain/calendar/opening-hours.ts';
import {
  type DayReplay,
  peakOf,
  queueSteps,
  type Step,
  stepsTogether,
} from '../../../../domain/queue/replay/day-replay.ts';
import type { ReplayWords } from '../../../../domain/queue/replay/moment-lines.ts';
import type { DayWaits } from '../../../../domain/queue/replay/what-if/what-if.ts';
import { formatting } from '../../../formatting.ts';
import type { PageContext } from '../../../page-context.ts';

/** Of the picture, in its own units: one row is a name, an area and a lane of alarms. */
const [headHeight, nameHeight, areaHeight, laneHeight] = [22, 20, 56, 12] as const;
const pathWidth = 1000;

/** How many waited, over the day: widths are shares of the picture, so that it fits every screen without its words being squeezed. */
export interface ChartView {
  readonly height: number;
  readonly rows: readonly ChartRow[];
  readonly hours: readonly {
    readonly x: string;
    readonly text: string;
    readonly odd: boolean;
    readonly anchor: 'start' | 'middle' | 'end';
  }[];
  readonly open: readonly { readonly x: string; readonly width: string }[];
  readonly cursor: string;
  /** it is compared with what would have been */
  readonly compared: boolean;
}

interface ChartRow {
  readonly name: string;
  readonly peak: string;
  readonly nameY: number;
  readonly areaY: number;
  readonly areaHeight: number;
  /** SVG paths in `pathWidth` × `areaHeight`; empty: none */
  readonly area: string;
  readonly other: string;
  readonly laneY: number;
  readonly alarms: readonly { readonly x: string; readonly width: string; readonly title: string }[];
}

interface ChartAsk {
  readonly replay: DayReplay;
  readonly words: ReplayWords;
  readonly sessions: readonly OpenSession[];
  /** epoch ms */
  readonly at: number;
  /** null: nothing is compared */
  readonly other: DayWaits | null;
  readonly page: PageContext;
}

export function chartView(ask: ChartAsk): ChartView {
  const { replay, sessions, at, other, page } = ask;
  const { from, to } = replay;
  const { time } = formatting(page.locale, replay.timeZone);
  const share = (instant: number): string =>
    percent(Math.min(1, Math.max(0, (instant - from) / (to - from))));
  const rows = rowsOf(ask);
  return {
    height: Math.max(headHeight, ...rows.map(({ laneY }) => laneY + laneHeight)),
    rows,
    hours: fullHours(from, to).map((instant, index) => ({
      x: share(instant),
      text: time(instant),
      odd: index % 2 === 1,
      anchor:
        to - instant < (to - from) / 30 ? 'end' : instant - from < (to - from) / 30 ? 'start' : 'middle',
    })),
    open: sessions
      .filter(({ opens, closes }) => opens < to && closes > from)
      .map(({ opens, closes }) => ({
        x: share(opens),
        width: percent((Math.min(closes, to) - Math.max(opens, from)) / (to - from)),
      })),
    cursor: share(at),
    compared: other !== null,
  };
}

function rowsOf({ replay, words, other, page }: ChartAsk): ChartRow[] {
  const { from, to } = replay;
  const { time } = formatting(page.locale, replay.timeZone);
  const real = queueSteps(replay);
  const others = replay.queues.map(({ id }) => other?.steps.get(id) ?? []);
  const busy = replay.queues.flatMap((_, index) => ((real[index]?.length ?? 0) > 0 ? [index] : []));
  const most = mostOf([...real, ...others]);
  const rows: ChartRow[] = [];
  let y = headHeight;
  const add = (
    name: string,
    steps: readonly Step[],
    compared: readonly Step[],
    tallest: number,
    own: (queue: number, counter: number) => boolean,
  ): void => {
    const peak = peakOf(steps);
    rows.push({
      name,
      peak: peak === null ? '' : page.t('replay.peak', { count: peak.waiting, time: time(from + peak.at) }),
      nameY: y + 14,
      areaY: y + nameHeight,
      areaHeight,
      area: steps.length === 0 ? '' : outline(steps, tallest, to - from, true),
      other: other === null ? '' : outline(compared, tallest, to - from, false),
      laneY: y + nameHeight + areaHeight + 2,
      alarms: replay.alarms.flatMap((alarm, index) =>
        own(alarm.queue, alarm.counter)
          ? [
              {
                x: percent(alarm.from / (to - from)),
                width: percent(Math.max(0.003, (Math.min(alarm.to, to - from) - alarm.from) / (to - from))),
                title: `${time(from + alarm.from)}–${time(from + Math.min(alarm.to, to - from))} ${words.alarms[index] ?? ''}`,
              },
            ]
          : [],
      ),
    });
    y += nameHeight + areaHeight + laneHeight + 8;
  };
  if (busy.length > 1) {
    const [together, otherTogether] = [stepsTogether(real), stepsTogether(others)];
    add(
      page.t('replay.allQueues'),
      together,
      otherTogether,
      mostOf([together, otherTogether]),
      (_, counter) => counter >= 0,
    );
  }
  for (const index of busy)
    add(
      words.queues[index] ?? '',
      real[index] ?? [],
      others[index] ?? [],
      most,
      (queue, counter) => queue === index || (busy.length === 1 && counter >= 0),
    );
  return rows;
}

function mostOf(queues: readonly (readonly Step[])[]): number {
  return Math.max(1, ...queues.map((steps) => peakOf(steps)?.waiting ?? 0));
}

/** Stairs from the beginning of the day to its end. */
function outline(steps: readonly Step[], most: number, length: number, closed: boolean): string {
  const x = (at: number): number => tenth((pathWidth * Math.min(at, length)) / length);
  const y = (waiting: number): number => tenth(areaHeight - ((areaHeight - 3) * waiting) / most);
  let path = `M0 ${areaHeight}`;
  for (const { at, waiting } of steps) path += `H${x(at)}V${y(waiting)}`;
  return `${path}H${pathWidth}${closed ? `V${areaHeight}Z` : ''}`;
}

function fullHours(from: number, to: number): number[] {
  const hours: number[] = [];
  for (let at = Math.ceil(from / hour) * hour; at <= to; at += hour) hours.push(at);
  return hours.length > 1 ? hours : [Math.ceil(from / (15 * minute)) * 15 * minute];
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

import { second } from '../../../calendar/durations.ts';
import { instantOfMinutes } from '../../../calendar/local-time.ts';
import type { OpenSession } from '../../../calendar/opening-hours.ts';
import type { PlayingCounter } from './play-again.ts';
import { type PlayedCounter, type PlayedDay, type TickSpan, ticksOf } from './played-day.ts';
import { within, without } from './tick-spans.ts';

/** What would have been different at one counter. */
export interface CounterChange {
  readonly counter: string;
  /** wall-clock minutes after midnight; null: as it was */
  readonly opens: number | null;
  readonly closes: number | null;
  /** it stays closed all day */
  readonly shut: boolean;
  /** queue ids that it serves; null: as it was */
  readonly queues: readonly string[] | null;
}

export interface ChangeAsk {
  readonly played: PlayedDay;
  /** local date */
  readonly day: string;
  readonly sessions: readonly OpenSession[];
  readonly changes: readonly CounterChange[];
}

/** What all counters do, with the changes. None: as they did. */
export function changedCounters({ played, day, sessions, changes }: ChangeAsk): readonly PlayingCounter[] {
  const tickOf = (instant: number): number => Math.max(0, ticksOf(instant - played.from));
  const hours =
    sessions.length === 0
      ? [{ from: 0, to: played.end }]
      : sessions.map(({ opens, closes }) => ({ from: tickOf(opens), to: tickOf(closes) }));
  return played.site.counters.map(({ code, queues }) => {
    const own = played.counters.get(code) ?? { spans: [], open: [], reactions: [] };
    const change = changes.find(({ counter }) => counter === code);
    const wall = (minutes: number): number => tickOf(instantOfMinutes(day, minutes, played.site.timeZone));
    return {
      code,
      queues: change?.queues ?? queues,
      reactions: own.reactions,
      spans: change === undefined ? own.spans : changedSpans(own, change, { hours, wall, played }),
    };
  });
}

/** Where it was open it does what it did; what is added lies within the hours of the site, and stops when the whole hall stopped. */
function changedSpans(
  { spans, open }: PlayedCounter,
  { opens, closes, shut }: CounterChange,
  {
    hours,
    wall,
    played,
  }: {
    readonly hours: readonly TickSpan[];
    readonly wall: (minutes: number) => number;
    readonly played: PlayedDay;
  },
): readonly TickSpan[] {
  if (shut) return [];
  if (opens === null && closes === null) return spans;
  const first = open[0]?.from ?? hours[0]?.from ?? 0;
  const last = open.at(-1)?.to ?? hours.at(-1)?.to ?? played.end;
  const wanted = {
    from: opens === null ? first : wall(opens),
    to: Math.min(played.end, closes === null ? last : wall(closes)),
  };
  if (wanted.from >= wanted.to) return [];
  const covered = open.length === 0 ? [] : [{ from: first, to: last }];
  const added = without(without(within([wanted], hours), covered), played.halts);
  return [...within(spans, [wanted]), ...added].sort((a, b) => a.from - b.from);
}

/** Ticks until a clerk calls somebody, in the middle of what that day's clerks took. */
export function usualReaction({ counters }: PlayedDay): number {
  const all = [...counters.values()].flatMap(({ reactions }) => reactions.filter((each) => each > 1));
  all.sort((a, b) => a - b);
  return all[Math.floor(all.length / 2)] ?? ticksOf(20 * second);
}

import { minute } from '../../calendar/durations.ts';
import type { CounterMoment, DayReplay, Moment } from './day-replay.ts';

/** What is said of a moment, in the reader's language; `{…}` is filled in. Lists are in the order of the replay. */
export interface ReplayWords {
  readonly counters: readonly string[];
  readonly queues: readonly string[];
  /** what each alarm says */
  readonly alarms: readonly string[];
  readonly states: Readonly<Record<'closed' | 'paused' | 'free' | 'called' | 'serving', string>>;
  readonly hall: Readonly<Record<'open' | 'paused' | 'closed', string>>;
  /** {count} */
  readonly minutes: string;
  readonly lessThanAMinute: string;
  /** {count} */
  readonly more: string;
  readonly nobody: string;
  readonly noAlarms: string;
  /** {time} {waiting} {longest} {served} */
  readonly said: string;
}

/** A moment in words: what the page and its script show alike. */
export interface MomentLines {
  readonly hall: string;
  readonly waiting: string;
  readonly longest: string;
  readonly served: string;
  readonly counters: readonly CounterLine[];
  readonly queues: readonly QueueLine[];
  readonly alarms: readonly string[];
}

export interface CounterLine {
  readonly name: string;
  readonly look: 'closed' | 'paused' | 'free' | 'called' | 'serving';
  readonly state: string;
  /** empty: nobody */
  readonly ticket: string;
  /** empty: it is closed */
  readonly since: string;
}

export interface QueueLine {
  readonly name: string;
  readonly count: string;
  readonly people: readonly { readonly number: string; readonly waited: string }[];
  /** of those who are not shown; empty: all are */
  readonly more: string;
}

/** So many of a queue are shown one by one. */
const shown = 10;

export function momentLines(replay: DayReplay, moment: Moment, words: ReplayWords): MomentLines {
  const lasting = (ms: number): string => lengthOf(ms, words);
  return {
    hall: words.hall[moment.hall],
    waiting: String(moment.waiting),
    longest: moment.longest === null ? '–' : lasting(moment.longest),
    served: String(moment.served),
    counters: moment.counters.map((counter, index) => {
      const look = lookOf(counter);
      return {
        name: words.counters[index] ?? '',
        look,
        state: words.states[look],
        ticket: counter.ticket ?? '',
        since: counter.state === 'closed' ? '' : lasting(moment.at - counter.since),
      };
    }),
    queues: moment.queues.map((queue, index) => ({
      name: words.queues[index] ?? '',
      count: String(queue.length),
      people: queue.slice(0, shown).map(({ number, waited }) => ({ number, waited: lasting(waited) })),
      more: queue.length > shown ? filled(words.more, { count: queue.length - shown }) : '',
    })),
    alarms: moment.alarms.map((alarm) => words.alarms[replay.alarms.indexOf(alarm)] ?? ''),
  };
}

/** One sentence for whoever listens. `time` as it is written. */
export function momentSaid(
  { waiting, longest, served }: MomentLines,
  time: string,
  words: ReplayWords,
): string {
  return filled(words.said, { time, waiting, longest, served });
}

function lookOf({ state, ticket, serving }: CounterMoment): CounterLine['look'] {
  if (ticket !== null) return serving ? 'serving' : 'called';
  return state === 'open' ? 'free' : state;
}

function lengthOf(ms: number, words: ReplayWords): string {
  const count = Math.floor(ms / minute);
  return count < 1 ? words.lessThanAMinute : filled(words.minutes, { count });
}

function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

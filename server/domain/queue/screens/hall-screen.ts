import { minute } from '../../calendar/durations.ts';
import type { Locale, Words } from '../../catalogue/words.ts';
import { minutesToTell } from '../forecast/until-closing.ts';
import type { Board, BoardCall, BoardQueue } from './board.ts';
import { type HallSentence, hallSentence } from './hall-sentence.ts';

/** Sentences of the display in both languages; `{name}` puts a value in. */
export interface ScreenTexts {
  readonly goTo: Words;
  readonly at: Words;
  readonly called: Words;
  readonly served: Words;
  readonly again: Words;
  readonly missed: Words;
  readonly counters: Words;
  readonly free: Words;
  readonly paused: Words;
  /** `{reason}` */
  readonly pausedBecause: Words;
  readonly queues: Words;
  readonly people: Words;
  readonly appointments: Words;
  readonly wait: Words;
  /** `{high}` */
  readonly waitUpTo: Words;
  /** `{low}` */
  readonly waitAbout: Words;
  readonly waitLong: Words;
  /** `{low}` */
  readonly waitOver: Words;
  readonly waitAfter: Words;
  readonly notToday: Words;
  /** `{until}` */
  readonly queueClosed: Words;
  readonly noWait: Words;
  readonly waitUnknown: Words;
  readonly notOpen: Words;
  readonly standBy: Words;
  readonly hall: Readonly<Record<HallSentence | 'opensNext', Words>>;
  /** of another day: `{date}`, `{time}` */
  readonly dayTime: Words;
}

export type ScreenLanguage = Locale | 'both';

/** A text as the screen shows it: in one language, or with the second one below. */
export interface Line {
  readonly text: string;
  readonly lang: Locale;
  readonly second: string | null;
}

export interface ScreenCall {
  readonly number: string;
  /** of the counter */
  readonly label: string;
  /** what stands at the counter's label */
  readonly word: Line;
  /** said more than once */
  readonly again: Line | null;
}

/** A counter that works, in the table of all. */
export interface ScreenCounter {
  readonly label: string;
  readonly state: 'called' | 'serving' | 'free' | 'paused';
  readonly number: string | null;
  readonly word: Line;
}

export interface ScreenQueue {
  readonly code: string;
  readonly name: Line;
  readonly waiting: string;
  readonly people: Line;
  /** of those who wait, who has booked and who has not; null: nobody waits */
  readonly appointments: Line | null;
  /** null: of a hall that is closed nobody asks */
  readonly wait: Line | null;
}

/** Everything that a hall display shows of a board. */
export interface HallScreen {
  /** why nobody is called; null: calls go on */
  readonly message: Line | null;
  /** who is to come, the last call first: each of them, however many */
  readonly called: readonly ScreenCall[];
  /** who has come */
  readonly served: readonly ScreenCall[];
  /** those that work, in their order */
  readonly counters: readonly ScreenCounter[];
  /** null: nobody has missed a call */
  readonly missed: { readonly title: Line; readonly numbers: string } | null;
  readonly queues: readonly ScreenQueue[];
  readonly titles: Readonly<Record<'called' | 'served' | 'counters' | 'queues', Line>>;
}

/** The screen of a board. A hall that is closed keeps showing who is still at the counters. */
export function hallScreen(board: Board, texts: ScreenTexts, language: ScreenLanguage): HallScreen {
  const line: Say = (words, values = {}) => lineOf(words, values, language);
  const shown = ({ number, label, state, times }: BoardCall): ScreenCall => ({
    number,
    label,
    word: line(state === 'called' ? texts.goTo : texts.at),
    again: state === 'called' && times > 1 ? line(texts.again, { times }) : null,
  });
  const missed = board.missed ?? [];
  return {
    message: messageOf(board, texts, language),
    called: board.calling.filter(({ state }) => state === 'called').map(shown),
    served: board.calling.filter(({ state }) => state === 'serving').map(shown),
    counters: countersOf(board, texts, line),
    missed: missed.length === 0 ? null : { title: line(texts.missed), numbers: missed.join('  ') },
    queues: board.queues.map((queue) => queueOf(queue, board, texts, line)),
    titles: {
      called: line(texts.called),
      served: line(texts.served),
      counters: line(texts.counters),
      queues: line(texts.queues),
    },
  };
}

function countersOf({ counters, calling }: Board, texts: ScreenTexts, line: Say): readonly ScreenCounter[] {
  const at = new Map(calling.map((call) => [call.counter, call]));
  return counters.flatMap(({ code, label, state, reason }): ScreenCounter[] => {
    const call = at.get(code);
    if (call !== undefined) {
      const word = line(call.state === 'called' ? texts.goTo : texts.served);
      return [{ label, state: call.state, number: call.number, word }];
    }
    if (state === 'closed') return [];
    if (state === 'open') return [{ label, state: 'free', number: null, word: line(texts.free) }];
    const why = reason === undefined ? texts.paused : withReason(texts.pausedBecause, reason);
    return [{ label, state: 'paused', number: null, word: line(why) }];
  });
}

/** A sentence with the reason in each of its languages. */
export function withReason(words: Words, reason: Words): Words {
  const say = (locale: Locale): string => words[locale].replace('{reason}', () => reason[locale]);
  return { 'zh-CN': say('zh-CN'), en: say('en') };
}

type Say = (words: Words, values?: Readonly<Record<string, string | number>>) => Line;

/** Outside of an open session the hall's state; within it, why no number is shown. */
function messageOf(board: Board, texts: ScreenTexts, language: ScreenLanguage): Line | null {
  if (board.state !== 'open') return stateLine(board, texts, language);
  if (board.counters.every(({ state }) => state === 'closed')) return lineOf(texts.notOpen, {}, language);
  return board.calling.length === 0 ? lineOf(texts.standBy, {}, language) : null;
}

/** That the hall is not simply open, in the sentence of every surface (H8), and when it opens again. */
function stateLine(board: Board, texts: ScreenTexts, language: ScreenLanguage): Line {
  const { day, opensAt, openUntil, reason } = board;
  const at = openUntil ?? opensAt ?? '';
  const say = (locale: Locale): string => {
    const text = lineOf(
      texts.hall[hallSentence({ kind: board.state, reason })],
      { time: timeOf(at), reason: unended(reason?.[locale] ?? '') },
      locale,
    ).text;
    const another = opensAt !== undefined && !opensAt.startsWith(day);
    if (!another) return text;
    const next = lineOf(texts.dayTime, { date: dateOf(opensAt, locale), time: timeOf(opensAt) }, locale).text;
    return `${text}${locale === 'en' ? '. ' : '，'}${lineOf(texts.hall.opensNext, { time: next }, locale).text}`;
  };
  return lineOf({ 'zh-CN': say('zh-CN'), en: say('en') }, {}, language);
}

/** A reason that somebody wrote as a sentence, without its full stop: here the sentence goes on. */
function unended(reason: string): string {
  return reason.replace(/[\s.。．,，;；]+$/u, '');
}

/** "09:00" of an instant in ISO 8601, in the offset that it is written with. */
function timeOf(instant: string): string {
  return instant.slice(11, 16);
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function dateOf(instant: string, locale: Locale): string {
  const month = Number(instant.slice(5, 7));
  const day = Number(instant.slice(8, 10));
  return locale === 'en' ? `${day} ${monthNames[month - 1]}` : `${month}月${day}日`;
}

const over: ReadonlySet<Board['state']> = new Set(['closed', 'closing', 'before_opening']);

function queueOf(queue: BoardQueue, board: Board, texts: ScreenTexts, line: Say): ScreenQueue {
  const { code, waiting, wait, appointments = 0 } = queue;
  return {
    code,
    name: line(queue.name),
    waiting: String(waiting),
    people: line(texts.people),
    appointments:
      waiting > 0 ? line(texts.appointments, { booked: appointments, walkIn: waiting - appointments }) : null,
    wait: over.has(board.state) && wait === null ? null : waitOf(queue, board, texts, line),
  };
}

/** Minutes beyond two hours would claim a precision that nobody has, and a wait beyond closing is none. */
function waitOf({ wait, closed }: BoardQueue, { at, closesAt }: Board, texts: ScreenTexts, line: Say): Line {
  if (closed !== undefined) return line(texts.queueClosed, { until: timeOf(closed.until) });
  if (wait === null) return line(texts.waitUnknown);
  const { low, high, after, notToday = 0 } = wait;
  if (notToday >= 50) return line(texts.notToday);
  if (closesAt !== undefined && Date.parse(at) + low * minute >= Date.parse(closesAt))
    return line(texts.notToday);
  const says = minutesToTell(wait);
  if (says === 'not_today') return line(texts.notToday);
  if (after !== undefined) return line(texts.waitAfter, { time: after.slice(11, 16) });
  if (says === 'unknown') return line(texts.waitUnknown);
  if (low >= 120) return line(texts.waitLong, { hours: Math.floor(low / 60) });
  if (says === 'at_least') return line(texts.waitOver, { low });
  if (says === 'soon') return line(texts.noWait);
  if (says === 'up_to') return line(texts.waitUpTo, { high });
  return says === 'about' ? line(texts.waitAbout, { low }) : line(texts.wait, { low, high });
}

/** A text in the screen's language; in both: Chinese, with English below. */
export function lineOf(
  words: Words,
  values: Readonly<Record<string, string | number>>,
  language: ScreenLanguage,
): Line {
  const say = (locale: Locale): string =>
    words[locale].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  if (language !== 'both') return { text: say(language), lang: language, second: null };
  const [text, second] = [say('zh-CN'), say('en')];
  return { text, lang: 'zh-CN', second: second === text ? null : second };
}

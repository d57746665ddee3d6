import type { Words } from '../../catalogue/words.ts';
import type { Board } from './board.ts';
import { type Line, lineOf, type ScreenLanguage, withReason } from './hall-screen.ts';
import type { Part } from './screen-parts.ts';
import { lineParts } from './screen-parts.ts';

/** Sentences of the screen over one counter, in both languages. */
export interface CounterScreenTexts {
  readonly counter: Words;
  readonly come: Words;
  readonly serving: Words;
  readonly free: Words;
  readonly paused: Words;
  /** `{reason}` */
  readonly pausedBecause: Words;
  readonly closed: Words;
  /** `{badge}` */
  readonly badge: Words;
}

/** What hangs over a counter says: whose turn it is there, or why it is nobody's. */
export interface CounterScreen {
  readonly label: string;
  readonly title: Line;
  readonly state: 'called' | 'serving' | 'free' | 'paused' | 'closed';
  readonly number: string | null;
  readonly line: Line;
  /** of its clerk; null: not shown */
  readonly badge: Line | null;
}

export interface ScreenedCounter {
  readonly code: string;
  readonly label: string;
}

/** The screen of one counter on a board. A counter that the board does not know any more is closed. */
export function counterScreen(
  board: Board,
  { code: counter, label }: ScreenedCounter,
  texts: CounterScreenTexts,
  language: ScreenLanguage,
): CounterScreen {
  const line = (words: Words, values: Record<string, string> = {}): Line => lineOf(words, values, language);
  const found = board.counters.find(({ code }) => code === counter);
  const badge = found?.badge === undefined ? null : line(texts.badge, { badge: found.badge });
  const shown = { label: found?.label ?? label, title: line(texts.counter), badge };
  const call = board.calling.find((each) => each.counter === counter);
  if (call !== undefined) {
    const called = call.state === 'called';
    const said = line(called ? texts.come : texts.serving);
    return { ...shown, state: called ? 'called' : 'serving', number: call.number, line: said };
  }
  const nobody = { ...shown, number: null };
  if (found?.state === 'open') return { ...nobody, state: 'free', line: line(texts.free) };
  if (found?.state !== 'paused') return { ...nobody, state: 'closed', line: line(texts.closed) };
  const { reason } = found;
  const why = reason === undefined ? texts.paused : withReason(texts.pausedBecause, reason);
  return { ...nobody, state: 'paused', line: line(why) };
}

/** The screen as pieces: the counter, then whom it waits for. */
export function counterScreenParts({
  label,
  title,
  state,
  number,
  line,
  badge,
}: CounterScreen): readonly Part[] {
  return [
    {
      tag: 'h1',
      look: 'place__counter',
      parts: [
        {
          tag: 'strong',
          look: `place__label ${label.length > 2 ? 'place__label--long ' : ''}number`,
          text: label,
        },
        ...lineParts(title, 'span', 'place__title'),
        ...(badge === null ? [] : lineParts(badge, 'span', 'place__badge')),
      ],
    },
    {
      tag: 'div',
      look: `place__now place__now--${state}`,
      parts: [
        ...(number === null ? [] : [{ tag: 'strong', look: 'place__number number', text: number } as const]),
        ...lineParts(line, 'p', 'place__line'),
      ],
    },
  ];
}

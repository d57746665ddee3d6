import type { HallScreen, Line, ScreenCall, ScreenCounter, ScreenQueue } from './hall-screen.ts';

/** A piece of a screen: the server writes it as HTML, the browser as elements, so that both draw the same. */
export interface Part {
  readonly tag: 'div' | 'h1' | 'h2' | 'p' | 'span' | 'strong' | 'ul' | 'li' | 'small';
  readonly look: string;
  readonly lang?: string;
  readonly text?: string;
  readonly parts?: readonly Part[];
}

export const regions = ['message', 'called', 'served', 'counters', 'queues', 'missed'] as const;
export type Region = (typeof regions)[number];

/** What stands in each region of the display. */
export function screenParts(screen: HallScreen): Readonly<Record<Region, readonly Part[]>> {
  const { message, called, served, counters, missed, queues, titles } = screen;
  return {
    message: message === null ? [] : lineParts(message, 'p', 'hall__message'),
    called: listed(titles.called, 'hall__calls', called.map(calledPart)),
    served: listed(titles.served, 'hall__served-list', served.map(servedPart)),
    counters: listed(titles.counters, 'hall__table', counters.map(counterPart)),
    queues: listed(titles.queues, 'hall__lines', queues.map(queuePart)),
    missed: missed === null ? [] : missedParts(missed),
  };
}

/** A list below its title; nothing when it has nothing. */
function listed(title: Line, look: string, parts: readonly Part[]): readonly Part[] {
  return parts.length === 0 ? [] : [...lineParts(title, 'h2', 'hall__title'), { tag: 'ul', look, parts }];
}

function calledPart(call: ScreenCall, index: number): Part {
  return callPart(call, index === 0 ? 'call call--called call--new' : 'call call--called');
}

function servedPart(call: ScreenCall): Part {
  return callPart(call, 'call');
}

function callPart({ number, label, word, again }: ScreenCall, look: string): Part {
  return {
    tag: 'li',
    look,
    parts: [
      { tag: 'strong', look: 'call__number number', text: number },
      {
        tag: 'span',
        look: 'call__counter',
        parts: [
          ...lineParts(again ?? word, 'span', 'call__word'),
          { tag: 'span', look: 'call__label number', text: label },
        ],
      },
    ],
  };
}

function counterPart({ label, state, number, word }: ScreenCounter): Part {
  return {
    tag: 'li',
    look: `seat seat--${state}`,
    parts: [
      {
        tag: 'span',
        look: 'seat__counter',
        parts: [
          ...(number === null ? [] : lineParts(word, 'span', 'seat__word')),
          { tag: 'span', look: 'seat__label number', text: label },
        ],
      },
      ...(number === null
        ? lineParts(word, 'span', 'seat__state')
        : [{ tag: 'strong', look: 'seat__number number', text: number } as const]),
    ],
  };
}

function missedParts({ title, numbers }: NonNullable<HallScreen['missed']>): readonly Part[] {
  return [
    ...lineParts(title, 'span', 'hall__missed-title'),
    { tag: 'strong', look: 'hall__missed-numbers number', text: numbers },
  ];
}

function queuePart({ code, name, waiting, people, appointments, wait }: ScreenQueue): Part {
  return {
    tag: 'li',
    look: 'line',
    parts: [
      { tag: 'strong', look: 'line__code number', text: code },
      ...lineParts(name, 'p', titleLook(name)),
      {
        tag: 'div',
        look: 'line__below',
        parts: [
          ...(wait === null ? [] : lineParts(wait, 'p', 'line__wait number')),
          ...(appointments === null ? [] : lineParts(appointments, 'p', 'line__booked number')),
          {
            tag: 'p',
            look: 'line__people',
            parts: [
              { tag: 'strong', look: 'line__count number', text: waiting },
              ...lineParts(people, 'span', 'line__unit'),
            ],
          },
        ],
      },
    ],
  };
}

/** Below a long name its second language has lines of its own; a Chinese character is as wide as two letters. */
function titleLook({ text, lang }: Line): string {
  return text.length > (lang === 'en' ? 24 : 12) ? 'line__title line__title--long' : 'line__title';
}

/** A line as one piece, its second language in it. */
export function lineParts(line: Line, tag: Part['tag'], look: string): readonly Part[] {
  if (line.second === null) return [{ tag, look, lang: line.lang, text: line.text }];
  const parts: readonly Part[] = [
    { tag: 'span', look: 'first', lang: line.lang, text: line.text },
    { tag: 'small', look: 'second', lang: 'en', text: line.second },
  ];
  return [{ tag, look: `${look} two`, parts }];
}

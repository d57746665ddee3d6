import type { HallScreen, Line, ScreenCall, ScreenQueue } from './hall-screen.ts';

/** A piece of a screen: the server writes it as HTML, the browser as elements, so that both draw the same. */
export interface Part {
  readonly tag: 'div' | 'h2' | 'p' | 'span' | 'strong' | 'ul' | 'li' | 'small';
  readonly look: string;
  readonly lang?: string;
  readonly text?: string;
  readonly parts?: readonly Part[];
}

export const regions = ['message', 'now', 'recent', 'queues'] as const;
export type Region = (typeof regions)[number];

/** What stands in each region of the display. */
export function screenParts(screen: HallScreen): Readonly<Record<Region, readonly Part[]>> {
  return {
    message: screen.message === null ? [] : lineParts(screen.message, 'p', 'hall__message'),
    now: screen.newest === null ? [] : [newestPart(screen.newest, screen.titles.now)],
    recent: screen.recent.length === 0 ? [] : [title(screen.titles.recent), recentPart(screen.recent)],
    queues: [
      title(screen.titles.queues),
      { tag: 'ul', look: 'hall__lines', parts: screen.queues.map(queuePart) },
    ],
  };
}

function newestPart(call: ScreenCall, heading: Line): Part {
  const again = call.again === null ? [] : lineParts(call.again, 'span', 'call__again');
  return {
    tag: 'div',
    look: `call call--new${call.called ? '' : ' call--there'}`,
    parts: [
      { tag: 'div', look: 'call__head', parts: [...lineParts(heading, 'h2', 'call__title'), ...again] },
      { tag: 'strong', look: 'call__number number', text: call.number },
      ...lineParts(call.counter, 'p', 'call__counter number'),
    ],
  };
}

function recentPart(calls: readonly ScreenCall[]): Part {
  return {
    tag: 'ul',
    look: 'hall__calls',
    parts: calls.map((call) => ({
      tag: 'li',
      look: `call${call.called ? ' call--waiting' : ''}`,
      parts: [
        { tag: 'strong', look: 'call__number number', text: call.number },
        ...lineParts(call.counter, 'span', 'call__counter number'),
      ],
    })),
  };
}

function queuePart(queue: ScreenQueue): Part {
  const appointments =
    queue.appointments === null ? [] : lineParts(queue.appointments, 'p', 'line__booked number');
  return {
    tag: 'li',
    look: 'line',
    parts: [
      { tag: 'strong', look: 'line__code number', text: queue.code },
      {
        tag: 'div',
        look: 'line__name',
        parts: [...lineParts(queue.name, 'p', 'line__title'), ...appointments],
      },
      {
        tag: 'div',
        look: 'line__people',
        parts: [
          { tag: 'strong', look: 'line__count number', text: queue.waiting },
          ...lineParts(queue.people, 'span', 'line__unit'),
        ],
      },
      ...(queue.wait === null ? [] : lineParts(queue.wait, 'p', 'line__wait number')),
    ],
  };
}

function title(line: Line): Part {
  return lineParts(line, 'h2', 'hall__title')[0] ?? { tag: 'h2', look: 'hall__title' };
}

function lineParts(line: Line, tag: Part['tag'], look: string): readonly Part[] {
  if (line.second === null) return [{ tag, look, lang: line.lang, text: line.text }];
  const parts: readonly Part[] = [
    { tag: 'span', look: 'first', lang: line.lang, text: line.text },
    { tag: 'small', look: 'second', lang: 'en', text: line.second },
  ];
  return [{ tag, look: `${look} two`, parts }];
}

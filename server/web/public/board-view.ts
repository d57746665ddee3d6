import type { Site } from '../../domain/catalogue/site.ts';
import type { Board, BoardQueue } from '../../domain/queue/screens/board.ts';
import { formatting } from '../formatting.ts';
import { hallWords, stateOn } from '../hall-words.ts';
import type { PageContext } from '../page-context.ts';
import { waitWords } from '../wait-words.ts';

/** What `partials/board.ejs` shows. */
export interface BoardView {
  readonly state: string;
  /** whether it is open, for the eye */
  readonly open: boolean;
  /** when it opens again; null: nothing to add */
  readonly detail: string | null;
  readonly waiting: number;
  readonly calls: readonly { readonly number: string; readonly counter: string }[];
  /** none where nobody is served or waits any more that day; `wait` null: it cannot be said */
  readonly queues: readonly {
    readonly name: string;
    readonly waiting: string;
    readonly wait: string | null;
  }[];
  readonly at: string;
}

const callsShown = 4;

/** A hall as visitors see it before they come; `board` null: no hall is running today. */
export function boardView(board: Board | null, site: Site, page: PageContext): BoardView {
  const { t, locale } = page;
  const at = formatting(locale, site.timeZone).time(board === null ? page.now : Date.parse(board.at));
  if (board === null)
    return {
      state: t('site.noHall'),
      open: false,
      detail: null,
      waiting: 0,
      calls: [],
      queues: [],
      at,
    };
  const { kind, text, open, detail } = hallWords(stateOn(board), site, page);
  const over = kind === 'closed' && board.waiting.length === 0 && board.calling.length === 0;
  return {
    state: text,
    ...{ open, detail },
    waiting: board.waiting.length,
    calls: board.calling.slice(0, callsShown).map((call) => ({
      number: call.number,
      counter: t('site.counter', { counter: call.label }),
    })),
    queues: (over ? [] : board.queues).map((queue) => ({
      name: queue.name[locale],
      waiting: t('site.people', { count: queue.waiting }),
      wait: waitOf(queue, site, page),
    })),
    at,
  };
}

function waitOf({ wait, closed }: BoardQueue, site: Site, page: PageContext): string | null {
  const { t, locale } = page;
  if (closed !== undefined) {
    const until = formatting(locale, site.timeZone).time(Date.parse(closed.until));
    return t('places.closedUntil', { until, reason: closed.reason[locale] });
  }
  if (wait === null) return null;
  return waitWords(wait, { range: 'site.wait', soon: 'site.noWait' }, site.timeZone, page);
}

import type { Hall, UndoableCommand } from '../../domain/queue/hall/hall.ts';
import type { Ticket } from '../../domain/queue/hall/ticket.ts';
import type { CounterView, TicketLine } from '../../domain/queue/screens/counter-view.ts';
import { type Formatting, formatting } from '../formatting.ts';
import type { HallNow } from '../hall-now.ts';
import { type HallWords, hallWords } from '../hall-words.ts';
import type { PageContext } from '../page-context.ts';
import { waitWords } from '../wait-words.ts';
import { reasonSentence } from './reason-sentence.ts';
import type { VisitorView } from './visitor-view.ts';
import type { WhoseCounter } from './whose-counter.ts';

interface Line {
  readonly id: string;
  readonly number: string;
  readonly services: string;
  readonly reason: string;
  readonly wait: string;
  readonly priority: boolean;
}

export interface Ask {
  readonly number: string;
  /** what is done once the clerk has said that it was served */
  readonly verb: 'finish' | 'finish-next';
  readonly outcome: string;
}

export interface Notice {
  readonly text: string;
  readonly verb: string;
  /** of the ticket that was only called: whether it was served, or nobody came */
  readonly ask?: Ask | undefined;
}

/** All that the console shows, in the words of its reader. Instants are epoch ms, for clocks that run in the page. */
export interface ConsoleView {
  readonly code: string;
  readonly label: string;
  readonly site: string;
  readonly siteName: string;
  readonly now: number;
  readonly version: number;
  readonly state: CounterView['state']['state'];
  readonly pauseReason: string | null;
  readonly whose: WhoseCounter;
  /** what can be taken back, until then (epoch ms); null: nothing */
  readonly undo: {
    readonly command: UndoableCommand;
    readonly number: string;
    readonly until: number;
  } | null;
  readonly current: {
    readonly id: string;
    readonly number: string;
    readonly state: 'called' | 'serving';
    readonly since: number;
    readonly timesCalled: number;
    readonly recallsLeft: number;
    readonly arrival: string;
    readonly priority: boolean;
    readonly visitor: VisitorView;
  } | null;
  readonly next: Line | null;
  readonly waiting: readonly Line[];
  readonly parked: readonly { readonly id: string; readonly number: string; readonly since: number | null }[];
  readonly missed: readonly { readonly id: string; readonly number: string; readonly canReturn: boolean }[];
  readonly hall: {
    /** the engine's, for what a manager may press */
    readonly state: Hall['state'];
    readonly words: HallWords;
    /** it calls silently */
    readonly silent: boolean;
    readonly lastCallLifted: boolean;
    readonly lastCall: boolean;
    readonly served: number;
    readonly queues: readonly {
      readonly code: string;
      readonly name: string;
      readonly waiting: number;
      readonly wait: string;
    }[];
    readonly help: readonly { readonly code: string; readonly label: string; readonly since: number }[];
  };
  readonly helpSince: number | null;
  readonly mayManage: boolean;
  readonly transfers: readonly { readonly value: string; readonly name: string }[];
  readonly notice: Notice | null;
  /** makes a button pressed twice one press */
  readonly form: string;
}

export interface ConsoleParts {
  readonly its: HallNow;
  readonly counter: CounterView;
  readonly visitor: VisitorView | null;
  readonly whose: WhoseCounter;
  readonly undo: ConsoleView['undo'];
  readonly mayManage: boolean;
  readonly notice: Notice | null;
  readonly form: string;
  readonly page: PageContext;
}

export function consoleView(parts: ConsoleParts): ConsoleView {
  const { its, counter, whose, undo, mayManage, notice, form, page } = parts;
  const { site, now } = its;
  const when = formatting(page.locale, site.timeZone);
  const line = (each: TicketLine) => lineOf(each, its, when, page);
  return {
    code: counter.counter.code,
    label: counter.counter.label,
    site: site.code,
    siteName: site.name[page.locale],
    now,
    version: counter.hall.version,
    state: counter.state.state,
    pauseReason: counter.state.pauseReason,
    whose,
    undo,
    current: currentOf(parts, when),
    next: counter.next === null ? null : line(counter.next),
    // that nobody else waits is a reason for a call only
    waiting: counter.waiting.map((each) => line({ ...each, reason: { ...each.reason, early: false } })),
    parked: counter.parked.map(({ id, number, parkedAt }) => ({ id, number, since: parkedAt })),
    missed: counter.missed.map(({ ticket, canReturn }) => ({
      id: ticket.id,
      number: ticket.number,
      canReturn,
    })),
    hall: hallOf(its, page),
    helpSince: counter.state.helpSince,
    mayManage,
    transfers: transfersOf(counter, its, page),
    notice,
    form,
  };
}

function currentOf(
  { counter, visitor, page: { t } }: ConsoleParts,
  when: Formatting,
): ConsoleView['current'] {
  const ticket = counter.current;
  if (ticket === null || visitor === null) return null;
  const serving = ticket.state === 'serving';
  const { bookedStart } = ticket;
  return {
    id: ticket.id,
    number: ticket.number,
    state: serving ? 'serving' : 'called',
    since: (serving ? ticket.startedAt : ticket.calledAt) ?? ticket.issuedAt,
    timesCalled: ticket.timesCalled,
    recallsLeft: counter.recallsLeft ?? 0,
    arrival:
      bookedStart === null
        ? t('counter.arrival.walkIn', { time: when.time(ticket.issuedAt) })
        : t('counter.arrival.booked', { time: when.time(bookedStart), arrived: when.time(ticket.issuedAt) }),
    priority: ticket.priority,
    visitor,
  };
}

function lineOf(
  { ticket, reason, wait }: TicketLine,
  its: HallNow,
  when: Formatting,
  page: PageContext,
): Line {
  return {
    id: ticket.id,
    number: ticket.number,
    services: namesOf(ticket, its, page),
    reason: reasonSentence(reason, when, page.t),
    wait: waitOf(wait, its.site.timeZone, page),
    priority: ticket.priority,
  };
}

function namesOf(ticket: Ticket, { catalogue }: HallNow, { locale }: PageContext): string {
  const names = ticket.services.map(({ code }) => catalogue.services.get(code)?.name[locale] ?? code);
  return names.join(locale === 'en' ? ', ' : '、');
}

function waitOf(wait: TicketLine['wait'], timeZone: string, page: PageContext): string {
  if (wait === null) return '';
  return waitWords(wait, { range: 'counter.wait', soon: 'ticket.waitSoon' }, timeZone, page);
}

function hallOf({ hall, site, waits, state }: HallNow, page: PageContext): ConsoleView['hall'] {
  const tickets = [...hall.tickets.values()];
  return {
    state: hall.state,
    silent: site.hall.calling === 'silent',
    words: hallWords(state, site, page),
    lastCallLifted: hall.lastCallLifted,
    lastCall: site.hall.lastCall,
    served: tickets.filter((ticket) => ticket.state === 'done').length,
    queues: site.queues.map(({ id, code, name }) => ({
      code,
      name: name[page.locale],
      waiting: tickets.filter((ticket) => ticket.state === 'waiting' && ticket.queue === id).length,
      wait: waitOf(waits.newcomers.get(id) ?? null, site.timeZone, page),
    })),
    help: site.counters.flatMap(({ code, label }) => {
      const since = hall.counters.get(code)?.helpSince ?? null;
      return since === null ? [] : [{ code, label, since }];
    }),
  };
}

/** Where the visitor can be sent: other queues, and the other counters that are open and serve this queue. */
function transfersOf(
  counter: CounterView,
  { site, hall }: HallNow,
  { t, locale }: PageContext,
): ConsoleView['transfers'] {
  const queue = counter.current?.queue;
  if (queue === undefined) return [];
  const queues = site.queues.filter(({ id }) => id !== queue);
  const counters = site.counters.filter(
    ({ code, queues: served }) =>
      code !== counter.counter.code &&
      served.includes(queue) &&
      (hall.counters.get(code)?.state ?? 'closed') !== 'closed',
  );
  return [
    ...queues.map(({ id, name }) => ({
      value: `queue/${id}`,
      name: t('counter.transfer.queue', { name: name[locale] }),
    })),
    ...counters.map(({ code, label }) => ({
      value: `counter/${code}`,
      name: t('counter.transfer.counter', { label }),
    })),
  ];
}

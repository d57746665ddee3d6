import type { TicketState } from '../../../server/domain/queue/hall/ticket.ts';

/** What a newcomer would write on paper: enough to say what the hall must answer. Minutes after nine. */
export interface PaperTicket {
  readonly id: string;
  state: TicketState;
  queue: string;
  due: number;
  /** booked time of an appointment that was on time */
  booked: number | null;
  priority: boolean;
  hasBooking: boolean;
  deferred: number;
  /** its place among those due at the same time */
  place: readonly [issued: number, number: string];
  readonly issued: number;
  readonly number: string;
  calls: number;
  missedAt: number;
  returned: boolean;
  keptFor: number | null;
  /** the number of the act that changed it last */
  touched: number;
}

export interface PaperCounter {
  state: 'closed' | 'open' | 'paused';
  ticket: PaperTicket | null;
  help: boolean;
  /** as long as it is not closed */
  clerk: string | null;
}

/** An act at a counter that can be taken back, with everything as it was before it. */
export interface Slip {
  readonly act: number;
  at: number;
  readonly ticket: PaperTicket;
  readonly was: PaperTicket;
  /** null: it was not for this counter to move it */
  readonly wasHere: boolean | null;
}

export type Slips = (Slip | null)[];

export interface HallModel {
  acts: number;
  /** by label, the last one last; null: another clerk has taken over, and takes nothing back from before */
  readonly slips: readonly [Slips, Slips, Slips];
  now: number;
  hall: 'open' | 'paused' | 'closed';
  lifted: boolean;
  /** everything as it was when the day was ended; null: it was not */
  beforeEnd: {
    readonly hall: 'open' | 'paused';
    readonly tickets: readonly PaperTicket[];
    readonly counters: readonly PaperCounter[];
  } | null;
  readonly tickets: PaperTicket[];
  /** labels 1, 2, 3; the third serves queue B as well */
  readonly counters: readonly [PaperCounter, PaperCounter, PaperCounter];
}

export const closesAt = 480;

export function emptyModel(): HallModel {
  const counter = (): PaperCounter => ({ state: 'closed', ticket: null, help: false, clerk: null });
  return {
    acts: 0,
    slips: [[], [], []],
    now: 0,
    hall: 'open',
    lifted: false,
    beforeEnd: null,
    tickets: [],
    counters: [counter(), counter(), counter()],
  };
}

export type Label = 1 | 2 | 3;

export function counterAt(model: HallModel, label: Label): PaperCounter {
  return model.counters[label - 1] ?? model.counters[0];
}

export function slipsAt(model: HallModel, label: Label): Slips {
  return model.slips[label - 1] ?? model.slips[0];
}

export function serves(label: Label, ticket: PaperTicket): boolean {
  return (
    (ticket.queue.endsWith(':A') || label === 3) && (ticket.keptFor === null || ticket.keptFor === label)
  );
}

export function isEarly({ now }: HallModel, { booked }: PaperTicket): boolean {
  return booked !== null && booked - 10 > now;
}

/** By due time, then by issue, then by number. */
export function comesAfter(one: PaperTicket, other: PaperTicket): boolean {
  if (one.due !== other.due) return one.due > other.due;
  const [[issued, number], [its, others]] = [one.place, other.place];
  if (issued !== its) return issued > its;
  return number === others ? one.number > other.number : number > others;
}

/** For sorting: two that stand behind the same one stay as they came. */
export function inOrder(one: PaperTicket, other: PaperTicket): number {
  if (comesAfter(one, other)) return 1;
  return comesAfter(other, one) ? -1 : 0;
}

/** Everybody whom the counter can call, the first first. */
export function lineFor(model: HallModel, label: Label): PaperTicket[] {
  const early = (ticket: PaperTicket) => (isEarly(model, ticket) ? 1 : 0);
  return model.tickets
    .filter((each) => each.state === 'waiting' && serves(label, each))
    .sort((a, b) => early(a) - early(b) || inOrder(a, b));
}

/** The answer for an act on the ticket at a counter, when the ticket must be in one of the states. */
export function answerAt(model: HallModel, label: Label, ...states: readonly TicketState[]): string {
  const { state, ticket } = counterAt(model, label);
  if (ticket === null) return state === 'open' ? 'counter_idle' : `counter_${state}`;
  return states.includes(ticket.state) ? 'accepted' : 'wrong_state';
}

/** Takes the ticket away from the counter where it is, if it is at one. */
export function free(model: HallModel, ticket: PaperTicket): void {
  for (const counter of model.counters) if (counter.ticket === ticket) counter.ticket = null;
}

export function pick(model: HallModel, index: number): PaperTicket | undefined {
  return model.tickets[index % Math.max(1, model.tickets.length)];
}

export function paperTicket(
  id: string,
  queue: string,
  due: number,
  booked: number | null,
  model: HallModel,
): PaperTicket {
  const before = model.tickets.filter((each) => each.number[0] === queue.at(-1)).length;
  const number = `${queue.at(-1)}${1001 + before}`;
  const place = [model.now, number] as const;
  const fresh = { state: 'waiting', calls: 0, missedAt: 0, returned: false, keptFor: null } as const;
  const marks = { touched: 0, priority: false, deferred: 0, hasBooking: false, place };
  return { ...fresh, ...marks, id, queue, due, booked, issued: model.now, number };
}

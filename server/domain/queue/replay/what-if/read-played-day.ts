import { minute } from '../../../calendar/durations.ts';
import type { Counter, Site } from '../../../catalogue/site.ts';
import { canServe, nextFor } from '../../hall/call-policy.ts';
import { EvolvingHall } from '../../hall/evolve-hall.ts';
import type { Hall, HallEvent } from '../../hall/hall.ts';
import type { Ticket } from '../../hall/ticket.ts';
import { isAtCounter } from '../../hall/transitions.ts';
import type { ReplayedEvents } from '../replayed-events.ts';
import { type Leg, msOf, type PlayedCounter, type PlayedDay, ticksOf } from './played-day.ts';
import { closedSpans, type OpenEnd, without } from './tick-spans.ts';

/** Beyond this a clerk was away rather than slow to call. */
const slowest = ticksOf(5 * minute);
const eventsAtOnce = 100;

interface LegDraft extends Omit<Leg, 'changes' | 'call' | 'takes'> {
  readonly changes: { at: number; ticket: Ticket | null }[];
  call: Leg['call'];
  takes: number | null;
}

interface VisitDraft {
  readonly id: string;
  readonly issuedAt: number;
  readonly legs: LegDraft[];
  /** tick at which the last counter was done with it */
  freed: number;
}

interface CounterDraft {
  readonly open: OpenEnd[];
  /** open, not paused, in a hall that is not paused */
  readonly works: OpenEnd[];
  readonly away: { from: number; to: number }[];
  readonly reactions: number[];
  /** since when there has been somebody to be called; null: nobody, or it does not call */
  ready: number | null;
}

/** Reads a day through the engine of the hall. A generator, as `replayDay` is. */
export function* readPlayedDay(
  today: Site,
  day: string,
  { events, from, to }: ReplayedEvents,
): Generator<undefined, PlayedDay> {
  const site = asItServed(today, events);
  const reader = new DayReader(site, day, from);
  for (const [index, event] of events.entries()) {
    reader.take(event);
    if (index % eventsAtOnce === eventsAtOnce - 1) yield undefined;
  }
  return reader.finish(ticksOf(to - from + 1));
}

/** A counter can serve what it is set to serve today, and what it called that day; one that is no more only that. */
function asItServed(site: Site, events: readonly HallEvent[]): Site {
  const called = new Map<string, Set<string>>();
  const queueOf = new Map<string, string>();
  for (const event of events) {
    if (event.type === 'ticket_issued') queueOf.set(event.ticket.id, event.ticket.queue);
    if (event.type === 'ticket_transferred') queueOf.set(event.ticket, event.toQueue);
    if (event.type === 'ticket_changed') queueOf.set(event.ticket, event.queue);
    if (!('counter' in event)) continue;
    const own = called.get(event.counter) ?? new Set();
    called.set(event.counter, own);
    const queue = event.type === 'ticket_called' ? queueOf.get(event.ticket) : undefined;
    if (queue !== undefined) own.add(queue);
  }
  const known = site.counters.map((counter) => {
    const own = called.get(counter.code) ?? new Set();
    called.delete(counter.code);
    return { ...counter, queues: [...new Set([...counter.queues, ...own])] };
  });
  const gone = [...called].map(([code, queues]) => ({
    ...{ code, label: code, queues: [...queues], sort: site.counters.length },
  }));
  return { ...site, counters: [...known, ...gone] };
}

class DayReader {
  readonly #site: Site;
  readonly #from: number;
  readonly #hall: EvolvingHall;
  readonly #visits = new Map<string, VisitDraft>();
  readonly #waiting = new Map<string, Ticket>();
  readonly #counters = new Map<string, CounterDraft>();
  readonly #halts: OpenEnd[] = [];
  #tick = 0;

  constructor(site: Site, day: string, from: number) {
    this.#site = site;
    this.#from = from;
    this.#hall = new EvolvingHall(site.code, day);
    for (const { code } of site.counters)
      this.#counters.set(code, { open: [], works: [], away: [], reactions: [], ready: null });
  }

  take(event: HallEvent): void {
    this.#tick = Math.max(this.#tick + 1, ticksOf(event.at - this.#from) + event.version);
    const id = 'ticket' in event ? (typeof event.ticket === 'string' ? event.ticket : event.ticket.id) : null;
    const before = id === null ? undefined : this.#hall.now.tickets.get(id);
    const chosen = event.type === 'ticket_called' && this.#isChosen(event);
    this.#hall.take(event);
    if (event.type === 'ticket_called') this.#called(event.counter);
    const after = id === null ? undefined : this.#hall.now.tickets.get(id);
    if (after !== undefined) this.#moved(before, after, chosen);
    // who was kept for a counter that has closed is everybody's again
    if (event.type === 'counter_closed') this.#released();
    this.#turned(this.#hall.now);
  }

  /** Not the one whom the engine would have called. */
  #isChosen({ ticket, counter, at }: Extract<HallEvent, { type: 'ticket_called' }>): boolean {
    const waiting: Hall = { ...this.#hall.now, tickets: this.#waiting };
    // asked as a day is played again: with the instant of the tick
    const now = Math.max(at, this.#from + msOf(this.#tick));
    return nextFor(waiting, counter, { site: this.#site, now })?.ticket.id !== ticket;
  }

  #called(code: string): void {
    const counter = this.#counters.get(code);
    if (counter === undefined) return;
    const ready = counter.ready ?? this.#tick - 1;
    const long = this.#tick - ready > slowest;
    if (long) counter.away.push({ from: ready, to: this.#tick - 1 });
    counter.reactions.push(long ? 1 : this.#tick - ready);
    counter.ready = null;
  }

  #moved(before: Ticket | undefined, after: Ticket, chosen: boolean): void {
    const at = this.#tick;
    const visit = this.#visits.get(after.id) ?? this.#newVisit(after);
    const leg = visit.legs.at(-1);
    if (before !== undefined && isAtCounter(before.state) && !isAtCounter(after.state))
      this.#freed(visit, after);
    if (after.state === 'waiting') {
      this.#waiting.set(after.id, after);
      if (before?.state === 'waiting') leg?.changes.push({ at, ticket: after });
      else this.#join(visit, after);
    } else if (before?.state === 'waiting') {
      this.#waiting.delete(after.id);
      if (leg !== undefined && after.state === 'called')
        leg.call = { at, counter: after.counter ?? '', chosen };
      else {
        leg?.changes.push({ at, ticket: null });
        visit.freed = at;
      }
    }
  }

  #freed(visit: VisitDraft, { outcome }: Ticket): void {
    visit.freed = this.#tick;
    const leg = visit.legs.at(-1);
    if (leg?.call == null) return;
    // of a visit that nobody recorded it is known only that its counter called nobody else
    if (outcome !== 'not_recorded') leg.takes = this.#tick - leg.call.at;
    else this.#counters.get(leg.call.counter)?.away.push({ from: leg.call.at + 1, to: this.#tick });
  }

  #newVisit({ id, issuedAt }: Ticket): VisitDraft {
    const visit = { id, issuedAt, legs: [], freed: 0 };
    this.#visits.set(id, visit);
    return visit;
  }

  #join(visit: VisitDraft, ticket: Ticket): void {
    const freed = visit.legs.length === 0 ? 0 : visit.freed;
    visit.legs.push({ ticket, joins: this.#tick - freed, changes: [], call: null, takes: null });
  }

  #released(): void {
    for (const [id, known] of this.#waiting) {
      const now = this.#hall.now.tickets.get(id);
      if (now !== undefined && now !== known) this.#moved(known, now, false);
    }
  }

  /** What every counter does from this tick on. */
  #turned(hall: Hall): void {
    turn(this.#halts, hall.state !== 'open', this.#tick);
    for (const own of this.#site.counters) {
      const counter = this.#counters.get(own.code);
      if (counter === undefined) continue;
      const now = hall.counters.get(own.code);
      const works = now?.state === 'open' && hall.state === 'open';
      turn(counter.open, now !== undefined && now.state !== 'closed', this.#tick);
      turn(counter.works, works, this.#tick);
      const ready = works && now.ticket === null && this.#isWaitedFor(own);
      if (ready) counter.ready ??= this.#tick;
      else {
        if (counter.ready !== null) counter.away.push({ from: counter.ready, to: this.#tick });
        counter.ready = null;
      }
    }
  }

  #isWaitedFor(counter: Counter): boolean {
    for (const ticket of this.#waiting.values()) if (canServe(counter, ticket)) return true;
    return false;
  }

  finish(end: number): PlayedDay {
    const counters = new Map<string, PlayedCounter>();
    for (const [code, { open, works, away, reactions, ready }] of this.#counters) {
      if (ready !== null) away.push({ from: ready, to: end });
      // whoever was there at the end kept it from calling
      const there = this.#hall.now.counters.get(code);
      if (there?.ticket != null) {
        const called = this.#visits.get(there.ticket)?.legs.at(-1)?.call?.at;
        if (called !== undefined) away.push({ from: called + 1, to: end });
      }
      const spans = without(closedSpans(works, end), away);
      counters.set(code, { spans, open: closedSpans(open, end), reactions });
    }
    const visits = [...this.#visits.values()].map(({ id, issuedAt, legs }) => ({ id, issuedAt, legs }));
    const halts = closedSpans(this.#halts, end);
    return { site: this.#site, from: this.#from, end, visits, counters, halts };
  }
}

function turn(spans: OpenEnd[], on: boolean, at: number): void {
  const last = spans.at(-1);
  const is = last !== undefined && last.to === null;
  if (on && !is) spans.push({ from: at, to: null });
  else if (!on && is) last.to = at;
}

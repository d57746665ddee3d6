import type { Site } from '../../../catalogue/site.ts';
import { canServe, nextFor } from '../../hall/call-policy.ts';
import { emptyHall, type Hall } from '../../hall/hall.ts';
import type { Ticket } from '../../hall/ticket.ts';
import { msOf, type PlayedDay, type TickSpan } from './played-day.ts';

/** What a counter does in another version of the day; the others do what they did. */
export interface PlayingCounter {
  readonly code: string;
  /** queue ids */
  readonly queues: readonly string[];
  readonly spans: readonly TickSpan[];
  /** ticks, by the number of the call */
  readonly reactions: readonly number[];
}

const momentsAtOnce = 100;

export interface PlayAsk {
  readonly played: PlayedDay;
  readonly counters: readonly PlayingCounter[];
  /** ticks until a clerk calls, of calls that there were not on that day */
  readonly usualReaction: number;
  /** ticks of a visit of which it is not known how long it takes */
  readonly usualVisit: (ticket: Ticket) => number;
}

/** Somebody in a line: [from, until), ticks. `called`: it ended with a call. */
export interface Stand {
  readonly visit: string;
  readonly queue: string;
  readonly from: number;
  readonly until: number;
  readonly called: boolean;
}

/** How a day went, in the order in which the stands in line ended; those that did not, by their coming. */
export type Stands = readonly Stand[];

interface Place {
  readonly visit: number;
  readonly leg: number;
  queue: string;
  from: number;
  ticket: Ticket;
}

interface Working extends PlayingCounter {
  readonly serves: ReadonlySet<string>;
  /** index into spans */
  span: number;
  /** free again from then on */
  freeAt: number;
  calls: number;
  /** when it calls next; infinite: there is nobody to be called, or it does not work */
  callsAt: number;
}

interface Due {
  readonly at: number;
  readonly visit: number;
  readonly leg: number;
  /** undefined: it joins; null: it leaves; else what it is from then on */
  readonly ticket?: Ticket | null;
}

/**
 * Plays a day again, in pieces as `replayDay`: everybody comes when they came, and takes as long; who is next is said by the rule of the
 * hall itself (`nextFor`). A clerk's own choice is kept while whom it chose still waits. Whoever was passed on, set aside or called in
 * vain comes back after as long as they did. With the counters as they were it is the day as it was, to the tick.
 */
export function playAgain(ask: PlayAsk): Generator<undefined, Stands> {
  return new Player(ask).play();
}

class Player {
  readonly #ask: PlayAsk;
  readonly #site: Site;
  readonly #hall: Hall;
  readonly #waiting = new Map<string, Ticket>();
  readonly #places = new Map<string, Place>();
  readonly #counters: Working[];
  /** known from the beginning, by time */
  readonly #known: Due[];
  #knownHead = 0;
  /** who comes back, by time */
  readonly #back: Due[] = [];
  readonly #stands: Stand[] = [];
  /** clerk's choices, by counter */
  readonly #chosen = new Map<
    string,
    { readonly at: number; readonly visit: number; readonly leg: number }[]
  >();

  constructor(ask: PlayAsk) {
    const { played, counters } = ask;
    this.#ask = ask;
    const queuesOf = new Map(counters.map(({ code, queues }) => [code, queues]));
    this.#site = {
      ...played.site,
      counters: played.site.counters.map((each) => ({ ...each, queues: queuesOf.get(each.code) ?? [] })),
    };
    this.#hall = { ...emptyHall(played.site.code, ''), tickets: this.#waiting };
    this.#counters = counters.map((counter) => ({
      ...counter,
      serves: new Set(counter.queues),
      ...{ span: 0, freeAt: 0, calls: 0, callsAt: Number.POSITIVE_INFINITY },
    }));
    this.#known = played.visits.flatMap(({ legs }, visit) => {
      const first = legs[0];
      return first === undefined ? [] : [{ at: first.joins, visit, leg: 0 }];
    });
    for (const [visit, { legs }] of played.visits.entries())
      for (const [leg, { changes, call }] of legs.entries()) {
        for (const { at, ticket } of changes) this.#known.push({ at, visit, leg, ticket });
        if (call?.chosen !== true) continue;
        const own = this.#chosen.get(call.counter) ?? [];
        own.push({ at: call.at, visit, leg });
        this.#chosen.set(call.counter, own);
      }
    this.#known.sort((a, b) => a.at - b.at);
  }

  *play(): Generator<undefined, Stands> {
    const { end } = this.#ask.played;
    let moments = 0;
    for (let at = this.#nextAt(0); at < end; at = this.#nextAt(at)) {
      while ((this.#known[this.#knownHead]?.at ?? Number.POSITIVE_INFINITY) <= at)
        this.#happen(this.#known[this.#knownHead++]);
      while ((this.#back[0]?.at ?? Number.POSITIVE_INFINITY) <= at) this.#happen(this.#back.shift());
      for (const counter of this.#counters) if (counter.callsAt <= at) this.#call(counter, at);
      for (const counter of this.#counters) this.#look(counter, at);
      if (++moments % momentsAtOnce === 0) yield undefined;
    }
    const left = [...this.#places.values()].sort((a, b) => a.from - b.from);
    for (const place of left) this.#ended(place, end, false);
    return this.#stands;
  }

  /** The next tick at which something can happen. */
  #nextAt(now: number): number {
    let next = Math.min(
      this.#known[this.#knownHead]?.at ?? Number.POSITIVE_INFINITY,
      this.#back[0]?.at ?? Number.POSITIVE_INFINITY,
    );
    for (const { callsAt, freeAt, spans, span } of this.#counters) {
      next = Math.min(next, callsAt);
      if (freeAt > now) next = Math.min(next, freeAt);
      const current = spans[span];
      if (current === undefined) continue;
      if (current.from > now) next = Math.min(next, current.from);
      else if (current.to > now) next = Math.min(next, current.to);
    }
    return next;
  }

  #happen(due: Due | undefined): void {
    if (due === undefined) return;
    const leg = this.#ask.played.visits[due.visit]?.legs[due.leg];
    if (leg === undefined) return;
    const { id } = leg.ticket;
    const place = this.#places.get(id);
    if (due.ticket === undefined) {
      const { queue } = leg.ticket;
      this.#places.set(id, { visit: due.visit, leg: due.leg, queue, from: due.at, ticket: leg.ticket });
      this.#waiting.set(id, leg.ticket);
    } else if (place !== undefined && place.leg === due.leg) {
      if (due.ticket === null) {
        this.#leave(place, due.at, false);
        this.#comeBack(place, due.at);
      } else this.#change(place, due.ticket, due.at);
    }
  }

  /** Something else from now on: in another line it begins to stand anew. */
  #change(place: Place, ticket: Ticket, at: number): void {
    if (ticket.queue !== place.queue) {
      this.#ended(place, at, false);
      place.queue = ticket.queue;
      place.from = at;
    }
    place.ticket = ticket;
    this.#waiting.set(ticket.id, ticket);
  }

  #leave(place: Place, at: number, called: boolean): void {
    this.#places.delete(place.ticket.id);
    this.#waiting.delete(place.ticket.id);
    this.#ended(place, at, called);
  }

  #ended({ visit, queue, from }: Place, until: number, called: boolean): void {
    const id = this.#ask.played.visits[visit]?.id ?? '';
    this.#stands.push({ visit: id, queue, from, until, called });
  }

  #comeBack({ visit, leg }: Place, at: number): void {
    const next = this.#ask.played.visits[visit]?.legs[leg + 1];
    if (next === undefined) return;
    const due = { at: at + next.joins, visit, leg: leg + 1 };
    const index = this.#back.findIndex((other) => other.at > due.at);
    this.#back.splice(index < 0 ? this.#back.length : index, 0, due);
  }

  #call(counter: Working, at: number): void {
    const { played, usualVisit } = this.#ask;
    const place = this.#chosenBy(counter, at) ?? this.#nextFor(counter, at);
    if (place === undefined) return;
    const leg = played.visits[place.visit]?.legs[place.leg];
    this.#leave(place, at, true);
    counter.calls += 1;
    counter.freeAt = at + (leg?.takes ?? usualVisit(place.ticket));
    // whoever was never called had nothing more to come back for
    if (leg?.call != null) this.#comeBack(place, counter.freeAt);
  }

  #nextFor({ code }: Working, at: number): Place | undefined {
    const now = this.#ask.played.from + msOf(at);
    const next = nextFor(this.#hall, code, { site: this.#site, now });
    return next === null ? undefined : this.#places.get(next.ticket.id);
  }

  #chosenBy(counter: Working, at: number): Place | undefined {
    const own = this.#chosen.get(counter.code);
    for (let first = own?.[0]; own !== undefined && first !== undefined && first.at <= at; first = own[0]) {
      own.shift();
      const id = this.#ask.played.visits[first.visit]?.id ?? '';
      const place = this.#places.get(id);
      const its = this.#site.counters.find(({ code }) => code === counter.code);
      if (place?.leg === first.leg && its !== undefined && canServe(its, place.ticket)) return place;
    }
    return undefined;
  }

  /** Whether it calls, and when: as soon after there was somebody to be called as its clerk did. */
  #look(counter: Working, at: number): void {
    while ((counter.spans[counter.span]?.to ?? Number.POSITIVE_INFINITY) <= at) counter.span += 1;
    const works = (counter.spans[counter.span]?.from ?? Number.POSITIVE_INFINITY) <= at;
    if (!works || counter.freeAt > at || !this.#isWaitedFor(counter))
      counter.callsAt = Number.POSITIVE_INFINITY;
    else if (counter.callsAt <= at || counter.callsAt === Number.POSITIVE_INFINITY)
      counter.callsAt = at + (counter.reactions[counter.calls] ?? this.#ask.usualReaction);
  }

  #isWaitedFor({ serves, code }: Working): boolean {
    for (const { queue, reservedFor } of this.#waiting.values())
      if (serves.has(queue) && (reservedFor === null || reservedFor === code)) return true;
    return false;
  }
}

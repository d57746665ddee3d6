import { minute } from '../../calendar/durations.ts';
import type { Site } from '../../catalogue/site.ts';
import { waitsFrom } from '../floor/floor.ts';
import type { ServiceTimes } from '../forecast/service-times.ts';
import { EvolvingHall } from '../hall/evolve-hall.ts';
import type { CounterState, Hall, HallEvent } from '../hall/hall.ts';
import type { Ticket } from '../hall/ticket.ts';
import { AlarmLog } from './alarm-log.ts';
import type { DayReplay, Frame, HallNow } from './day-replay.ts';
import type { ReplayAsk, ReplayedEvents } from './replayed-events.ts';

/** Names of everything that is shown, in their order. */
interface Names {
  readonly queues: readonly string[];
  readonly counters: readonly string[];
  readonly tickets: Map<string, number>;
}

const eventsAtOnce = 100;
const minutesAtOnce = 15;

/**
 * A day's frames from its events, through the engine of the hall, and the alarms that the floor would have shown at each minute. A
 * generator: whoever serves others meanwhile lets them go first whenever it yields.
 */
export function* replayDay(
  { site, day, sessions }: ReplayAsk,
  played: ReplayedEvents,
  times: ServiceTimes,
): Generator<undefined, DayReplay> {
  const { events, from, to } = played;
  const names = namesOf(site, events);
  const hall = new EvolvingHall(site.code, day);
  const log = new AlarmLog({ site: withNames(site, names), sessions, times, names, from });
  const frames: Frame[] = [];
  const seen = new Seen(names, from);
  let tick = from;
  let last = 0;
  let done = 0;
  for (const event of events) {
    for (; tick <= event.at; tick += minute) {
      log.look(hall.now, tick);
      if ((tick / minute) % minutesAtOnce === 0) yield undefined;
    }
    hall.take(event);
    last = Math.max(last, event.at - from, 0);
    const frame = seen.frameAfter(hall.now, event, last);
    if (frame !== null) frames.push(frame);
    done += 1;
    if (done % eventsAtOnce === 0) yield undefined;
  }
  for (; tick <= to; tick += minute) {
    log.look(hall.now, tick);
    if ((tick / minute) % minutesAtOnce === 0) yield undefined;
  }
  const codes = new Map(site.queues.map(({ id, code }) => [id, code]));
  const labels = new Map(site.counters.map(({ code, label }) => [code, label]));
  return {
    from,
    to,
    timeZone: site.timeZone,
    queues: names.queues.map((id) => ({ id, code: codes.get(id) ?? '' })),
    counters: names.counters.map((code) => ({ code, label: labels.get(code) ?? code })),
    tickets: [...hall.now.tickets.values()].map(({ number }) => number),
    frames,
    alarms: log.alarms(to - from),
  };
}

/** Those of the site, then those that only the day knows. */
function namesOf(site: Site, events: readonly HallEvent[]): Names {
  const queues = new Set(site.queues.map(({ id }) => id));
  const counters = new Set(site.counters.map(({ code }) => code));
  const tickets = new Map<string, number>();
  for (const event of events) {
    if (event.type === 'ticket_issued') {
      queues.add(event.ticket.queue);
      tickets.set(event.ticket.id, tickets.size);
    }
    if (event.type === 'ticket_transferred') queues.add(event.toQueue);
    if (event.type === 'ticket_changed') queues.add(event.queue);
    if ('counter' in event) counters.add(event.counter);
  }
  return { queues: [...queues], counters: [...counters], tickets };
}

/** The site with the counters and queues that are no more, which serve nothing that is known. */
function withNames(site: Site, names: Names): Site {
  const knownQueues = new Set(site.queues.map(({ id }) => id));
  const knownCounters = new Set(site.counters.map(({ code }) => code));
  const gone = names.queues.filter((id) => !knownQueues.has(id));
  const goneCounters = names.counters.filter((code) => !knownCounters.has(code));
  return {
    ...site,
    queues: [
      ...site.queues,
      ...gone.map((id) => ({
        ...{ id, code: '', name: { 'zh-CN': id, en: id } },
        ...{ precedence: 0, slotMinutes: 15, places: 0 },
      })),
    ],
    counters: [
      ...site.counters,
      ...goneCounters.map((code) => ({ code, label: code, queues: [], sort: site.counters.length })),
    ],
  };
}

/** What the frames so far have said, so that each says only what is new. */
class Seen {
  readonly #names: Names;
  readonly #from: number;
  readonly #tickets = new Map<string, Ticket>();
  readonly #counters = new Map<string, CounterState>();
  #hall: HallNow = 'open';

  constructor(names: Names, from: number) {
    this.#names = names;
    this.#from = from;
  }

  /** Null: nothing that is shown has changed. */
  frameAfter(hall: Hall, event: HallEvent, at: number): Frame | null {
    const tickets = this.#changedTicket(hall, event);
    const counters = this.#changedCounters(hall);
    const turned = hall.state !== this.#hall;
    this.#hall = hall.state;
    if (tickets.length === 0 && counters.length === 0 && !turned) return null;
    return {
      at,
      ...(tickets.length > 0 ? { tickets } : {}),
      ...(counters.length > 0 ? { counters } : {}),
      ...(turned ? { hall: hall.state } : {}),
    };
  }

  #changedTicket(hall: Hall, event: HallEvent): NonNullable<Frame['tickets']> {
    if (!('ticket' in event)) return [];
    const id = typeof event.ticket === 'string' ? event.ticket : event.ticket.id;
    const ticket = hall.tickets.get(id);
    if (ticket === undefined) return [];
    const before = this.#tickets.get(id);
    this.#tickets.set(id, ticket);
    const from = waitsFrom(ticket);
    if (before?.state === ticket.state && before.queue === ticket.queue && waitsFrom(before) === from)
      return [];
    const { tickets, queues } = this.#names;
    return [[tickets.get(id) ?? -1, ticket.state, queues.indexOf(ticket.queue), from - this.#from]];
  }

  #changedCounters(hall: Hall): NonNullable<Frame['counters']> {
    const { counters, tickets } = this.#names;
    return counters.flatMap((code, index) => {
      const now = hall.counters.get(code);
      const before = this.#counters.get(code);
      if (now === undefined || now === before) return [];
      this.#counters.set(code, now);
      const same = before?.state === now.state && before.ticket === now.ticket && before.since === now.since;
      const ticket = now.ticket === null ? -1 : (tickets.get(now.ticket) ?? -1);
      return same ? [] : [[index, now.state, ticket, now.since - this.#from] as const];
    });
  }
}

import { minute } from '../../calendar/durations.ts';
import type { OpenSession } from '../../calendar/opening-hours.ts';
import type { Site } from '../../catalogue/site.ts';
import { type Alarm, alarmSubject, alarmsOf } from '../floor/alarms.ts';
import { floorOf } from '../floor/floor.ts';
import type { ServiceTimes } from '../forecast/service-times.ts';
import type { Hall } from '../hall/hall.ts';
import type { HallStateKind } from '../hall/hall-state.ts';
import type { ReplayAlarm } from './day-replay.ts';

interface LogAsk {
  readonly site: Site;
  readonly sessions: readonly OpenSession[];
  readonly times: ServiceTimes;
  /** in the order of their indexes */
  readonly names: {
    readonly queues: readonly string[];
    readonly counters: readonly string[];
    readonly tickets: ReadonlyMap<string, number>;
  };
  /** epoch ms: instants are counted from it */
  readonly from: number;
}

interface Running {
  readonly alarm: ReplayAlarm;
  /** last seen then */
  until: number;
}

/**
 * The alarms of a floor that is looked at every minute, by the floor's own rule. What the events do not tell is missing: machines that
 * were silent, bookings in conflict, clerks whose sign-in had ended.
 */
export class AlarmLog {
  readonly #ask: LogAsk;
  readonly #running = new Map<string, Running>();
  readonly #over: ReplayAlarm[] = [];

  constructor(ask: LogAsk) {
    this.#ask = ask;
  }

  /** Times in order, a minute apart; epoch ms. */
  look(hall: Hall, now: number): void {
    const { site, sessions, times, from } = this.#ask;
    const context = { site, now };
    const found = alarmsOf({
      floor: floorOf(hall, times, context),
      context,
      state: kindOf(hall, sessions, now),
      closedAt: sessions.at(-1)?.closes ?? null,
      unattended: [],
      silent: [],
      conflicts: 0,
    });
    const at = now - from;
    for (const alarm of found) {
      const subject = alarmSubject(alarm);
      const running = this.#running.get(subject);
      if (running === undefined) this.#running.set(subject, { alarm: this.#begun(alarm, at), until: at });
      else running.until = at;
    }
    for (const [subject, { alarm, until }] of this.#running) {
      if (until === at) continue;
      this.#over.push({ ...alarm, to: at });
      this.#running.delete(subject);
    }
  }

  /** All, by their beginning; what is not over ends with the day, at `end` ms after it began. */
  alarms(end: number): readonly ReplayAlarm[] {
    const open = [...this.#running.values()].map(({ alarm }) => ({ ...alarm, to: end + minute }));
    return [...this.#over, ...open].sort((a, b) => a.from - b.from);
  }

  #begun(alarm: Alarm, at: number): ReplayAlarm {
    const { queues, counters, tickets } = this.#ask.names;
    const ticket = 'oldest' in alarm ? alarm.oldest : 'ticket' in alarm ? alarm.ticket : null;
    return {
      kind: alarm.kind,
      from: at,
      to: at,
      queue: 'queue' in alarm ? queues.indexOf(alarm.queue) : -1,
      counter: 'counter' in alarm ? counters.indexOf(alarm.counter) : -1,
      ticket: ticket === null ? -1 : (tickets.get(ticket.id) ?? -1),
    };
  }
}

/** How the hall stood, as far as alarms ask: whether somebody who waits is owed a call. */
function kindOf(hall: Hall, sessions: readonly OpenSession[], now: number): HallStateKind {
  if (hall.state === 'closed') return 'closed';
  const last = sessions.at(-1);
  // of a day without hours everything that happens is within them
  if (last === undefined) return 'open';
  if (now >= last.closes) return 'closing';
  const session = sessions.find(({ closes }) => now < closes);
  if (session !== undefined && session.opens <= now) return hall.state === 'paused' ? 'paused' : 'open';
  return session === sessions[0] ? 'before_opening' : 'break';
}

import { minute, second } from '../../server/domain/calendar/durations.ts';
import type { Site } from '../../server/domain/catalogue/site.ts';
import { nextFor } from '../../server/domain/queue/hall/call-policy.ts';
import type { Hall, HallCommand } from '../../server/domain/queue/hall/hall.ts';
import type { ServiceOutcome, Ticket } from '../../server/domain/queue/hall/ticket.ts';

/** What somebody does at an instant; `settled` is told whether the hall accepted it. */
export interface Move {
  readonly command: HallCommand;
  readonly settled: (accepted: boolean, hall: Hall, at: number) => void;
}

export const nothing = () => {};

/** Looks at the hall at its instant; null: there is nothing to do any more. */
export type Step = (hall: Hall, at: number) => Move | null;

export interface ClerkWorld {
  readonly site: Site;
  readonly closesAt: number;
  readonly random: () => number;
  /** minutes that a visit really takes */
  readonly takes: (ticket: Ticket) => number;
  readonly schedule: (at: number, step: Step) => void;
}

/** One member of staff at one counter: calls, recalls, serves, errs, pauses, and closes when nobody is left after closing time. */
export function clerkStep(world: ClerkWorld, counter: string): Step {
  const { random, schedule } = world;
  const work = clerkOf(world, counter);
  const soon = () => (8 + 40 * random()) * second;
  const again = () => (20 + 20 * random()) * second;
  return function step(hall, at) {
    const [command, after] = work(hall, at);
    if (command === null) return null;
    if (command.type === 'call_next' && nextFor(hall, counter, { site: world.site, now: at }) === null) {
      // the console says that nobody waits: whoever looks at it presses nothing, and looks again
      schedule(at + again(), step);
      return null;
    }
    return {
      command,
      settled: (accepted, later, now) => {
        if (command.type === 'close_counter' && accepted) return;
        schedule(now + (accepted ? (after ?? soon()) : again()), step);
        if (accepted) bringBack(world, command, hall, later);
      },
    };
  };
}

type Doing = readonly [HallCommand | null, number?];

function clerkOf(world: ClerkWorld, counter: string): (hall: Hall, at: number) => Doing {
  const { random, site, closesAt } = world;
  const comes = new Map<string, boolean>();
  return (hall, at) => {
    const state = hall.counters.get(counter);
    if (state === undefined || state.state === 'closed') {
      return at >= closesAt || hall.state === 'closed'
        ? [null]
        : [{ type: 'open_counter', counter, staff: null }];
    }
    if (state.state === 'paused') return [{ type: 'resume_counter', counter }];
    const ticket = state.ticket === null ? undefined : hall.tickets.get(state.ticket);
    // whoever was asked to come has come by then
    if (state.helpSince !== null && at - state.helpSince > 4 * minute)
      return [{ type: 'end_help', counter }, 0];
    if (ticket === undefined) return freeAt(world, counter, hall, at);
    if (ticket.state === 'serving') return served(world, counter, hall);
    const key = `${ticket.id}@${ticket.calledAt}`;
    if (!comes.has(key)) comes.set(key, random() < 0.94);
    if (comes.get(key) === true) {
      if (random() < 0.01) return [{ type: 'transfer', counter, toQueue: ticket.queue, toCounter: null }];
      return [{ type: 'start', counter }, world.takes(ticket) * minute];
    }
    const enough = ticket.timesCalled > site.hall.recalls;
    return [{ type: enough ? 'missed' : 'recall', counter }, (20 + 20 * random()) * second];
  };
}

function freeAt({ random, site, closesAt }: ClerkWorld, counter: string, hall: Hall, at: number): Doing {
  if (at >= closesAt && nextFor(hall, counter, { site, now: at }) === null) {
    return [{ type: 'close_counter', counter }];
  }
  const chance = random();
  if (chance < 0.01 && at < closesAt) {
    return [{ type: 'pause_counter', counter, reason: '换纸' }, (2 + 5 * random()) * minute];
  }
  if (chance < 0.015) return [{ type: 'ask_help', counter }, 20 * second];
  if (chance < 0.02) return [{ type: 'end_help', counter }, 5 * second];
  if (chance < 0.03) {
    const waiting = [...hall.tickets.values()].filter((each) => each.state === 'waiting');
    const one = waiting[Math.floor(random() * waiting.length)];
    if (one !== undefined) {
      return [{ type: 'call_ticket', counter, ticket: one.id, reason: '身体不适' }, 30 * second];
    }
  }
  return [{ type: 'call_next', counter }, (15 + 35 * random()) * second];
}

function served({ random, site }: ClerkWorld, counter: string, hall: Hall): Doing {
  const chance = random();
  if (chance < 0.02) return [{ type: 'park', counter }];
  if (chance < 0.03) {
    const other = site.counters.find(
      (each) => each.code !== counter && hall.counters.get(each.code)?.state === 'open',
    );
    if (other !== undefined) return [{ type: 'transfer', counter, toQueue: null, toCounter: other.code }];
  }
  const outcome: ServiceOutcome =
    chance < 0.9 ? 'completed' : chance < 0.97 ? 'missing_materials' : 'referred';
  return [{ type: 'finish', counter, outcome }];
}

/** Visitors who missed their call often come to the desk; parked ones come back with their copies. */
function bringBack(world: ClerkWorld, command: HallCommand, before: Hall, after: Hall): void {
  if (command.type !== 'missed' && command.type !== 'park') return;
  const ticket = before.counters.get(command.counter)?.ticket;
  const gone = ticket == null ? undefined : after.tickets.get(ticket);
  if (gone === undefined) return;
  const { random, schedule } = world;
  const from = gone.missedAt ?? gone.parkedAt ?? 0;
  const type = command.type === 'missed' ? 'return' : 'resume_ticket';
  if (random() < 0.7) {
    schedule(from + (3 + 30 * random()) * minute, () => ({
      command: { type, ticket: gone.id },
      settled: nothing,
    }));
  }
}

import { bookDays } from '../../../../seeds/demo/demo-bookings.ts';
import { SimulatedDay } from '../../../../seeds/demo/simulated-day.ts';
import type { HallRequest } from '../../../../server/actions/queue/hall-order.ts';
import { instantOf } from '../../../../server/domain/calendar/local-time.ts';
import { seededRandom } from '../../../../server/domain/queue/forecast/seeded-random.ts';
import { plannedMinutes } from '../../../../server/domain/queue/forecast/service-times.ts';
import { emptyHall, type HallCommand } from '../../../../server/domain/queue/hall/hall.ts';
import type { Ticket } from '../../../../server/domain/queue/hall/ticket.ts';
import { theSystem } from '../../../../server/domain/staff/actor.ts';
import { loadHall } from '../../../../server/store/queue/hall-query.ts';
import type { HallSystem } from '../../../support/hall-system.ts';

/** What whoever simulated a day knows of it, counted from its commands and never from events. */
export interface Truth {
  readonly issued: Map<string, number>;
  readonly firstCalls: Map<string, number>;
  readonly served: {
    readonly ticket: Ticket;
    readonly counter: string;
    readonly outcome: string;
    readonly minutes: number;
  }[];
  /** service → visits and missing materials */
  readonly visits: Map<string, number>;
  readonly missing: Map<string, number>;
  /** milliseconds by counter */
  readonly open: Map<string, number>;
  /** of each ticket, as it was told and asked for when it was issued */
  readonly told: Map<string, { readonly low: number; readonly high: number }>;
  readonly appointments: Set<string>;
  readonly priority: Set<string>;
  /** those who were called in the end and did not come */
  readonly missed: Set<string>;
  /** those who went by themselves, and when */
  readonly left: Map<string, number>;
}

/** Plays a whole day at one site through the hall's own door, and says what was done. */
export async function simulate(
  hall: HallSystem,
  siteCode: string,
  day: string,
  visitors: number,
): Promise<Truth> {
  const { system, clock } = hall;
  const catalogue = await system.catalogue();
  const site = catalogue.sites.get(siteCode);
  if (site === undefined) throw new Error(`no site ${siteCode}`);
  const bookings = (await bookDays(system, site, { from: day, to: day }, seededRandom(3))).slice(0, 20);
  const references = new Map(bookings.map(({ id, reference }) => [id, reference]));
  const opensAt = instantOf(day, '09:00', site.timeZone);
  const simulated = new SimulatedDay({
    site,
    opensAt,
    closesAt: opensAt + 8 * 3_600_000,
    seed: 11,
    tickets: visitors,
    bookings,
    minutes: plannedMinutes(site, catalogue.services),
    newId: () => system.secrets.newId(),
  });
  const truth: Truth = {
    issued: new Map(),
    firstCalls: new Map(),
    served: [],
    visits: new Map(),
    missing: new Map(),
    open: new Map(),
    told: new Map(),
    appointments: new Set(),
    priority: new Set(),
    missed: new Set(),
    left: new Map(),
  };
  const openSince = new Map<string, number>();
  let now = emptyHall(siteCode, day);
  for (let step = simulated.next(now); step !== null; step = simulated.next(now)) {
    clock.set(step.at);
    const { command, at } = step;
    const before = now;
    const done = await system.halls.submit(siteCode, requestFor(command, references), {
      actor: theSystem,
      day,
    });
    now = system.hallCache.kept(siteCode, day) ?? (await loadHall(system.database.reader, siteCode, day));
    simulated.settle(done.ok, now);
    if (!done.ok) continue;
    const { ticket } = done.value;
    if (command.type === 'issue' || command.type === 'check_in') {
      truth.issued.set(command.id, at);
      for (const { code } of command.services) bump(truth.visits, code);
      if (command.type === 'check_in') truth.appointments.add(command.id);
      if (command.priority) truth.priority.add(command.id);
      if (ticket?.toldWait) truth.told.set(command.id, ticket.toldWait);
    } else if ((command.type === 'call_next' || command.type === 'call_ticket') && ticket !== null) {
      if (!truth.firstCalls.has(ticket.id)) truth.firstCalls.set(ticket.id, at);
      truth.missed.delete(ticket.id);
    } else if (command.type === 'missed' && ticket !== null) {
      truth.missed.add(ticket.id);
    } else if (command.type === 'leave') {
      truth.left.set(command.ticket, at);
      truth.missed.delete(command.ticket);
    } else if (command.type === 'finish' && ticket !== null) {
      const { counter, outcome } = command;
      const minutes = (at - (ticket.startedAt ?? 0)) / 60_000;
      truth.served.push({ ticket, counter, outcome, minutes });
      if (outcome === 'missing_materials') for (const { code } of ticket.services) bump(truth.missing, code);
    }
    for (const { code } of site.counters) {
      const [was, is] = [before.counters.get(code)?.state, now.counters.get(code)?.state];
      if (was === 'open' && is !== 'open') bump(truth.open, code, at - (openSince.get(code) ?? 0));
      if (was !== 'open' && is === 'open') openSince.set(code, at);
    }
  }
  return truth;
}

function requestFor(command: HallCommand, references: ReadonlyMap<string, string>): HallRequest {
  if (command.type === 'issue') {
    const { id, services, priority } = command;
    return { type: 'walk_in', id, services, priority, byStaff: true };
  }
  if (command.type !== 'check_in') return command;
  const { id, priority, booking } = command;
  return { type: 'arrive', id, priority, reference: references.get(booking) ?? '' };
}

function bump(counts: Map<string, number>, key: string, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

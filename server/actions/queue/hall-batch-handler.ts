import type { Knex } from 'knex';
import type { Booking } from '../../domain/booking/booking.ts';
import { localDate } from '../../domain/calendar/local-time.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { CallReach } from '../../domain/message/call-message.ts';
import { accept, refuse } from '../../domain/outcome.ts';
import { decideForClerk } from '../../domain/queue/hall/decide-for-clerk.ts';
import { decideHall } from '../../domain/queue/hall/decide-hall.ts';
import { evolveHall } from '../../domain/queue/hall/evolve-hall.ts';
import type { Hall, HallEvent } from '../../domain/queue/hall/hall.ts';
import { loadArrivals } from '../../store/booking/arrivals-query.ts';
import { bookingsBy } from '../../store/booking/ledger-query.ts';
import { freeLimits } from '../../store/booking/limits-query.ts';
import { type Subscribed, subscribedNow } from '../../store/event/subscriber-query.ts';
import { type AheadNotice, pendingNotices } from '../../store/queue/ahead-notice-query.ts';
import { eventsAfter, loadHallIfNewer } from '../../store/queue/hall-query.ts';
import { writeClerks, writeHall } from '../../store/queue/hall-store.ts';
import { priorityVisits } from '../../store/queue/priority-visit-query.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import type { BatchHandler } from '../perform.ts';
import { hashToken } from '../secrets.ts';
import type { System } from '../system.ts';
import type { ArrivalRoom } from './arrival-command.ts';
import { type ClerkPlaces, elsewhere, follow, loadClerkPlaces } from './clerk-places.ts';
import { commandFor, mayGoOn } from './complete-request.ts';
import type { HallOrder, HallReceipt, HallRequest } from './hall-order.ts';
import { hallReceipt } from './hall-receipt.ts';
import { notifyThoseNext } from './notify-those-next.ts';
import { recordEvent } from './record-event.ts';
import { siteOfOrder } from './site-of-order.ts';
import { loadReach, type ReachRoom, reasonOf, tellOfTicket } from './tell-of-ticket.ts';
import { isTexted, loadCallReach, textTheCalled } from './text-the-called.ts';
import { updateBookings, updateRoom } from './update-bookings.ts';

/** One hall's day while a batch is decided. */
interface Day {
  readonly site: Site;
  readonly before: Hall;
  hall: Hall;
  readonly events: HallEvent[];
  /** what happened before the batch; only when something is to be taken back */
  readonly earlier: readonly HallEvent[];
  /** who has asked to be told when few are ahead, and was not yet */
  readonly notices: readonly AheadNotice[];
  /** who can be written to when called; null: nobody */
  readonly callReach: CallReach | null;
}

interface State {
  readonly catalogue: Catalogue;
  readonly days: ReadonlyMap<string, Day>;
  readonly room: ArrivalRoom;
  /** by booking: what `freeLimits` found for visits that may go on */
  readonly limits: ReadonlyMap<string, string>;
  readonly reach: ReachRoom;
  readonly places: ClerkPlaces;
  /** of which events other systems are told */
  readonly subscribed: Subscribed;
  /** a message was written; `at once`: one that cannot wait */
  messagesWritten: boolean | 'at once';
}

/** How hall commands are carried out: each batch locks the halls that it names, decides on fresh rows, writes events and what changed. */
export function hallHandler(system: System): BatchHandler<HallOrder, State, HallReceipt> {
  return {
    *scopes(orders) {
      for (const { site, request } of orders) {
        yield `hall:${site}`;
        if (touching.has(request.type)) yield `booking:${site}`;
      }
    },

    load: (transaction, orders, now) => loadState(system, transaction, orders, now),

    decide(state, order, now, writes) {
      const site = siteOfOrder(state.catalogue, order);
      if (site === undefined) return refuse('unknown_site', { site: order.site });
      const day = dayOf(state, site, order.day ?? localDate(now, site.timeZone));
      const command = commandFor({
        hall: day.hall,
        site,
        room: state.room,
        request: order.request,
        now,
        history: () => [...day.earlier, ...day.events],
      });
      if (!command.ok) return command;
      const context = { site, now };
      const decided =
        order.clerk === null
          ? decideHall(day.hall, command.value, context)
          : decideForClerk(day.hall, command.value, context, order.clerk);
      if (!decided.ok) return decided;
      const away = elsewhere(state.places, day.hall, decided.value, state.catalogue);
      if (away !== null) return away;
      follow(state.places, day.hall, decided.value);
      const before = day.hall;
      const asked = { hall: day.hall, site, now, reach: day.callReach };
      const events = textTheCalled(decided.value, asked, writes);
      if (events.some(isTexted)) state.messagesWritten = 'at once';
      let told = 0;
      for (const event of events) {
        day.hall = evolveHall(day.hall, event);
        day.events.push(event);
        recordEvent(event, { ...day, ...state, actor: order.actor, id: system.secrets.newId(), now }, writes);
        const { limits, reach } = state;
        const { hall } = day;
        for (const updated of updateBookings(system, event, { hall, actor: order.actor, limits }, writes))
          updateRoom(state.room, updated);
        told += tellOfTicket(event, { before, hall, site, reach, now, reason: reasonOf(order) }, writes);
      }
      if (told > 0) state.messagesWritten = true;
      if (order.audit !== null) writeAudit(order.audit, { id: system.secrets.newId(), at: now }, writes);
      return accept(
        hallReceipt({
          ...context,
          before,
          after: day.hall,
          events,
          command: command.value,
          told,
        }),
      );
    },

    finish(state, writes, now) {
      writeClerks(
        [...state.days.values()].map(({ before, hall }) => ({ before, after: hall })),
        writes,
      );
      const tokenHash = (ticket: string): string => hashToken(system.secrets.tokenFor('ticket', ticket));
      for (const { site, before, hall, events, notices } of state.days.values()) {
        writeHall(before, hall, tokenHash, writes);
        if (events.length > 0 && notifyThoseNext({ hall, site, now }, notices, writes) > 0)
          state.messagesWritten ||= true;
      }
    },

    committed(state) {
      for (const { hall, events } of state.days.values()) {
        // also when nothing happened: what was loaded need not be loaded again
        system.hallCache.keep(hall);
        if (events.length > 0) system.announce.hallChanged({ hall, events });
      }
      const written = state.messagesWritten;
      if (written) system.announce.messagesQueued({ atOnce: written === 'at once' });
    },

    announceFailed: (error) => system.log.error({ err: error }, 'a hall changed and nobody was told'),
  };
}

const needsHistory: ReadonlySet<HallRequest['type']> = new Set<HallRequest['type']>(['undo', 'reopen_day']);
const touching: ReadonlySet<HallRequest['type']> = new Set<HallRequest['type']>([
  'arrive',
  'join',
  'join_booking',
  'finish',
  'next',
  'leave',
  'void_ticket',
  'undo',
  'correct',
  'close_day',
  'reopen_day',
]);

async function loadState(
  system: System,
  transaction: Knex.Transaction,
  orders: readonly HallOrder[],
  now: number,
): Promise<State> {
  const catalogue = await system.catalogueCache.within(transaction);
  const { engine } = system.database;
  const days = new Map<string, Day>();
  for (const order of orders) {
    const { site: code, day } = order;
    const site = siteOfOrder(catalogue, order);
    if (site === undefined) continue;
    const date = day ?? localDate(now, site.timeZone);
    const key = `${code}|${date}`;
    if (days.has(key)) continue;
    const hall = await loadHallIfNewer(transaction, code, date, system.hallCache.kept(code, date));
    const notices = await pendingNotices(transaction, code, date);
    const wanted = orders.some(({ site: its, request }) => its === code && needsHistory.has(request.type));
    const earlier = wanted ? await eventsAfter(transaction, code, date, 0) : [];
    const types = orders.flatMap(({ site: its, request }) => (its === code ? [request.type] : []));
    const callReach = await loadCallReach(transaction, engine, { site, hall, types });
    const past = earlier.map(({ event }) => event);
    days.set(key, { site, before: hall, hall, events: [], earlier: past, notices, callReach });
  }
  const requests = orders.map(({ request }) => request);
  const room = await loadRoom(system, transaction, catalogue, orders, now);
  const halls = [...days.values()].map(({ hall }) => hall);
  return {
    ...{ catalogue, days, messagesWritten: false },
    limits: await freeLimits(transaction, engine, mayGoOn(requests, halls)),
    reach: await loadReach(transaction, engine, { orders, halls, arriving: room.bookings.values() }),
    room,
    places: await loadClerkPlaces(transaction, orders),
    subscribed: await subscribedNow(transaction),
  };
}

/** What only arrivals need: the bookings that check in, who is still to come, and how long services take. */
async function loadRoom(
  system: System,
  transaction: Knex.Transaction,
  catalogue: Catalogue,
  orders: readonly HallOrder[],
  now: number,
): Promise<ArrivalRoom> {
  const arriving = orders.filter(({ request }) => request.type === 'arrive' || request.type === 'walk_in');
  const references = orders.flatMap(({ request }) =>
    request.type === 'arrive' || request.type === 'join' ? [request.reference] : [],
  );
  const bookings = new Map<string, Booking>();
  for (const booking of await bookingsBy(transaction, system.database.engine, 'reference', references))
    bookings.set(booking.reference, booking);
  const room: ArrivalRoom = {
    bookings,
    first: await priorityVisits(
      transaction,
      [...bookings.values()].map(({ id }) => id),
    ),
    services: catalogue.services,
    calendar: catalogue.calendar,
    arrivals: new Map(),
    learned: new Map(),
  };
  for (const code of new Set(arriving.map(({ site }) => site))) {
    const site = catalogue.sites.get(code);
    if (site === undefined) continue;
    const today = localDate(now, site.timeZone);
    room.arrivals.set(code, await loadArrivals(transaction, code, today));
    room.learned.set(code, await system.serviceTimes.of(site, today, catalogue, transaction));
  }
  return room;
}

function dayOf(state: State, site: Site, date: string): Day {
  const day = state.days.get(`${site.code}|${date}`);
  // midnight fell between loading and deciding: impossible, both use the same instant
  if (day === undefined) throw new Error(`the day ${date} of ${site.code} was not loaded`);
  return day;
}

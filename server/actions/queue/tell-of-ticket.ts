import type { Knex } from 'knex';
import type { Booking } from '../../domain/booking/booking.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { noticesIn, ticketMessages } from '../../domain/message/ticket-message.ts';
import type { Hall, HallEvent } from '../../domain/queue/hall/hall.ts';
import { isFinal } from '../../domain/queue/hall/transitions.ts';
import { bookingsBy } from '../../store/booking/ledger-query.ts';
import type { Engine } from '../../store/database.ts';
import { type ActiveChannels, activeChannels } from '../../store/message/channel-query.ts';
import { writeMessages } from '../../store/message/outbox-store.ts';
import { type AheadNotice, noticesOn } from '../../store/queue/ahead-notice-query.ts';
import type { WriteSet } from '../../store/write-set.ts';
import type { HallOrder } from './hall-order.ts';

/** How those can be reached whose tickets the office ends or gives back. */
export interface ReachRoom {
  /** by id */
  readonly bookings: ReadonlyMap<string, Booking>;
  /** by ticket */
  readonly requests: ReadonlyMap<string, AheadNotice>;
  readonly channels: ActiveChannels;
}

const nobody: ReachRoom = { bookings: new Map(), requests: new Map(), channels: { get: () => [] } };

/** Loads nothing when no order ends tickets or gives them back. `arriving`: who checks in by the same batch. */
export async function loadReach(
  transaction: Knex,
  engine: Engine,
  {
    orders,
    halls,
    arriving,
  }: {
    readonly orders: readonly HallOrder[];
    readonly halls: Iterable<Hall>;
    readonly arriving: Iterable<Booking>;
  },
): Promise<ReachRoom> {
  const sites = new Set(orders.flatMap(({ site, request }) => (telling.has(request.type) ? [site] : [])));
  if (sites.size === 0) return nobody;
  const named = new Set(orders.flatMap(({ request }) => ('ticket' in request ? [request.ticket] : [])));
  const bookings = new Map([...arriving].map((booking) => [booking.id, booking]));
  const requests = new Map<string, AheadNotice>();
  for (const hall of halls) {
    if (!sites.has(hall.site)) continue;
    const ids = [...hall.tickets.values()].flatMap(({ id, booking, state, outcome, missedAt }) =>
      booking !== null && (named.has(id) || !isFinal(state) || outcome === 'not_reached' || missedAt !== null)
        ? [booking]
        : [],
    );
    for (const booking of await bookingsBy(transaction, engine, 'id', ids)) bookings.set(booking.id, booking);
    for (const notice of await noticesOn(transaction, hall.site, hall.day))
      requests.set(notice.ticket, notice);
  }
  return { bookings, requests, channels: await activeChannels(transaction, engine) };
}

const telling: ReadonlySet<HallOrder['request']['type']> = new Set<HallOrder['request']['type']>([
  'close_day',
  'reopen_day',
  'void_ticket',
  'correct',
]);

/**
 * Writes to those whom the office leaves without their visit, or gives it back, in the transaction that changes the hall. A message's id is
 * made of ticket and version, so that the database itself refuses a second one. Answers how many people are written to.
 */
export function tellOfTicket(
  event: HallEvent,
  {
    before,
    hall,
    site,
    reach,
    now,
    reason,
  }: {
    /** as the command found it */
    readonly before: Hall;
    readonly hall: Hall;
    readonly site: Site;
    readonly reach: ReachRoom;
    readonly now: number;
    /** that staff have given */
    readonly reason: string | null;
  },
  writes: WriteSet,
): number {
  let told = 0;
  for (const notice of noticesIn(event, { before, hall }, site.hall)) {
    const { ticket } = notice;
    const booking = reach.bookings.get(ticket.booking ?? '') ?? null;
    const request = reach.requests.get(ticket.id) ?? null;
    const context = { site, now, channels: reach.channels.get(site.code), reason };
    const messages = ticketMessages(notice, { booking, request }, context);
    for (const message of messages)
      writeMessages(writes, [message], {
        newId: () => `told-${ticket.id}-${event.version}-${message.channel}`,
        now,
      });
    if (messages.length > 0) told += 1;
  }
  return told;
}

/** What staff wrote as the reason of a command; null: nothing. */
export function reasonOf({ audit }: Pick<HallOrder, 'audit'>): string | null {
  return audit?.words?.text ?? null;
}

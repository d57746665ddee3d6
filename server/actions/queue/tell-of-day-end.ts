import type { Knex } from 'knex';
import type { Booking } from '../../domain/booking/booking.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { dayEndMessages, noticesIn } from '../../domain/message/day-end-message.ts';
import type { Hall, HallEvent } from '../../domain/queue/hall/hall.ts';
import { isFinal } from '../../domain/queue/hall/transitions.ts';
import { bookingsBy } from '../../store/booking/ledger-query.ts';
import type { Engine } from '../../store/database.ts';
import { type ActiveChannels, activeChannels } from '../../store/message/channel-query.ts';
import { writeMessages } from '../../store/message/outbox-store.ts';
import { type AheadNotice, noticesOn } from '../../store/queue/ahead-notice-query.ts';
import type { WriteSet } from '../../store/write-set.ts';
import type { HallOrder } from './hall-order.ts';

/** How those whom the end of a day concerns can be reached. */
export interface ReachRoom {
  /** by id */
  readonly bookings: ReadonlyMap<string, Booking>;
  /** by ticket */
  readonly requests: ReadonlyMap<string, AheadNotice>;
  readonly channels: ActiveChannels;
}

const nobody: ReachRoom = { bookings: new Map(), requests: new Map(), channels: new Map() };

/** Loads nothing when no order ends a day or lets it go on. `arriving`: who checks in by the same batch. */
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
  const sites = new Set(orders.flatMap(({ site, request }) => (endsOrReopens(request.type) ? [site] : [])));
  if (sites.size === 0) return nobody;
  const bookings = new Map([...arriving].map((booking) => [booking.id, booking]));
  const requests = new Map<string, AheadNotice>();
  for (const hall of halls) {
    if (!sites.has(hall.site)) continue;
    const ids = [...hall.tickets.values()].flatMap(({ booking, state, outcome, missedAt }) =>
      booking !== null && (!isFinal(state) || outcome === 'not_reached' || missedAt !== null)
        ? [booking]
        : [],
    );
    for (const booking of await bookingsBy(transaction, engine, 'id', ids)) bookings.set(booking.id, booking);
    for (const notice of await noticesOn(transaction, hall.site, hall.day))
      requests.set(notice.ticket, notice);
  }
  return { bookings, requests, channels: await activeChannels(transaction, engine) };
}

function endsOrReopens(type: HallOrder['request']['type']): boolean {
  return type === 'close_day' || type === 'reopen_day';
}

/**
 * Writes to those whom the event leaves without their visit, or gives it back, in the transaction that changes the hall. A message's id is
 * made of ticket and version, so that the database itself refuses a second one. Answers how many people are written to.
 */
export function tellOfDayEnd(
  event: HallEvent,
  {
    hall,
    site,
    reach,
    now,
  }: { readonly hall: Hall; readonly site: Site; readonly reach: ReachRoom; readonly now: number },
  writes: WriteSet,
): number {
  let told = 0;
  for (const notice of noticesIn(event, hall, site.hall)) {
    const { ticket } = notice;
    const booking = reach.bookings.get(ticket.booking ?? '') ?? null;
    const request = reach.requests.get(ticket.id) ?? null;
    const context = { site, now, channels: reach.channels.get(site.code) ?? [] };
    const messages = dayEndMessages(notice, { booking, request }, context);
    for (const message of messages)
      writeMessages(writes, [message], {
        newId: () => `day-end-${ticket.id}-${event.version}-${message.channel}`,
        now,
      });
    if (messages.length > 0) told += 1;
  }
  return told;
}

import type { BookingCommand, BookingContext, Ledger } from '../../domain/booking/ledger.ts';
import { type RowsNeeded, rowsNeeded } from '../../domain/booking/rows-needed.ts';
import { placesKeptBy } from '../../domain/booking/time-offer.ts';
import { dayBounds, localDate } from '../../domain/calendar/local-time.ts';
import { inTurn } from '../../domain/waitlist/serve-list.ts';
import {
  acceptedAs,
  fromWhereJoined,
  nobodysBooking,
  type WaitCommand,
} from '../../domain/waitlist/wait-commands.ts';
import { isWaiting, type WaitEntry } from '../../domain/waitlist/wait-entry.ts';
import type { WaitingList } from '../../domain/waitlist/wait-facts.ts';
import { bookableDays, FreeStarts, visitOfEntry, wantsDay } from '../../domain/waitlist/wanted-starts.ts';

const nothing: RowsNeeded = {
  slots: [],
  bookings: [],
  holds: [],
  limitKeys: [],
  creditCodes: [],
  counted: null,
};

/** Whether the command may free a place, so that somebody who waits could be offered it. */
export function mayFree(command: BookingCommand | WaitCommand): boolean {
  switch (command.type) {
    case 'cancel':
    case 'move':
    case 'change':
    case 'take_back':
    case 'release_hold':
    case 'offer_times':
    case 'take_time':
    case 'decline_times':
    case 'withdraw_times':
    case 'end_times':
    case 'wait_accept':
    case 'wait_decline':
    case 'wait_leave':
    case 'wait_aside':
    case 'wait_offer':
    case 'wait_serve':
      return true;
    case 'hold':
      return command.replaces !== null;
    default:
      return false;
  }
}

/** Bookings and holds that belong to those who wait. */
export function namedByList(list: WaitingList): { readonly bookings: string[]; readonly holds: string[] } {
  const waiting = [...list.entries.values()].filter(isWaiting);
  return {
    bookings: waiting.flatMap(({ kind, booking }) =>
      kind === 'earlier' && booking !== null ? [booking] : [],
    ),
    holds: waiting.flatMap(({ offer }) => (offer === null ? [] : [offer.hold])),
  };
}

/** Local days on which a place may become free, each with a start on it (epoch ms). */
export type FreedDays = Map<string, number>;

/** The days on which the command may free places: those of what it gives up. Serving looks at every day. */
export function freedBy(
  command: BookingCommand | WaitCommand,
  ledger: Ledger,
  list: WaitingList,
  context: BookingContext,
): FreedDays {
  const entry =
    'entry' in command && typeof command.entry === 'string' ? list.entries.get(command.entry) : undefined;
  const bookings = [
    'booking' in command ? ledger.bookings.get(command.booking) : undefined,
    ledger.bookings.get(entry?.booking ?? ''),
  ];
  const holds = [
    command.type === 'release_hold' ? ledger.holds.get(command.hold) : undefined,
    command.type === 'hold' ? ledger.holds.get(command.replaces ?? '') : undefined,
    entry?.offer ?? undefined,
  ];
  const offered = 'booking' in command ? placesKeptBy(ledger.timeOffers.get(command.booking)) : [];
  const days: FreedDays = new Map();
  for (const kept of [...bookings, ...holds, ...offered])
    if (kept !== undefined) days.set(localDate(kept.start, context.site.timeZone), kept.start);
  if (command.type === 'wait_serve') for (const day of bookableDays(context)) days.set(day, 0);
  if (command.type === 'wait_offer') days.set(localDate(command.start, context.site.timeZone), command.start);
  return days;
}

/** Every place of the queues that are waited for, on those days. */
export function placesAwaited(
  days: FreedDays,
  ledger: Ledger,
  list: WaitingList,
  context: BookingContext,
): RowsNeeded {
  const { code, timeZone } = context.site;
  const queues = new Set(
    [...list.entries.values()]
      .filter((entry) => entry.site === code && isWaiting(entry))
      .flatMap((entry) => visitOfEntry(ledger, context, entry)?.queue.id ?? []),
  );
  const slots = [...queues].flatMap((queue) =>
    [...days.keys()].map((day) => {
      const { start: from, end: to } = dayBounds(day, timeZone);
      return { queue, from, to };
    }),
  );
  return { ...nothing, slots };
}

/** So many pairs of somebody and a day are looked into at once: whoever is not is refused at acceptance, should a rule forbid it. */
const mostPairs = 2000;

/** What the rules of booking ask about each who may be offered something on those days. */
export function rulesAwaited(
  days: FreedDays,
  ledger: Ledger,
  list: WaitingList,
  context: BookingContext,
): RowsNeeded[] {
  const free = new FreeStarts(ledger, context);
  const needs: RowsNeeded[] = [];
  for (const entry of inTurn(list, context.site.code)) {
    const visit = visitOfEntry(ledger, context, entry);
    if (visit === null) continue;
    for (const [day, freed] of days) {
      if (needs.length >= mostPairs) return needs;
      if (!wantsDay(entry, day)) continue;
      const start = freed > 0 ? freed : free.on(day, visit)[0];
      if (start !== undefined) needs.push(rulesFor(entry, start, ledger, context));
    }
  }
  return needs;
}

function rulesFor(entry: WaitEntry, start: number, ledger: Ledger, context: BookingContext): RowsNeeded {
  const offer = { hold: '', start, end: start, madeAt: context.now, until: context.now };
  const command = acceptedAs({ ...entry, offer }, { ...nobodysBooking, from: fromWhereJoined(entry) });
  if (command === null) return nothing;
  const booking = ledger.bookings.get(entry.booking ?? '');
  return { ...rowsNeeded(command, context, { booking }), slots: [], bookings: [], holds: [] };
}

import type { Booking } from '../../domain/booking/booking.ts';
import { visitAt } from '../../domain/booking/visit.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { Hall, HallCommand, HallEvent } from '../../domain/queue/hall/hall.ts';
import { type ArrivalAsk, arrivalCommand } from './arrival-command.ts';
import type { HallRequest } from './hall-order.ts';

export interface RequestAsk extends Omit<ArrivalAsk, 'request'> {
  readonly request: HallRequest;
  /** every event of the day so far */
  readonly history: () => readonly HallEvent[];
}

/** The engine's command for what is asked of a hall, completed with what only fresh rows tell. */
export function commandFor(ask: RequestAsk): Outcome<HallCommand> {
  const { request } = ask;
  switch (request.type) {
    case 'walk_in':
    case 'arrive':
      return arrivalCommand({ ...ask, request });
    case 'undo':
    case 'reopen_day':
      return accept({ ...request, history: ask.history() });
    case 'change_ticket':
      return changeCommand(ask, request);
    case 'join':
      return joinCommand(ask, request);
    default:
      return accept(request);
  }
}

/** Other services bring their queue along, unless one is named. Refuses as `visitAt` does. */
function changeCommand(
  { site, room }: RequestAsk,
  request: Extract<HallRequest, { type: 'change_ticket' }>,
): Outcome<HallCommand> {
  if (request.services === null) return accept(request);
  const visit = visitAt(site, room.services, request.services);
  if (!visit.ok) return visit;
  return accept({ ...request, queue: request.queue ?? visit.value.queue.id });
}

/** Whoever knows a booking's reference only, and not whose it is, learns nothing: unknown_booking. */
function joinCommand(
  { hall, site, room }: RequestAsk,
  { ticket, reference, proof }: Extract<HallRequest, { type: 'join' }>,
): Outcome<HallCommand> {
  const booking = room.bookings.get(reference);
  if (booking === undefined || !isProof(proof, booking)) return refuse('unknown_booking');
  if (booking.site !== site.code) return refuse('wrong_site', { site: booking.site });
  if (booking.day !== hall.day) return refuse('wrong_day', { day: booking.day });
  if (booking.state !== 'confirmed')
    return booking.state === 'arrived'
      ? refuse('already_checked_in', { number: numberOf(hall, booking.id) })
      : refuse('not_active', { state: booking.state });
  return accept({ type: 'join_booking', ticket, booking: booking.id, bookedStart: booking.start });
}

/** The last four signs of the mobile number or of the enterprise's credit code. */
function isProof(proof: string, { contact, enterprise }: Booking): boolean {
  const end = proof.trim().toUpperCase();
  return (
    end.length === 4 && (contact.mobile.endsWith(end) || enterprise.creditCode.toUpperCase().endsWith(end))
  );
}

function numberOf(hall: Hall, booking: string): string {
  return [...hall.tickets.values()].find((ticket) => ticket.booking === booking)?.number ?? '';
}

/** Bookings of visits that may go on again: what is known of their limits has to be read. */
export function mayGoOn(requests: readonly HallRequest[], halls: Iterable<Hall>): string[] {
  const counters = new Set(requests.flatMap((request) => (request.type === 'undo' ? [request.counter] : [])));
  const tickets = new Set(
    requests.flatMap((request) => (request.type === 'correct' ? [request.ticket] : [])),
  );
  const reopened = requests.some(({ type }) => type === 'reopen_day');
  if (counters.size === 0 && tickets.size === 0 && !reopened) return [];
  return [...halls].flatMap((hall) =>
    [...hall.tickets.values()].flatMap(({ id, booking, counter, state }) =>
      booking !== null && (counters.has(counter ?? '') || tickets.has(id) || (reopened && state === 'void'))
        ? [booking]
        : [],
    ),
  );
}

import type { Ticket } from '../../../domain/queue/hall/ticket.ts';
import type { Sorting } from '../sorting.ts';
import type { AskedDay, TicketKind, TicketOrder } from './asked-day.ts';

/** The tickets that were asked for, in the order that was asked for; without one, as they were issued. */
export function ticketList(tickets: Iterable<Ticket>, wanted: AskedDay): Ticket[] {
  const number = wanted.text.toUpperCase().replace(/\s/g, '');
  const found = [...tickets].filter(
    (ticket) =>
      ticket.number.includes(number) &&
      (wanted.ticketState === null || ticket.state === wanted.ticketState) &&
      (wanted.kind === null || isOfKind(ticket, wanted.kind)) &&
      (wanted.counter === null || ticket.counter === wanted.counter) &&
      (wanted.queue === null || ticket.queue === wanted.queue),
  );
  return wanted.ticketSort === null ? found : sorted(found, wanted.ticketSort);
}

function isOfKind(ticket: Ticket, kind: TicketKind): boolean {
  return kind === 'priority' ? ticket.priority : ticket.kind === kind;
}

/** Where there is nothing to compare, as when nobody was called yet, tickets stand at the end either way. */
function sorted(tickets: readonly Ticket[], { by, falling }: Sorting<TicketOrder>): Ticket[] {
  const turn = falling ? -1 : 1;
  return [...tickets].sort((a, b) => {
    const [left, right] = [orderOf(a, by), orderOf(b, by)];
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    return (left < right ? -1 : left > right ? 1 : 0) * turn;
  });
}

function orderOf(ticket: Ticket, by: TicketOrder): string | number | null {
  const { number, bookedStart, issuedAt, calledAt, endedAt, counter, state, services, outcome } = ticket;
  switch (by) {
    case 'number':
      return number;
    case 'kind':
      return bookedStart ?? 0;
    case 'services':
      return services.map(({ code }) => code).join();
    case 'issued':
      return issuedAt;
    case 'called':
      return calledAt;
    case 'waited':
      return calledAt === null ? null : calledAt - issuedAt;
    case 'ended':
      return endedAt;
    case 'counter':
      return counter;
    default:
      return `${state} ${outcome ?? ''}`;
  }
}

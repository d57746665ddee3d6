import type { Booking } from '../booking/booking.ts';
import type { Hall, HallEvent } from '../queue/hall/hall.ts';
import type { HallPolicy } from '../queue/hall/hall-policy.ts';
import type { Ticket } from '../queue/hall/ticket.ts';
import { canReturn } from '../queue/screens/counter-view.ts';
import { type AheadRequest, ticketParameters } from './ahead-message.ts';
import { reasonIn } from './because-of.ts';
import type { Message } from './message.ts';
import { type MessageContext, messagesAbout } from './messages-for.ts';

/** How the holder of a ticket can be reached: by his booking, else by what he asked to be told at. */
export interface Reach {
  readonly booking: Booking | null;
  readonly request: AheadRequest | null;
}

/** What the office has done with one ticket: with all at the end of a day, or when that goes on after all, or with this one. */
export interface TicketNotice {
  readonly template: 'day_ended' | 'day_goes_on' | 'ticket_void' | 'ticket_back';
  readonly ticket: Ticket;
}

/**
 * Whom an event leaves waiting for nothing, or lets wait again. At the end of a day: who was waiting or set aside, and who had missed a call and could still have
 * come back (`returnWithin`: minutes). Others were told of their end before.
 */
export function noticesIn(
  event: HallEvent,
  { before, hall }: { readonly before: Hall; readonly hall: Hall },
  { returnWithin }: Pick<HallPolicy, 'returnWithin'>,
): readonly TicketNotice[] {
  const one =
    'ticket' in event && typeof event.ticket === 'string' ? hall.tickets.get(event.ticket) : undefined;
  if (event.type === 'ticket_voided' && event.byStaff === true)
    return one === undefined ? [] : [{ template: 'ticket_void', ticket: one }];
  if (event.type === 'ticket_corrected') {
    const again = one?.state === 'waiting' && before.tickets.get(one.id)?.state === 'void';
    return again ? [{ template: 'ticket_back', ticket: one }] : [];
  }
  if (event.type === 'ticket_voided' && event.reason === 'closing') {
    if (one === undefined) return [];
    const left = one.outcome === 'not_reached' || canReturn(one, returnWithin, event.at);
    return left ? [{ template: 'day_ended', ticket: one }] : [];
  }
  if (event.type !== 'day_reopened') return [];
  return event.was.tickets
    .filter(
      (ticket) =>
        ticket.state === 'waiting' ||
        ticket.state === 'parked' ||
        (ticket.state === 'missed' && canReturn(ticket, returnWithin, event.at)),
    )
    .map((ticket) => ({ template: 'day_goes_on', ticket }));
}

/** None: nobody knows how to reach the holder of the ticket. */
export function ticketMessages(
  { template, ticket }: TicketNotice,
  { booking, request }: Reach,
  context: MessageContext,
): readonly Message[] {
  // why it was taken out; the rest is between staff and supervisor
  const reason = template === 'ticket_void' ? (context.reason ?? null) : null;
  if (booking !== null) {
    const notice = { type: template, ticket: ticket.id, number: ticket.number, reason } as const;
    const messages = messagesAbout(notice, booking, context);
    if (messages.length > 0) return messages;
  }
  if (request === null) return [];
  const { channel, recipient, locale } = request;
  const site = context.site.code;
  const parameters = [...ticketParameters(ticket, site), ...reasonIn(reason)];
  return [
    {
      template,
      channel,
      recipient,
      locale,
      parameters,
      booking: ticket.booking,
      site,
      sequence: 0,
      notBefore: null,
    },
  ];
}

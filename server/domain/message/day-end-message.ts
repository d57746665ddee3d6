import type { Booking } from '../booking/booking.ts';
import type { Hall, HallEvent } from '../queue/hall/hall.ts';
import type { HallPolicy } from '../queue/hall/hall-policy.ts';
import type { Ticket } from '../queue/hall/ticket.ts';
import { canReturn } from '../queue/screens/counter-view.ts';
import { type AheadRequest, ticketParameters } from './ahead-message.ts';
import type { Message } from './message.ts';
import { type MessageContext, messagesAbout } from './messages-for.ts';

/** How the holder of a ticket can be reached: by his booking, else by what he asked to be told at. */
export interface Reach {
  readonly booking: Booking | null;
  readonly request: AheadRequest | null;
}

/** What the end of a day, or that it goes on after all, means for one ticket. */
export interface DayEndNotice {
  readonly template: 'day_ended' | 'day_goes_on';
  readonly ticket: Ticket;
}

/**
 * Whom an event leaves waiting for nothing, or lets wait again: who was waiting or set aside, and who had missed a call and could still have
 * come back (`returnWithin`: minutes). Others were told of their end before.
 */
export function noticesIn(
  event: HallEvent,
  hall: Hall,
  { returnWithin }: Pick<HallPolicy, 'returnWithin'>,
): readonly DayEndNotice[] {
  if (event.type === 'ticket_voided' && event.reason === 'closing') {
    const ticket = hall.tickets.get(event.ticket);
    if (ticket === undefined) return [];
    const left = ticket.outcome === 'not_reached' || canReturn(ticket, returnWithin, event.at);
    return left ? [{ template: 'day_ended', ticket }] : [];
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
export function dayEndMessages(
  { template, ticket }: DayEndNotice,
  { booking, request }: Reach,
  context: MessageContext,
): readonly Message[] {
  if (booking !== null) {
    const notice = { type: template, ticket: ticket.id, number: ticket.number } as const;
    const messages = messagesAbout(notice, booking, context);
    if (messages.length > 0) return messages;
  }
  if (request === null) return [];
  const { channel, recipient, locale } = request;
  const site = context.site.code;
  const parameters = ticketParameters(ticket, site);
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

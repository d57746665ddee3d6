import type { Locale } from '../catalogue/words.ts';
import { aheadOf } from '../queue/hall/call-policy.ts';
import type { Hall, HallContext } from '../queue/hall/hall.ts';
import type { Ticket } from '../queue/hall/ticket.ts';
import type { ChannelKind, Message } from './message.ts';

/** The holder of a ticket wants to be told when few people are ahead. */
export interface AheadRequest {
  /** id */
  readonly ticket: string;
  readonly channel: ChannelKind;
  readonly recipient: string;
  readonly locale: Locale;
}

export const fewAhead = 3;

/** The message when the time for it has come; null: too many are ahead, or the ticket does not wait. */
export function aheadMessage(hall: Hall, request: AheadRequest, context: HallContext): Message | null {
  const ticket = hall.tickets.get(request.ticket);
  if (ticket?.state !== 'waiting') return null;
  const ahead = aheadOf(hall, ticket, context);
  if (ahead > fewAhead) return null;
  const { channel, recipient, locale } = request;
  return {
    template: 'three_ahead',
    channel,
    locale,
    recipient,
    parameters: ticketParameters(ticket, hall.site, ahead),
    booking: ticket.booking,
    site: hall.site,
    sequence: 0,
    notBefore: null,
  };
}

/** A ticket says nothing of its holder: what a booking would tell of is empty. `ahead` absent: nobody waits any more. */
export function ticketParameters(ticket: Ticket, site: string, ahead?: number): Message['parameters'] {
  const start = String(ticket.bookedStart ?? ticket.issuedAt);
  return [
    ['booking', ticket.booking ?? ''],
    ['reference', ''],
    ['site', site],
    ['start', start],
    ['end', start],
    ['sequence', '0'],
    ['services', JSON.stringify(ticket.services)],
    ['answers', '{}'],
    ['enterprise', ''],
    ['contact', ''],
    ['ticket', ticket.id],
    ['number', ticket.number],
    ['ahead', ahead === undefined ? '' : String(ahead)],
  ];
}

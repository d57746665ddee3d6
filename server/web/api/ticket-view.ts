import type { z } from 'zod';
import { instantWriter } from '../../domain/calendar/site-instant.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { CallReason } from '../../domain/queue/hall/call-policy.ts';
import type { Ticket } from '../../domain/queue/hall/ticket.ts';
import type { callReasonSchema, staffTicketSchema } from './schemas/hall-schemas.ts';

/** What the counter is told of a ticket. */
export function staffTicket(ticket: Ticket, site: Site): z.infer<typeof staffTicketSchema> {
  const write = optionalWriter(site);
  const { id, number, kind, priority, state, counter, timesCalled, outcome, note } = ticket;
  return {
    id,
    number,
    queue: site.queues.find((queue) => queue.id === ticket.queue)?.code ?? ticket.queue,
    services: [...ticket.services],
    kind,
    priority,
    state,
    due: instantWriter(site.timeZone)(ticket.due),
    counter,
    calledAt: write(ticket.calledAt),
    timesCalled,
    startedAt: write(ticket.startedAt),
    outcome,
    note,
  };
}

export function reasonView(reason: CallReason, site: Site): z.infer<typeof callReasonSchema> {
  return {
    ...reason,
    due: instantWriter(site.timeZone)(reason.due),
    bookedStart: optionalWriter(site)(reason.bookedStart),
  };
}

/** An instant that may not have come yet. */
export function optionalWriter(site: Site): (at: number | null) => string | null {
  const write = instantWriter(site.timeZone);
  return (at) => (at === null ? null : write(at));
}

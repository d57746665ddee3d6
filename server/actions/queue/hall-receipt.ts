import type { Site } from '../../domain/catalogue/site.ts';
import { callOrder, callReason } from '../../domain/queue/hall/call-policy.ts';
import type { Hall, HallCommand, HallEvent } from '../../domain/queue/hall/hall.ts';
import type { HallReceipt } from './hall-order.ts';

export interface ReceiptAsk {
  readonly before: Hall;
  readonly after: Hall;
  readonly events: readonly HallEvent[];
  readonly command: HallCommand;
  readonly site: Site;
  /** epoch ms */
  readonly now: number;
}

/** What whoever gave the command is told. */
export function hallReceipt({ before, after, events, command, site, now }: ReceiptAsk): HallReceipt {
  const id = subjectOf(events) ?? ('ticket' in command ? command.ticket : atCounter(before, command));
  const ticket = id === null ? null : (after.tickets.get(id) ?? null);
  const called = events.some((event) => event.type === 'ticket_called');
  const isNew = events.some((event) => event.type === 'ticket_issued');
  const waited = called && id !== null ? before.tickets.get(id) : undefined;
  return {
    version: after.version,
    ticket,
    reason: waited === undefined ? null : callReason(waited, { site, now }),
    ahead:
      isNew && ticket !== null
        ? callOrder(after, { site, now })
            .filter((other) => other.queue === ticket.queue)
            .findIndex((other) => other.id === ticket.id)
        : null,
    wait: isNew ? (ticket?.toldWait ?? null) : null,
    undone: events.find((event) => event.type === 'command_undone')?.command ?? null,
  };
}

function subjectOf(events: readonly HallEvent[]): string | null {
  for (const event of events) {
    if (event.type === 'ticket_issued') return event.ticket.id;
    if ('ticket' in event) return event.ticket;
  }
  return null;
}

function atCounter(hall: Hall, command: HallCommand): string | null {
  return 'counter' in command ? (hall.counters.get(command.counter)?.ticket ?? null) : null;
}

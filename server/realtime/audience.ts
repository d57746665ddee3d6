import { instantWriter } from '../domain/calendar/site-instant.ts';
import type { Site } from '../domain/catalogue/site.ts';
import type { Hall, HallEvent } from '../domain/queue/hall/hall.ts';
import { isToldOnPhone } from '../domain/queue/hall/ticket.ts';
import type { HallFact } from '../domain/queue/screens/hall-fact.ts';

/** Who listens: everybody in the hall, or the staff of its counters. */
export type Audience = 'hall' | 'staff';

/** What goes on between staff is not the hall's business. */
const staffOnly: ReadonlySet<HallEvent['type']> = new Set([
  'counter_taken_over',
  'help_asked',
  'help_ended',
  'last_call_lifted',
  'ticket_opened',
]);

/**
 * The events as one audience may know them. Facts are built from what may be said, never by removing what may not: reasons, names of
 * staff, bookings and services have no way in.
 */
export function factsFor(
  audience: Audience,
  events: readonly HallEvent[],
  hall: Hall,
  site: Site,
): readonly HallFact[] {
  const write = instantWriter(site.timeZone);
  const visible = audience === 'staff' ? events : events.filter(({ type }) => !staffOnly.has(type));
  return visible.map((event) => {
    const { version, type } = event;
    const ticket = ticketOf(event, hall);
    const counter = 'counter' in event ? event.counter : null;
    return {
      version,
      at: write(event.at),
      type,
      ...(ticket === null ? {} : { number: ticket }),
      ...(counter === null ? {} : { counter, label: labelOf(counter, site) }),
      ...timesOf(event),
      ...visitorOf(event, hall),
    };
  });
}

function ticketOf(event: HallEvent, hall: Hall): string | null {
  if (event.type === 'ticket_issued') return event.ticket.number;
  return 'ticket' in event ? (hall.tickets.get(event.ticket)?.number ?? null) : null;
}

/** How a call is said is heard by everybody. */
function visitorOf(event: HallEvent, hall: Hall): Pick<HallFact, 'language' | 'onPhone'> {
  if (event.type !== 'ticket_called' && event.type !== 'ticket_recalled') return {};
  const ticket = hall.tickets.get(event.ticket);
  if (ticket === undefined) return {};
  const { language } = ticket;
  return { ...(language === null ? {} : { language }), ...(isToldOnPhone(ticket) ? { onPhone: true } : {}) };
}

function labelOf(counter: string, site: Site): string {
  return site.counters.find(({ code }) => code === counter)?.label ?? counter;
}

function timesOf(event: HallEvent): { readonly times?: number } {
  if (event.type === 'ticket_called') return { times: 1 };
  return event.type === 'ticket_recalled' ? { times: event.times } : {};
}

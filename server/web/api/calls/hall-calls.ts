import { z } from 'zod';
import { localDate as dateOf } from '../../../domain/calendar/local-time.ts';
import { instantWriter } from '../../../domain/calendar/site-instant.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { accept, refuse } from '../../../domain/outcome.ts';
import type { HallEvent } from '../../../domain/queue/hall/hall.ts';
import { formatActor } from '../../../domain/staff/actor.ts';
import { shownBoard } from '../../../realtime/current-board.ts';
import { eventsAfter, type RecordedEvent } from '../../../store/queue/hall-query.ts';
import { apiCall } from '../api-call.ts';
import { siteFor } from '../at-site.ts';
import { boardSchema, eventSchema } from '../schemas/hall-schemas.ts';
import { localDate } from '../schemas/parts.ts';
import { staffTicket } from '../ticket-view.ts';

export const showBoard = apiCall({
  id: 'showBoard',
  method: 'get',
  path: '/sites/{site}/board',
  summary: 'The board of the hall: who is called, who waits and how long; no personal data',
  access: 'all',
  status: 200,
  answer: boardSchema,
  refusals: ['unknown_site'],
  async handle({ system, catalogue, params }) {
    if (!catalogue.sites.has(params.site)) return refuse('unknown_site');
    const board = await shownBoard(system, params.site);
    // the wire form of a board is its type; zod's arrays are only not readonly
    return board === null ? refuse('unknown_site') : accept(board as z.infer<typeof boardSchema>);
  },
});

const query = z.object({
  day: localDate.optional(),
  after: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .optional()
    .meta({ description: 'Only events with a higher version' }),
});

export const listEvents = apiCall({
  id: 'listEvents',
  method: 'get',
  path: '/sites/{site}/events',
  summary: 'What has happened in the hall on a day, in order, each with the version that it made',
  access: 'staff',
  query,
  status: 200,
  answer: z.array(eventSchema),
  refusals: ['unknown_site'],
  async handle(ask) {
    const found = siteFor(ask, ask.params.site);
    if (!found.ok) return found;
    const site = found.value;
    const day = ask.query.day ?? dateOf(ask.now, site.timeZone);
    const events = await eventsAfter(ask.system.database.reader, site.code, day, ask.query.after ?? 0);
    return accept(events.map((recorded) => eventView(recorded, site)));
  },
});

function eventView({ event, actor }: RecordedEvent, site: Site): z.infer<typeof eventSchema> {
  const { version, at, type, ...rest } = event;
  return {
    version,
    at: instantWriter(site.timeZone)(at),
    type,
    actor: formatActor(actor),
    ...dataOf(event, rest, site),
  };
}

function dataOf(event: HallEvent, rest: object, site: Site): object {
  if (event.type === 'ticket_issued') return { ...rest, ticket: staffTicket(event.ticket, site) };
  if (event.type === 'day_reopened') {
    const { takesBack, was } = event;
    return { takesBack, was: was.tickets.map((ticket) => staffTicket(ticket, site)) };
  }
  if (event.type !== 'command_undone') return rest;
  const { counter, command, ticket, takesBack, was } = event;
  return { counter, command, ticket, takesBack, was: staffTicket(was.ticket, site) };
}

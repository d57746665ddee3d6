import type { z } from 'zod';
import type { HallRequest } from '../../../actions/queue/hall-order.ts';
import { hashToken } from '../../../actions/secrets.ts';
import { instantWriter } from '../../../domain/calendar/site-instant.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { normaliseReference } from '../../../domain/enterprise/reference.ts';
import { accept, type Outcome, refuse } from '../../../domain/outcome.ts';
import { aheadOf } from '../../../domain/queue/hall/call-policy.ts';
import { boardWait } from '../../../domain/queue/screens/board.ts';
import { boardMaker } from '../../../realtime/current-board.ts';
import { findTicket, loadHall } from '../../../store/queue/hall-query.ts';
import { paths } from '../../paths.ts';
import { apiCall, type RawAsk } from '../api-call.ts';
import { siteFor } from '../at-site.ts';
import { onceOnly } from '../once-only.ts';
import { refuseField } from '../problem.ts';
import {
  checkInSchema,
  heldTicketSchema,
  issuedTicketSchema,
  newTicketSchema,
} from '../schemas/hall-schemas.ts';
import { servicesFrom } from '../schemas/parts.ts';
import { optionalWriter } from '../ticket-view.ts';

type IssueAsk = Pick<RawAsk, 'system' | 'caller' | 'params' | 'body' | 'idempotencyKey'>;

async function issue(
  ask: IssueAsk,
  what: string,
  site: Site,
  request: HallRequest,
): Promise<Outcome<z.infer<typeof issuedTicketSchema>>> {
  const { system, caller } = ask;
  const options = { actor: caller.actor, idempotency: onceOnly(what, ask) };
  const outcome = await system.halls.submit(site.code, request, options);
  if (!outcome.ok) return outcome;
  const { ticket, ahead, wait } = outcome.value;
  if (ticket === null) throw new Error('a ticket was issued that is not in the hall');
  const token = system.secrets.tokenFor('ticket', ticket.id);
  return accept({
    number: ticket.number,
    token,
    ticketUrl: system.baseUrl() + paths.ticket.show(token),
    ahead: ahead ?? 0,
    wait: boardWait(wait, instantWriter(site.timeZone)),
    due: instantWriter(site.timeZone)(ticket.due),
  });
}

export const takeTicket = apiCall({
  id: 'takeTicket',
  method: 'post',
  path: '/sites/{site}/tickets',
  summary: 'Gives a walk-in ticket',
  access: 'device',
  idempotent: true,
  body: newTicketSchema,
  status: 201,
  answer: issuedTicketSchema,
  refusals: [
    'unknown_site',
    'unknown_service',
    'not_offered',
    'too_many_services',
    'visit_too_long',
    'closed',
    'paused',
    'last_call_passed',
    'queue_closed',
    'queue_full',
    'day_closed',
  ],
  async handle(ask) {
    const found = siteFor(ask, ask.params.site);
    if (!found.ok) return found;
    const services = servicesFrom(ask.body.services);
    if (services.some(({ code }) => !ask.catalogue.services.has(code)))
      return refuseField('unknown_service', 'services');
    const id = ask.system.secrets.newId();
    const byStaff = ask.caller.key?.kind === 'staff';
    return issue(ask, 'tickets', found.value, {
      type: 'walk_in',
      id,
      services,
      priority: ask.body.priority ?? false,
      byStaff,
    });
  },
});

export const checkIn = apiCall({
  id: 'checkIn',
  method: 'post',
  path: '/sites/{site}/check-ins',
  summary: 'Checks in a booked visit and gives its ticket',
  access: 'device',
  idempotent: true,
  body: checkInSchema,
  status: 201,
  answer: issuedTicketSchema,
  refusals: [
    'unknown_site',
    'unknown_booking',
    'too_early',
    'already_checked_in',
    'wrong_day',
    'wrong_site',
    'not_active',
    'queue_full',
    'day_closed',
  ],
  async handle(ask) {
    const found = siteFor(ask, ask.params.site);
    if (!found.ok) return found;
    const reference = normaliseReference(ask.body.reference);
    if (reference === null) return refuse('unknown_booking');
    const id = ask.system.secrets.newId();
    return issue(ask, 'check-ins', found.value, {
      type: 'arrive',
      id,
      reference,
      priority: ask.body.priority ?? false,
    });
  },
});

export const showTicket = apiCall({
  id: 'showTicket',
  method: 'get',
  path: '/tickets/{token}',
  summary: 'A ticket, for whoever holds its token',
  access: 'holder',
  status: 200,
  answer: heldTicketSchema,
  refusals: ['unknown_ticket'],
  async handle({ system, catalogue, params, now }) {
    const { reader } = system.database;
    const found = await findTicket(reader, hashToken(params.token));
    const site = found === null ? undefined : catalogue.sites.get(found.site);
    if (found === null || site === undefined) return refuse('unknown_ticket');
    const maker = boardMaker(system);
    const today = await maker.hallOf(site);
    const hall = today.day === found.day ? today : await loadHall(reader, found.site, found.day);
    const ticket = hall.tickets.get(found.id);
    if (ticket === undefined) return refuse('unknown_ticket');
    const waits = ticket.state === 'waiting' && hall === today;
    const board = waits ? await maker.of(site, hall) : null;
    const counter = site.counters.find(({ code }) => code === ticket.counter);
    return accept({
      number: ticket.number,
      site: site.code,
      day: hall.day,
      state: ticket.state,
      ahead: waits ? aheadOf(hall, ticket, { site, now }) : null,
      wait: board?.waiting.find(({ number }) => number === ticket.number)?.wait ?? null,
      counter:
        ticket.state === 'waiting' || counter === undefined
          ? null
          : { code: counter.code, label: counter.label },
      calledAt: optionalWriter(site)(ticket.calledAt),
    });
  },
});

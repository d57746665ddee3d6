import type { HallReceipt } from '../../../actions/queue/hall-order.ts';
import {
  changeTicket,
  correctOutcome,
  deferTicket,
  joinBooking,
  type PutRightBy,
  voidTicket,
} from '../../../actions/queue/put-right.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { normaliseReference } from '../../../domain/enterprise/reference.ts';
import { accept, type Outcome, refuse } from '../../../domain/outcome.ts';
import { apiCall, type RawAsk } from '../api-call.ts';
import { onceOnly } from '../once-only.ts';
import { refuseField } from '../problem.ts';
import { doneSchema } from '../schemas/hall-schemas.ts';
import { servicesFrom } from '../schemas/parts.ts';
import {
  correctionSchema,
  deferralSchema,
  joiningSchema,
  outcomeCorrectionSchema,
  voidSchema,
} from '../schemas/put-right-schemas.ts';
import { ticketFor, ticketOfAnyDay } from '../ticket-for.ts';
import { staffTicket } from '../ticket-view.ts';

const changes = {
  method: 'post',
  access: 'staff',
  status: 200,
  answer: doneSchema,
  idempotent: true,
} as const;

type Asked = Pick<RawAsk, 'caller' | 'params' | 'body' | 'idempotencyKey'>;

function byKey(ask: Asked, what: string): PutRightBy {
  return { actor: ask.caller.actor, idempotency: onceOnly(what, ask) };
}

function doneWith(outcome: Outcome<HallReceipt>, site: Site) {
  if (!outcome.ok) return outcome;
  const { version, ticket } = outcome.value;
  return accept({ version, ticket: ticket === null ? null : staffTicket(ticket, site) });
}

export const correctTicket = apiCall({
  ...changes,
  id: 'correctTicket',
  path: '/tickets/{id}/correction',
  summary: 'Another service, queue or priority, or a note, for a ticket that waits',
  body: correctionSchema,
  refusals: [
    'unknown_ticket',
    'wrong_state',
    'unknown_service',
    'not_offered',
    'unknown_queue',
    'too_many_services',
    'visit_too_long',
    'reason_required',
    'day_closed',
  ],
  async handle(ask) {
    const found = await ticketFor(ask, ask.params.id);
    if (!found.ok) return found;
    const { site, place } = found.value;
    const { services: codes, queue, priority = null, note = null, reason } = ask.body;
    const services = codes === undefined ? null : servicesFrom(codes);
    if (services?.some(({ code }) => !ask.catalogue.services.has(code)))
      return refuseField('unknown_service', 'services');
    const queueId =
      queue === undefined
        ? null
        : (site.queues.find(({ code, id }) => code === queue || id === queue)?.id ?? queue);
    const change = { services, queue: queueId, priority, note };
    return doneWith(await changeTicket(ask.system, place, change, reason, byKey(ask, 'correction')), site);
  },
});

export const takeTicketOut = apiCall({
  ...changes,
  id: 'voidTicket',
  path: '/tickets/{id}/void',
  summary: 'Takes a ticket out that nobody is at a counter with',
  body: voidSchema,
  refusals: ['unknown_ticket', 'wrong_state', 'reason_required', 'day_closed'],
  async handle(ask) {
    const found = await ticketFor(ask, ask.params.id);
    if (!found.ok) return found;
    const { site, place } = found.value;
    return doneWith(await voidTicket(ask.system, place, ask.body.reason, byKey(ask, 'void')), site);
  },
});

export const letOthersPass = apiCall({
  ...changes,
  id: 'deferTicket',
  path: '/tickets/{id}/deferral',
  summary: 'Lets the next few of its queue pass, as often as the site allows',
  body: deferralSchema,
  refusals: ['unknown_ticket', 'wrong_state', 'deferred_often', 'nobody_behind', 'day_closed'],
  async handle(ask) {
    const found = await ticketFor(ask, ask.params.id);
    if (!found.ok) return found;
    const { site, place } = found.value;
    return doneWith(await deferTicket(ask.system, place, ask.body.places, byKey(ask, 'deferral')), site);
  },
});

export const joinTicket = apiCall({
  ...changes,
  id: 'joinTicket',
  path: '/tickets/{id}/joining',
  summary: 'Joins a walk-in ticket to the booking that its holder has after all',
  body: joiningSchema,
  refusals: [
    'unknown_ticket',
    'unknown_booking',
    'wrong_site',
    'wrong_day',
    'not_active',
    'already_checked_in',
    'wrong_state',
    'day_closed',
  ],
  async handle(ask) {
    const found = await ticketFor(ask, ask.params.id);
    if (!found.ok) return found;
    const { site, place } = found.value;
    const reference = normaliseReference(ask.body.reference);
    if (reference === null) return refuse('unknown_booking');
    const { proof } = ask.body;
    return doneWith(await joinBooking(ask.system, place, { reference, proof }, byKey(ask, 'joining')), site);
  },
});

export const correctOutcomeOfTicket = apiCall({
  ...changes,
  id: 'correctOutcome',
  path: '/tickets/{id}/outcome',
  summary: 'What became of a visit that has ended, said afterwards; of earlier days too',
  body: outcomeCorrectionSchema,
  refusals: ['unknown_ticket', 'wrong_state', 'already_checked_in', 'reason_required', 'day_closed'],
  async handle(ask) {
    const found = await ticketOfAnyDay(ask, ask.params.id);
    if (!found.ok) return found;
    const { site, place } = found.value;
    const { state: to, outcome = 'completed', reason } = ask.body;
    const by = byKey(ask, 'outcome');
    return doneWith(await correctOutcome(ask.system, place, { to, outcome }, reason, by), site);
  },
});

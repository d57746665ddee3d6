import { z } from 'zod';
import type { HallRequest } from '../../../actions/queue/hall-order.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { accept } from '../../../domain/outcome.ts';
import type { RefusalCode } from '../../../domain/refusal-codes.ts';
import { formatActor } from '../../../domain/staff/actor.ts';
import { type AnyCall, apiCall, type RawAsk } from '../api-call.ts';
import { counterFor } from '../at-site.ts';
import { onceOnly } from '../once-only.ts';
import { doneSchema, finishSchema, pauseSchema, transferSchema } from '../schemas/hall-schemas.ts';
import { ticketFor } from '../ticket-for.ts';
import { staffTicket } from '../ticket-view.ts';

interface Verb<Body> {
  readonly name: string;
  readonly summary: string;
  readonly body: z.ZodType<Body>;
  readonly refusals: readonly RefusalCode[];
  request(counter: string, body: Body, site: Site, staff: string): HallRequest;
}

type DoAsk = Pick<RawAsk, 'system' | 'caller' | 'params' | 'body' | 'idempotencyKey'>;

async function perform(ask: DoAsk, what: string, site: Site, request: HallRequest) {
  const options = { actor: ask.caller.actor, idempotency: onceOnly(what, ask) };
  const outcome = await ask.system.halls.submit(site.code, request, options);
  if (!outcome.ok) return outcome;
  const { version, ticket } = outcome.value;
  return accept({ version, ticket: ticket === null ? null : staffTicket(ticket, site) });
}

const done = { method: 'post', access: 'staff', status: 200, answer: doneSchema, idempotent: true } as const;
const always = ['unknown_counter', 'day_closed'] as const;

function verb<Body>({ name, summary, body, refusals, request }: Verb<Body>): AnyCall {
  return apiCall({
    ...done,
    id: `${name}Counter`,
    path: `/counters/{counter}/${name}` as `/counters/{counter}/verb`,
    summary,
    body,
    refusals: [...always, ...refusals],
    async handle(ask) {
      const found = counterFor(ask, ask.params.counter);
      if (!found.ok) return found;
      const { site, counter } = found.value;
      return perform(ask, name, site, request(counter.code, ask.body, site, formatActor(ask.caller.actor)));
    },
  });
}

const nothing = z.unknown();

export const counterVerbs: readonly AnyCall[] = [
  verb({
    name: 'open',
    summary: 'Opens the counter',
    body: nothing,
    refusals: ['already_open'],
    request: (counter, _body, _site, staff) => ({ type: 'open_counter', counter, staff }),
  }),
  verb({
    name: 'close',
    summary: 'Closes the counter',
    body: nothing,
    refusals: ['counter_busy', 'counter_closed'],
    request: (counter) => ({ type: 'close_counter', counter }),
  }),
  verb({
    name: 'pause',
    summary: 'Pauses the counter',
    body: pauseSchema,
    refusals: ['counter_busy', 'counter_closed', 'counter_paused'],
    request: (counter, { reason }) => ({ type: 'pause_counter', counter, reason }),
  }),
  verb({
    name: 'resume',
    summary: 'Ends the pause',
    body: nothing,
    refusals: ['counter_closed', 'already_open'],
    request: (counter) => ({ type: 'resume_counter', counter }),
  }),
  verb({
    name: 'recall',
    summary: 'Calls the ticket at the counter again',
    body: nothing,
    refusals: ['counter_idle', 'wrong_state'],
    request: (counter) => ({ type: 'recall', counter }),
  }),
  verb({
    name: 'start',
    summary: 'The visitor has come',
    body: nothing,
    refusals: ['counter_idle', 'wrong_state'],
    request: (counter) => ({ type: 'start', counter }),
  }),
  verb({
    name: 'finish',
    summary: 'The visit has ended',
    body: finishSchema,
    refusals: ['counter_idle', 'wrong_state'],
    request: (counter, { outcome }) => ({ type: 'finish', counter, outcome }),
  }),
  verb({
    name: 'missed',
    summary: 'Nobody came, after the recalls of the policy',
    body: nothing,
    refusals: ['counter_idle', 'wrong_state', 'recall_first'],
    request: (counter) => ({ type: 'missed', counter }),
  }),
  verb({
    name: 'park',
    summary: 'Sets the ticket aside',
    body: nothing,
    refusals: ['counter_idle', 'wrong_state'],
    request: (counter) => ({ type: 'park', counter }),
  }),
  verb({
    name: 'transfer',
    summary: 'Sends the ticket to another queue or counter',
    body: transferSchema,
    refusals: ['counter_idle', 'wrong_state', 'unknown_queue', 'cannot_serve', 'counter_closed'],
    request: (counter, { queue, counter: to }, site) => ({
      type: 'transfer',
      counter,
      toQueue:
        queue === undefined
          ? null
          : (site.queues.find(({ code, id }) => code === queue || id === queue)?.id ?? queue),
      toCounter: to ?? null,
    }),
  }),
];

export const returnTicket = apiCall({
  ...done,
  id: 'returnTicket',
  path: '/tickets/{id}/return',
  summary:
    'Brings a ticket back to wait again: one that was parked, or, once and for a while, one that was missed',
  body: nothing,
  refusals: ['unknown_ticket', 'wrong_state', 'return_expired', 'returned_already', 'day_closed'],
  async handle(ask) {
    const found = await ticketFor(ask, ask.params.id);
    if (!found.ok) return found;
    const { site, place } = found.value;
    const type = place.ticket.state === 'parked' ? 'resume_ticket' : 'return';
    return perform(ask, 'return', site, { type, ticket: place.ticket.id });
  },
});

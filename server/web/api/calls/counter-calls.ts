import { z } from 'zod';
import { unattendedIn } from '../../../actions/queue/unattended.ts';
import { accept } from '../../../domain/outcome.ts';
import { canServe } from '../../../domain/queue/hall/call-policy.ts';
import { undoableAt } from '../../../domain/queue/hall/last-command.ts';
import { undoWithin } from '../../../domain/queue/hall/undone.ts';
import { boardMaker } from '../../../realtime/current-board.ts';
import { eventsSince } from '../../../store/queue/hall-query.ts';
import { apiCall } from '../api-call.ts';
import { counterFor, siteFor } from '../at-site.ts';
import { onceOnly } from '../once-only.ts';
import { calledSchema, counterSchema } from '../schemas/hall-schemas.ts';
import { optionalWriter, reasonView, staffTicket } from '../ticket-view.ts';

export const listCounters = apiCall({
  id: 'listCounters',
  method: 'get',
  path: '/counters',
  summary: 'The counters of a site and what each does',
  access: 'staff',
  query: z.object({ site: z.string().min(1).max(40) }),
  status: 200,
  answer: z.array(counterSchema),
  refusals: ['unknown_site'],
  async handle(ask) {
    const found = siteFor(ask, ask.query.site);
    if (!found.ok) return found;
    const site = found.value;
    const hall = await boardMaker(ask.system).hallOf(site);
    const unattended = await unattendedIn(ask.system, hall);
    const recent = await eventsSince(ask.system.database.reader, site.code, hall.day, ask.now - undoWithin);
    const waiting = [...hall.tickets.values()].filter(({ state }) => state === 'waiting');
    return accept(
      site.counters.map((counter) => {
        const now = hall.counters.get(counter.code);
        const ticket = now?.ticket == null ? undefined : hall.tickets.get(now.ticket);
        return {
          code: counter.code,
          label: counter.label,
          site: site.code,
          queues: counter.queues.map((id) => site.queues.find((queue) => queue.id === id)?.code ?? id),
          state: now?.state ?? 'closed',
          since: optionalWriter(site)(now?.since ?? null),
          ticket: ticket === undefined ? null : staffTicket(ticket, site),
          waiting: waiting.filter((each) => canServe(counter, each)).length,
          unattended: unattended.some((left) => left.counter === counter.code),
          undo: undoableAt(recent, counter.code, ask.now)?.command ?? null,
        };
      }),
    );
  },
});

export const callNext = apiCall({
  id: 'callNext',
  method: 'post',
  path: '/counters/{counter}/calls',
  summary: 'Calls the next ticket to the counter',
  access: 'staff',
  idempotent: true,
  body: z.unknown(),
  status: 201,
  answer: calledSchema,
  refusals: [
    'unknown_counter',
    'nobody_waiting',
    'counter_busy',
    'counter_closed',
    'counter_paused',
    'paused',
    'day_closed',
  ],
  async handle(ask) {
    const found = counterFor(ask, ask.params.counter);
    if (!found.ok) return found;
    const { site, counter } = found.value;
    const options = { actor: ask.caller.actor, idempotency: onceOnly('calls', ask) };
    const outcome = await ask.system.halls.submit(
      site.code,
      { type: 'call_next', counter: counter.code },
      options,
    );
    if (!outcome.ok) return outcome;
    const { version, ticket, reason } = outcome.value;
    if (ticket === null || reason === null) throw new Error('a call was answered without its ticket');
    return accept({ version, ticket: { ...staffTicket(ticket, site), reason: reasonView(reason, site) } });
  },
});

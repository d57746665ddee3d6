import { accept, refuse } from '../../../domain/outcome.ts';
import { apiCall } from '../api-call.ts';
import { counterFor } from '../at-site.ts';
import { onceOnly } from '../once-only.ts';
import { calledSchema, nextSchema } from '../schemas/hall-schemas.ts';
import { reasonView, staffTicket } from '../ticket-view.ts';

export const finishAndCallNext = apiCall({
  id: 'finishAndCallNext',
  method: 'post',
  path: '/counters/{counter}/next',
  summary:
    'Ends the visit at the counter, if there is one, and calls the next ticket; 204 when nobody can be called',
  access: 'staff',
  idempotent: true,
  body: nextSchema,
  status: 201,
  answer: calledSchema,
  refusals: [
    'unknown_counter',
    'nobody_waiting',
    'wrong_state',
    'recall_first',
    'counter_closed',
    'counter_paused',
    'paused',
    'day_closed',
  ],
  async handle(ask) {
    const found = counterFor(ask, ask.params.counter);
    if (!found.ok) return found;
    const { site, counter } = found.value;
    const { outcome = 'completed' } = ask.body;
    const options = { actor: ask.caller.actor, idempotency: onceOnly('next', ask) };
    const request = { type: 'next', counter: counter.code, outcome } as const;
    const done = await ask.system.halls.submit(site.code, request, options);
    if (!done.ok) return done;
    const { version, ticket, reason } = done.value;
    // the visit has ended, and nobody was called
    if (ticket === null || reason === null) return refuse('nobody_waiting');
    return accept({ version, ticket: { ...staffTicket(ticket, site), reason: reasonView(reason, site) } });
  },
});

import { z } from 'zod';
import { accept } from '../../../domain/outcome.ts';
import { apiCall } from '../api-call.ts';
import { counterFor } from '../at-site.ts';
import { onceOnly } from '../once-only.ts';
import { undoneSchema } from '../schemas/hall-schemas.ts';
import { staffTicket } from '../ticket-view.ts';

export const undoAtCounter = apiCall({
  id: 'undoAtCounter',
  method: 'post',
  path: '/counters/{counter}/undo',
  summary: 'Takes the last command of the counter back, within two minutes',
  access: 'staff',
  idempotent: true,
  body: z.unknown(),
  status: 200,
  answer: undoneSchema,
  refusals: ['unknown_counter', 'nothing_to_undo', 'too_late_to_undo', 'ticket_moved_on', 'day_closed'],
  async handle(ask) {
    const found = counterFor(ask, ask.params.counter);
    if (!found.ok) return found;
    const { site, counter } = found.value;
    const options = { actor: ask.caller.actor, idempotency: onceOnly('undo', ask) };
    const outcome = await ask.system.halls.submit(
      site.code,
      { type: 'undo', counter: counter.code },
      options,
    );
    if (!outcome.ok) return outcome;
    const { version, undone, ticket } = outcome.value;
    if (undone === null) throw new Error('an undo was answered without what it took back');
    return accept({ version, undone, ticket: ticket === null ? null : staffTicket(ticket, site) });
  },
});

import { z } from 'zod';
import { closeDay as close, reopenDay as reopen } from '../../../actions/queue/end-day.ts';
import { accept } from '../../../domain/outcome.ts';
import { apiCall } from '../api-call.ts';
import { siteFor } from '../at-site.ts';
import { onceOnly } from '../once-only.ts';
import { dayEndSchema } from '../schemas/hall-schemas.ts';

const common = {
  method: 'post',
  access: 'staff',
  idempotent: true,
  body: z.unknown(),
  status: 200,
  answer: dayEndSchema,
} as const;

export const closeDay = apiCall({
  ...common,
  id: 'closeDay',
  path: '/sites/{site}/closing',
  summary: 'Ends today in the hall: whoever is left is told, counters close, no more tickets',
  refusals: ['unknown_site', 'day_closed'],
  handle: (ask) => ended(ask, close, 'closing'),
});

export const reopenDay = apiCall({
  ...common,
  id: 'reopenDay',
  path: '/sites/{site}/reopening',
  summary: 'Takes the end of today back: everybody is where he was',
  refusals: ['unknown_site', 'day_not_closed'],
  handle: (ask) => ended(ask, reopen, 'reopening'),
});

type Ask = Parameters<typeof siteFor>[0] &
  Parameters<typeof onceOnly>[1] & {
    readonly system: Parameters<typeof close>[0];
    readonly params: { readonly site: string };
  };

async function ended(ask: Ask, act: typeof close, verb: string) {
  const found = siteFor(ask, ask.params.site);
  if (!found.ok) return found;
  const by = { actor: ask.caller.actor, idempotency: onceOnly(verb, ask) };
  const outcome = await act(ask.system, found.value.code, by);
  if (!outcome.ok) return outcome;
  const { version, dayEnd } = outcome.value;
  if (dayEnd === null) throw new Error('the end of a day was answered without whom it concerned');
  return accept({ version, ...dayEnd });
}

import { z } from 'zod';
import { workChallenge } from '../../../actions/booking/work-challenge.ts';
import { highDemand } from '../../../actions/booking/work-wanted.ts';
import { accept, refuse } from '../../../domain/outcome.ts';
import { apiCall } from '../api-call.ts';
import { workSchema } from '../schemas/work-schemas.ts';

export const askWork = apiCall({
  id: 'askWork',
  method: 'get',
  path: '/sites/{site}/work',
  summary: 'Whether demand is high, and the work that a booking costs then',
  access: 'all',
  perMinute: 60,
  query: z.object({}),
  status: 200,
  answer: workSchema,
  refusals: ['unknown_site'],
  async handle({ system, catalogue, params }) {
    const site = catalogue.sites.get(params.site);
    if (site === undefined) return refuse('unknown_site');
    const needed = site.rules.proofOfWork && (await highDemand(system, site));
    return accept({ needed, challenge: await workChallenge(system, site.code) });
  },
});

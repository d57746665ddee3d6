import { refuse } from '../../../domain/outcome.ts';
import { sendCodeTo } from '../../booking/limit-codes.ts';
import { apiCall } from '../api-call.ts';
import { contactCodeSchema, newContactCodeSchema } from '../schemas/work-schemas.ts';

export const askContactCode = apiCall({
  id: 'askContactCode',
  method: 'post',
  path: '/sites/{site}/contact-codes',
  summary: 'Sends a code that proves a contact: by SMS where the site has a channel, else by mail',
  access: 'all',
  perMinute: 5,
  body: newContactCodeSchema,
  status: 201,
  answer: contactCodeSchema,
  refusals: ['unknown_site', 'no_way_to_send_code'],
  async handle({ system, catalogue, caller, params, body, locale }) {
    const site = catalogue.sites.get(params.site);
    if (site === undefined) return refuse('unknown_site');
    const { address } = caller.actor.kind === 'holder' ? caller.actor : { address: null };
    const { mobile = null, email = null } = body;
    return sendCodeTo(system, { site: site.code, locale, mobile, email, address, device: null });
  },
});

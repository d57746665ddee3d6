import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import {
  type ChannelOutcome,
  type ChannelRequest,
  type ChannelSystem,
  disconnectChannel,
  editChannel,
  mayConnect,
} from '../../../actions/message/edit-channel.ts';
import { testChannel } from '../../../actions/message/test-channel.ts';
import type { System } from '../../../actions/system.ts';
import { locales } from '../../../domain/catalogue/words.ts';
import { messageTemplates, siteChannelKinds } from '../../../domain/message/message.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import type { Channels } from '../../../messages/channel.ts';
import { renderErrorPage } from '../../error-page.ts';
import { currentStaff, requireStaff } from '../../middleware/staff-session.ts';
import { pageContext } from '../../page-context.ts';
import { paths, withQuery } from '../../paths.ts';
import { nestedValues, sentValues } from '../form/form-values.ts';
import { siteOfRequest } from '../sites/site-frame.ts';
import { type ChannelShown, showChannel } from './channel-page.ts';
import { showChannels } from './channels-page.ts';

export type ChannelPageSystem = ChannelSystem &
  Pick<System, 'config'> & {
    readonly channels: Channels;
  };

const list = '/admin/sites/:site/channels';
const one = `${list}/:kind`;
const testForm = z.object({
  template: z.enum(messageTemplates),
  locale: z.enum(locales),
  recipient: z.string().max(40),
});

/** Through which SMS providers and gateways the messages of a site leave. Behind forms, sessions of staff and `adminFrame`. */
export function channelPages(system: ChannelPageSystem): Router {
  const router = Router();
  const reads = requireStaff('settings.change', 'audit.read');
  const changes = requireStaff('settings.change');
  router.get(list, reads, async (request, response) => {
    const site = siteOfRequest(request);
    if (mayWorkAt(currentStaff(request), site)) await showChannels(system, response, site);
    else renderErrorPage(response, 404);
  });
  router.get(one, reads, (request, response) => show(system, request, response, {}));
  router.post(one, changes, save(system));
  router.post(`${one}/test`, changes, test(system));
  router.post(`${one}/removal`, changes, async (request, response) => {
    const asked = requestOf(request);
    if (asked === null) return renderErrorPage(response, 404);
    const outcome = await disconnectChannel(system, asked);
    if (outcome.kind === 'not_permitted') return renderErrorPage(response, 403, 'not_permitted');
    response.redirect(303, paths.admin.act('sites', asked.site, 'channels'));
  });
  return router;
}

function show(
  system: ChannelPageSystem,
  request: Request,
  response: Response,
  shown: ChannelShown,
): Promise<void> | void {
  const asked = requestOf(request);
  if (asked === null || !mayWorkAt(asked.staff, asked.site)) return renderErrorPage(response, 404);
  return showChannel(system, response, asked, shown);
}

function save(system: ChannelPageSystem) {
  return async (request: Request, response: Response): Promise<void> => {
    const asked = requestOf(request);
    if (asked === null) return renderErrorPage(response, 404);
    const body = (request.body ?? {}) as Record<string, unknown>;
    const values = sentValues(body);
    const form = { given: nestedValues(values), revision: String(body['_revision'] ?? '') };
    const outcome: ChannelOutcome = await editChannel(system, asked, form);
    switch (outcome.kind) {
      case 'not_permitted':
        return renderErrorPage(response, 403, 'not_permitted');
      case 'done':
        return response.redirect(303, withQuery(paths.admin.channel(asked.site, asked.kind), { saved: '1' }));
      case 'invalid':
        response.status(422);
        return show(system, request, response, {
          values,
          problems: outcome.problems,
          revision: form.revision,
        });
      case 'stale_form':
        response.status(409);
        return show(system, request, response, { values, stale: true });
    }
  };
}

function test(system: ChannelPageSystem) {
  return async (request: Request, response: Response): Promise<void> => {
    const asked = requestOf(request);
    if (asked === null) return renderErrorPage(response, 404);
    if (!mayConnect(asked.staff)) return renderErrorPage(response, 403, 'not_permitted');
    const form = testForm.safeParse(request.body ?? {});
    const { t } = pageContext(request);
    const typed = { ...(request.body as Record<string, string> | undefined) };
    const outcome = form.success ? await testChannel(system, { ...asked, ...form.data }) : null;
    if (outcome?.ok) {
      const address = paths.admin.channel(asked.site, asked.kind);
      return response.redirect(303, `${withQuery(address, { tested: outcome.value.id })}#test`);
    }
    response.status(422);
    return show(system, request, response, { test: { typed, error: t('channels.test.noMobile') } });
  };
}

function requestOf(request: Request): ChannelRequest | null {
  const kind = siteChannelKinds.find((known) => known === request.params['kind']);
  if (kind === undefined) return null;
  return {
    site: siteOfRequest(request),
    kind,
    staff: currentStaff(request),
    address: request.ip ?? null,
  };
}

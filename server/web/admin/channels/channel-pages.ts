import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import {
  type ChannelOutcome,
  type ChannelRequest,
  disconnectChannel,
  editChannel,
  mayConnect,
} from '../../../actions/message/edit-channel.ts';
import { testChannel } from '../../../actions/message/test-channel.ts';
import { locales } from '../../../domain/catalogue/words.ts';
import { messageTemplates, siteChannelKinds } from '../../../domain/message/message.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { staffOfAll, staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { pageContext } from '../../page-context.ts';
import { paths, withQuery } from '../../paths.ts';
import { nestedValues, sentValues } from '../form/form-values.ts';
import { siteOfRequest } from '../sites/site-frame.ts';
import { type ChannelShown, showChannel } from './channel-page.ts';
import type { ChannelPageSystem } from './channel-page-system.ts';
import { showChannels } from './channels-page.ts';

const testForm = z.object({
  template: z.enum(messageTemplates),
  locale: z.enum(locales),
  recipient: z.string().max(40),
});

function list(system: ChannelPageSystem): RequestHandler {
  return async (request, response) => {
    const site = siteOfRequest(request);
    if (mayWorkAt(currentStaff(request), site)) await showChannels(system, response, site);
    else renderErrorPage(response, 404);
  };
}

function remove(system: ChannelPageSystem): RequestHandler {
  return async (request, response) => {
    const asked = requestOf(request);
    if (asked === null) return renderErrorPage(response, 404);
    const outcome = await disconnectChannel(system, asked);
    if (outcome.kind === 'not_permitted') return renderErrorPage(response, 403, 'not_permitted');
    response.redirect(303, paths.admin.act('sites', asked.site, 'channels'));
  };
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

const { act, channel, channelTest, channelRemoval } = paths.admin;
const [site, kind] = [':site', ':kind'];
const reads = staffOfSite('settings.change', 'audit.read');
// where names and mobile numbers go is for administrators to say
const changes = staffOfAll('settings.change');

/** Through which SMS providers and gateways the messages of a site leave. */
export const channelPages: readonly DeclaredPage<ChannelPageSystem>[] = [
  { path: act('sites', site, 'channels'), audience: reads, get: list },
  {
    path: channel(site, kind),
    audience: reads,
    get: (system) => (request, response) => show(system, request, response, {}),
    changes,
    post: save,
  },
  { path: channelTest(site, kind), audience: changes, post: test },
  { path: channelRemoval(site, kind), audience: changes, post: remove },
];

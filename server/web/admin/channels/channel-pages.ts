import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import {
  type ChannelOutcome,
  type ChannelRequest,
  disconnectChannel,
  editChannel,
} from '../../../actions/message/edit-channel.ts';
import { testChannel } from '../../../actions/message/test-channel.ts';
import { locales } from '../../../domain/catalogue/words.ts';
import { messageTemplates, siteChannelKinds } from '../../../domain/message/message.ts';
import { accept, refuse } from '../../../domain/outcome.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { staffOfAll, staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { type FormResult, formPage } from '../../form/form-page.ts';
import type { SentForm } from '../../form/sent-form.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { pageContext } from '../../page-context.ts';
import { paths, withQuery } from '../../paths.ts';
import { problemMessages } from '../form/form-view.ts';
import { showList } from '../list/show-list.ts';
import { siteOfRequest } from '../sites/site-frame.ts';
import { channelLogList } from './channel-log.ts';
import { channelOrderPage } from './channel-order-form.ts';
import { type ChannelPlace, type ChannelView, channelPage, channelView } from './channel-page.ts';
import type { ChannelPageSystem } from './channel-page-system.ts';
import { showChannels } from './channels-page.ts';

const testForm = z.object({
  template: z.enum(messageTemplates),
  locale: z.enum(locales),
  recipient: z.string().max(80).default(''),
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

/** Who asks about which channel; null: it is told that there is none, or not for them. */
async function open(
  system: ChannelPageSystem,
  request: Request,
  response: Response,
): Promise<ChannelPlace | null> {
  const asked = requestOf(request);
  const { sites } = await system.catalogueCache.records(system.database.writer);
  const site = sites.find(({ code }) => code === asked?.site);
  if (asked === null || site === undefined || !mayWorkAt(asked.staff, asked.site)) {
    renderErrorPage(response, 404);
    return null;
  }
  const log = await showList(channelLogList, system, request, response);
  return log === null ? null : { ...asked, system, response, zone: site.timeZone, log: log.list };
}

async function save(place: ChannelPlace, { given, revision }: SentForm): Promise<FormResult<never>> {
  const { system, response, site, kind } = place;
  const outcome: ChannelOutcome = await editChannel(system, place, { given, revision });
  switch (outcome.kind) {
    case 'not_permitted':
      renderErrorPage(response, 403, 'not_permitted');
      return accept(null);
    case 'done':
      return accept(withQuery(paths.admin.channel(site, kind), { saved: '1' }));
    case 'invalid':
      return {
        again: 422,
        errors: problemMessages(outcome.problems, pageContext(response.req).t),
      };
    case 'stale_form':
      return refuse('stale_form');
  }
}

async function test(place: ChannelPlace, form: z.infer<typeof testForm>): Promise<FormResult<never>> {
  const outcome = await testChannel(place.system, { ...place, ...form });
  if (!outcome.ok) return outcome;
  const address = paths.admin.channel(place.site, place.kind);
  return accept(`${withQuery(address, { tested: outcome.value.id })}#test`);
}

function requestOf(request: Request): ChannelRequest | null {
  const kind = siteChannelKinds.find((known) => known === request.params['kind']);
  if (kind === undefined) return null;
  return {
    site: siteOfRequest(request),
    kind,
    staff: currentStaff(request),
  };
}

const { act, channel, channelTest, channelRemoval } = paths.admin;
const [site, kind] = [':site', ':kind'];
const reads = staffOfSite('settings.change', 'audit.read');
// where names and mobile numbers go is for administrators to say
const changes = staffOfAll('settings.change');

/** Through which SMS providers and gateways the messages of a site leave. */
export const channelPages: readonly DeclaredPage<ChannelPageSystem>[] = [
  { path: act('sites', site, 'channels'), audience: reads, get: list, lists: [channelLogList] },
  channelOrderPage,
  {
    lists: [channelLogList],
    ...formPage<ChannelPageSystem, ChannelPlace, unknown, ChannelView>({
      path: channel(site, kind),
      unkept: ['secret'],
      audience: reads,
      changes,
      page: channelPage,
      open,
      // read by the action, which knows the kind
      schema: z.unknown(),
      act: (place, _given, sent) => save(place, sent),
      fieldOf: { default: '' },
      view: (place, state) => channelView(place, state, { test: false }),
    }),
  },
  formPage<ChannelPageSystem, ChannelPlace, z.infer<typeof testForm>, ChannelView>({
    path: channelTest(site, kind),
    audience: changes,
    within: (place) => paths.admin.channel(place.site, place.kind),
    page: channelPage,
    open,
    schema: testForm,
    act: test,
    fieldOf: { default: 'recipient' },
    say: ({ code, details }, t) =>
      t(
        code === 'invalid_input' && details?.['field'] !== 'recipient'
          ? 'settings.problem.not_allowed'
          : 'channels.test.noRecipient',
      ),
    view: (place, state) => channelView(place, state, { test: true }),
  }),
  { path: channelRemoval(site, kind), audience: changes, post: remove },
];

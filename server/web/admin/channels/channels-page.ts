import type { Response } from 'express';
import { siteNamed } from '../../../actions/catalogue/edit-site.ts';
import { mayConnect, secretIsReadable } from '../../../actions/message/edit-channel.ts';
import type { Seal } from '../../../actions/seal.ts';
import { localDate } from '../../../domain/calendar/local-time.ts';
import { inOrder, type OrderedKind } from '../../../domain/message/channel-order.ts';
import { messageTemplates, type SiteChannelKind, siteChannelKinds } from '../../../domain/message/message.ts';
import type { Translate } from '../../../locales/words.ts';
import { channelShapes, type SmsTemplates } from '../../../messages/channel-settings.ts';
import { costsOf } from '../../../store/message/channel-cost-query.ts';
import { type ChannelFigures, channelFigures } from '../../../store/message/channel-log-query.ts';
import { type ConnectedChannel, channelOrder, channelsFor } from '../../../store/message/channel-query.ts';
import { refusalIn, refusingChannels } from '../../../store/message/refused-query.ts';
import { renderErrorPage } from '../../error-page.ts';
import { formatting } from '../../formatting.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { pageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { adminPage } from '../admin-page.ts';
import type { FormFrame } from '../form/form-section.ts';
import type { ListView } from '../list/list-view.ts';
import { showList } from '../list/show-list.ts';
import { siteFrame } from '../sites/site-frame.ts';
import { channelLogList } from './channel-log.ts';
import type { ChannelPageSystem } from './channel-page-system.ts';
import { type CostView, costView } from './cost-view.ts';

interface ChannelLine {
  readonly name: string;
  readonly about: string;
  readonly href: string;
  readonly state: string;
  readonly tag: string;
  /** where it goes, and how many messages it can say */
  readonly details: readonly string[];
  readonly sent: string;
  readonly waiting: string;
  readonly dead: string;
  readonly last: string;
}

export interface ChannelsView extends FormFrame {
  readonly mail: string;
  readonly lines: readonly ChannelLine[];
  /** the channels that reach visitors, first to last, in words */
  readonly order: string;
  /** null: not theirs to change */
  readonly orderHref: string | null;
  readonly saved: boolean;
  readonly costs: CostView | null;
  readonly log: ListView;
}

const page = adminPage<ChannelsView>('admin/channels', ({ heading }) => heading);

/** The channels of a site, how each stands, and what they delivered last. */
export async function showChannels(
  system: ChannelPageSystem,
  response: Response,
  site: string,
): Promise<void> {
  const { writer, reader } = system.database;
  const context = pageContext(response.req);
  const { t, locale } = context;
  const records = await system.catalogueCache.records(writer);
  const zone = siteNamed(records, site)?.timeZone;
  if (zone === undefined) return renderErrorPage(response, 404);
  const log = await showList(channelLogList, system, response.req, response);
  if (log === null) return;
  // what was saved a moment ago must be there
  const channels = await channelsFor(writer, site);
  const figures = await channelFigures(writer, site, system.clock.now());
  const refusing = await refusingChannels(reader);
  const { listTime } = formatting(locale, zone);
  const nameOf = (code: string): string => siteNamed(records, code)?.name[locale] ?? code;
  const month = localDate(system.clock.now(), zone).slice(0, 7);
  const active = channels.filter((one) => one.active).map(({ kind }) => kind);
  const order = inOrder(active, await channelOrder(writer, site));
  renderPage(response, page, {
    ...siteFrame({ records, subject: site, page: context }, 'channels'),
    mail: t(system.config.smtpUrl === null ? 'channels.mailKept' : 'channels.mailSent'),
    lines: siteChannelKinds.map((kind) => ({
      name: t(`channels.kind.${kind}`),
      about: t(`channels.about.${kind}`),
      href: paths.admin.channel(site, kind),
      ...channelState(
        channels.find((one) => one.kind === kind) ?? null,
        system.seal,
        t,
        refusalIn(refusing, site, kind),
      ),
      details: [
        ...detailsOf(channels.find((one) => one.kind === kind) ?? null, t),
        ...sharedSentence(channels.find((one) => one.kind === kind) ?? null, site, nameOf, t),
        ...refusalSentence(refusalIn(refusing, site, kind), t),
      ],
      ...figuresInWords(figures.get(kind), listTime, t),
    })),
    order: orderInWords(order, t),
    orderHref: mayConnect(currentStaff(response.req))
      ? paths.admin.act('sites', site, 'channel-order')
      : null,
    saved: response.req.query['saved'] === '1',
    costs: costView(month, await costsOf(reader, month, [site]), t),
    log: log.list,
  });
}

/** Whose account it is, where it is not only this site's. */
export function sharedSentence(
  channel: ConnectedChannel | null,
  site: string,
  nameOf: (code: string) => string,
  t: Translate,
): readonly string[] {
  if (channel === null || !channel.shared) return [];
  return [
    channel.site === site ? t('channels.forAll') : t('channels.inherited', { site: nameOf(channel.site) }),
  ];
}

/** Where mail is not among them it goes besides. */
function orderInWords(order: readonly OrderedKind[], t: Translate): string {
  const said = order.map((kind) => t(`mail.outbox.channels.${kind}`)).join(t('channels.order.arrow'));
  if (order.includes('mail')) return said;
  return said === '' ? t('mail.outbox.channels.mail') : t('channels.order.andMail', { said });
}

function refusalSentence(code: string | null, t: Translate): readonly string[] {
  return code === null ? [] : [t('channels.refused', { code })];
}

/** Whether a channel works as far as we can tell, in a word. */
export function channelState(
  channel: ConnectedChannel | null,
  seal: Seal<'channels'>,
  t: Translate,
  /** what it says that refuses everything; null: it does not */
  refusal: string | null,
): { readonly state: string; readonly tag: string } {
  if (channel === null) return { state: t('channels.state.none'), tag: 'tag tag--faint' };
  // one without an account is switched off, and nothing was sealed
  const sealed = channel.active || channel.secrets !== '';
  if (sealed && !secretIsReadable(channel, seal))
    return { state: t('channels.state.sealed'), tag: 'tag tag--stop' };
  if (channel.active && refusal !== null) return { state: t('channels.state.refuses'), tag: 'tag tag--stop' };
  return channel.active
    ? { state: t('channels.state.on'), tag: 'tag tag--done' }
    : { state: t('channels.state.off'), tag: 'tag tag--faint' };
}

export function figuresInWords(
  figures: ChannelFigures | undefined,
  listTime: (at: number) => string,
  t: Translate,
): Pick<ChannelLine, 'sent' | 'waiting' | 'dead' | 'last'> {
  const { sent = 0, waiting = 0, dead = 0, lastSent = null } = figures ?? {};
  return {
    sent: String(sent),
    waiting: String(waiting),
    dead: String(dead),
    last: lastSent === null ? t('channels.never') : listTime(lastSent),
  };
}

function detailsOf(channel: ConnectedChannel | null, t: Translate): readonly string[] {
  if (channel === null) return [];
  const kind: SiteChannelKind = channel.kind;
  const read = channelShapes[kind].settings.safeParse(channel.settings);
  if (!read.success) return [];
  const { url, endpoint, signName, appId, templates } = read.data as {
    readonly url?: string;
    readonly endpoint?: string;
    readonly signName?: string;
    readonly appId?: string;
    readonly templates?: SmsTemplates;
  };
  const host = new URL(url ?? endpoint ?? 'http://localhost').host;
  if (templates === undefined) return [host];
  const approved = messageTemplates.filter((template) => templates[template] !== undefined).length;
  return [
    signName === undefined ? `${appId ?? ''} · ${host}` : t('channels.signed', { signName, host }),
    t('channels.approved', { approved, all: messageTemplates.length }),
  ];
}

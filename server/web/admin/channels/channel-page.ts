import type { Response } from 'express';
import { siteNamed } from '../../../actions/catalogue/edit-site.ts';
import {
  type ChannelRequest,
  channelRevision,
  mayConnect,
  secretIsReadable,
} from '../../../actions/message/edit-channel.ts';
import { type MessageTemplate, messageTemplates } from '../../../domain/message/message.ts';
import { channelShapes, type SmsTemplates } from '../../../messages/channel-settings.ts';
import { channelFigures } from '../../../store/message/channel-log-query.ts';
import { type ConnectedChannel, channelForAll, channelsOf } from '../../../store/message/channel-query.ts';
import { findMessage, type StoredMessage } from '../../../store/message/outbox-query.ts';
import { refusalOf } from '../../../store/message/refused-query.ts';
import { type FormState, unsent } from '../../form/form-page.ts';
import { formatting } from '../../formatting.ts';
import { type PageContext, pageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { adminPage } from '../admin-page.ts';
import type { FormFrame } from '../form/form-section.ts';
import { type DrawnForm, drawnForm } from '../form/office-form.ts';
import type { ListView } from '../list/list-view.ts';
import { siteFrame } from '../sites/site-frame.ts';
import { channelSections, channelValues } from './channel-form.ts';
import type { ChannelPageSystem } from './channel-page-system.ts';
import { channelState, figuresInWords, sharedSentence } from './channels-page.ts';

/** Which channel of which site, for whom. */
export interface ChannelPlace extends ChannelRequest {
  readonly system: ChannelPageSystem;
  readonly response: Response;
  /** of the site */
  readonly zone: string;
  readonly log: ListView;
}

interface TestView {
  readonly action: string;
  readonly templates: readonly { readonly value: string; readonly text: string; readonly chosen: boolean }[];
  readonly locale: string;
  /** null: it goes to the group, whoever is in it */
  readonly label: string | null;
  readonly recipient: string;
  readonly error: string | null;
}

export interface ChannelView extends FormFrame, DrawnForm {
  readonly kind: string;
  readonly about: string;
  /** whose account it is, where it is not only this site's; null: it is */
  readonly whose: string | null;
  readonly list: string;
  readonly state: string;
  readonly tag: string;
  /** null: not connected */
  readonly figures: ReturnType<typeof figuresInWords> | null;
  /** what came of the test that was just made; null: none was */
  readonly tested: { readonly tone: string; readonly said: string; readonly answer: string } | null;
  /** null: nothing to test, or not theirs to test */
  readonly test: TestView | null;
  readonly removal: string | null;
  readonly log: ListView;
}

export const channelPage = adminPage<ChannelView>(
  'admin/channel',
  ({ heading, kind }) => `${kind} · ${heading}`,
  ['unsaved-guard.js'],
);

/** One channel of a site: how it stands, a test, its settings, and its delivery log. `test`: the form of the test was sent, not that of the settings. */
export async function channelView(
  { system, response, site, kind, staff, zone, log }: ChannelPlace,
  state: FormState,
  { test }: { readonly test: boolean },
): Promise<ChannelView> {
  const { writer } = system.database;
  const context = pageContext(response.req);
  const { t, locale } = context;
  const records = await system.catalogueCache.records(writer);
  const channel = (await channelsOf(writer, site)).find((one) => one.kind === kind) ?? null;
  const forAll = await channelForAll(writer, kind);
  const inherited = channel === null && forAll?.active === true ? forAll : null;
  const nameOf = (code: string): string => siteNamed(records, code)?.name[locale] ?? code;
  const hasSecret = channel !== null && secretIsReadable(channel, system.seal);
  const mayChange = mayConnect(staff);
  const figures = await channelFigures(writer, site, system.clock.now());
  const saved = response.req.method === 'GET' && response.req.query['saved'] === '1';
  const drawing = {
    action: paths.admin.channel(site, kind),
    stored: channelValues(kind, channel),
    revision: channelRevision(channel),
    sections: () => {
      const before = forAll === null || forAll.site === site ? null : nameOf(forAll.site);
      return channelSections(kind, { hasSecret, before, t, locale });
    },
    mayChange,
    done: saved ? t('settings.form.saved') : null,
  };
  const form = drawnForm(drawing, test ? unsent : state, context);
  return {
    ...siteFrame({ records, subject: site, page: context }, 'channels'),
    lede: '',
    ...form,
    errors: test ? state.errors : form.errors,
    kind: t(`channels.kind.${kind}`),
    about: t(`channels.about.${kind}`),
    whose: sharedSentence(channel ?? inherited, site, nameOf, t)[0] ?? null,
    list: paths.admin.act('sites', site, 'channels'),
    ...channelState(channel ?? inherited, system.seal, t, await refusalOf(writer, site, kind)),
    figures: channel === null ? null : figuresInWords(figures.get(kind), formatting(locale, zone).dayTime, t),
    tested: testedView(await testedMessage(system, response, { site, kind }), context),
    test:
      mayChange && channel?.active === true && hasSecret
        ? testView(channel, test ? state : unsent, context)
        : null,
    removal: mayChange && channel !== null ? paths.admin.channelRemoval(site, kind) : null,
    log,
  };
}

async function testedMessage(
  { database }: ChannelPageSystem,
  { req }: Response,
  { site, kind }: Pick<ChannelRequest, 'site' | 'kind'>,
): Promise<StoredMessage | null> {
  const { tested } = req.query;
  if (typeof tested !== 'string') return null;
  const message = await findMessage(database.writer, tested);
  return message?.site === site && message.channel === kind ? message : null;
}

function testedView(message: StoredMessage | null, { t }: PageContext): ChannelView['tested'] {
  if (message === null) return null;
  const answer = message.log.at(-1)?.answer ?? '';
  if (message.state === 'sent') return { tone: 'done', said: t('channels.test.accepted'), answer };
  return { tone: 'stop', said: t(answer === '' ? 'channels.test.kept' : 'channels.test.refused'), answer };
}

function testView(
  channel: ConnectedChannel,
  { typed, errors }: Pick<FormState, 'typed' | 'errors'>,
  { t, locale }: PageContext,
): TestView {
  const was = (name: string): string | null => (typed === null ? null : String(typed.get(name) ?? ''));
  return {
    action: paths.admin.channelTest(channel.site, channel.kind),
    templates: testable(channel).map((template) => ({
      value: template,
      text: t(`mail.outbox.templates.${template}`),
      chosen: was('template') === template,
    })),
    locale: was('locale') ?? locale,
    label:
      channel.kind === 'wecom'
        ? null
        : t(channel.kind === 'wechat' ? 'channels.test.openid' : 'channels.test.recipient'),
    recipient: was('recipient') ?? '',
    error: errors[0]?.message ?? null,
  };
}

/** A provider of SMS says only what it has approved. */
function testable({ kind, settings }: ConnectedChannel): readonly MessageTemplate[] {
  if (kind === 'webhook') return messageTemplates;
  if (kind === 'wecom') return ['floor_alarm', 'staffing_short'];
  const read = channelShapes[kind].settings.safeParse(settings);
  const { templates = {} } = (read.data ?? {}) as { readonly templates?: SmsTemplates };
  return messageTemplates.filter((template) => templates[template] !== undefined);
}

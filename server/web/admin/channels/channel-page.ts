import type { Response } from 'express';
import type { FieldProblem } from '../../../actions/catalogue/catalogue-edit.ts';
import { siteNamed } from '../../../actions/catalogue/edit-site.ts';
import {
  type ChannelRequest,
  channelRevision,
  mayConnect,
  secretIsReadable,
} from '../../../actions/message/edit-channel.ts';
import { type MessageTemplate, messageTemplates } from '../../../domain/message/message.ts';
import { channelShapes, type SmsTemplates } from '../../../messages/channel-settings.ts';
import { loadRecords } from '../../../store/catalogue/catalogue-query.ts';
import { channelFigures, channelLog } from '../../../store/message/channel-log-query.ts';
import { type ConnectedChannel, channelsOf } from '../../../store/message/channel-query.ts';
import { findMessage, type StoredMessage } from '../../../store/message/outbox-query.ts';
import { refusalOf } from '../../../store/message/refused-query.ts';
import { renderErrorPage } from '../../error-page.ts';
import { formatting } from '../../formatting.ts';
import { type PageContext, pageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { adminPage } from '../admin-page.ts';
import type { FormValues } from '../form/form-values.ts';
import { errorList, type SectionView, sectionViews } from '../form/form-view.ts';
import type { FormFrame } from '../form/settings-form.ts';
import { siteFrame } from '../sites/site-frame.ts';
import { channelSections, channelValues } from './channel-form.ts';
import { type LogLine, logLines } from './channel-log.ts';
import type { ChannelPageSystem } from './channel-page-system.ts';
import { channelState, figuresInWords } from './channels-page.ts';

/** What a form that was not carried out shows again. */
export interface ChannelShown {
  readonly values?: FormValues;
  readonly problems?: readonly FieldProblem[];
  readonly revision?: string;
  readonly stale?: boolean;
  readonly test?: { readonly typed: Readonly<Record<string, string>>; readonly error: string };
}

interface TestView {
  readonly action: string;
  readonly templates: readonly { readonly value: string; readonly text: string; readonly chosen: boolean }[];
  readonly locale: string;
  readonly recipient: string;
  readonly error: string | null;
}

export interface ChannelView extends FormFrame {
  readonly kind: string;
  readonly about: string;
  readonly list: string;
  readonly state: string;
  readonly tag: string;
  /** null: not connected */
  readonly figures: ReturnType<typeof figuresInWords> | null;
  /** what came of the test that was just made; null: none was */
  readonly tested: { readonly tone: string; readonly said: string; readonly answer: string } | null;
  /** null: nothing to test, or not theirs to test */
  readonly test: TestView | null;
  readonly action: string;
  readonly revision: string;
  readonly sections: readonly SectionView[];
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly effects: null;
  readonly stale: boolean;
  readonly saved: boolean;
  readonly mayChange: boolean;
  readonly removal: string | null;
  readonly log: readonly LogLine[];
}

const page = adminPage<ChannelView>('admin/channel', ({ heading, kind }) => `${kind} · ${heading}`);
const logged = 25;

/** One channel of a site: how it stands, a test, its settings, and its delivery log. */
export async function showChannel(
  system: ChannelPageSystem,
  response: Response,
  { site, kind, staff }: ChannelRequest,
  shown: ChannelShown,
): Promise<void> {
  const { writer } = system.database;
  const context = pageContext(response.req);
  const { t, locale } = context;
  const records = await loadRecords(writer);
  const zone = siteNamed(records, site)?.timeZone;
  if (zone === undefined) return renderErrorPage(response, 404);
  const channel = (await channelsOf(writer, site)).find((one) => one.kind === kind) ?? null;
  const hasSecret = channel !== null && secretIsReadable(channel, system.seal);
  const values = shown.values ?? channelValues(kind, channel);
  const stored = shown.stale === true ? channelValues(kind, channel) : null;
  const problems = shown.problems ?? [];
  const sections = sectionViews(
    channelSections(kind, { hasSecret, t, locale }),
    { values, problems, stored },
    t,
  );
  const mayChange = mayConnect(staff);
  const figures = await channelFigures(writer, site, system.clock.now());
  const log = await channelLog(writer, { site, kind, limit: logged });
  renderPage(response, page, {
    ...siteFrame({ records, subject: site, page: context }, 'channels'),
    lede: '',
    kind: t(`channels.kind.${kind}`),
    about: t(`channels.about.${kind}`),
    list: paths.admin.act('sites', site, 'channels'),
    ...channelState(channel, system.seal, t, await refusalOf(writer, site, kind)),
    figures: channel === null ? null : figuresInWords(figures.get(kind), formatting(locale, zone).dayTime, t),
    tested: testedView(await testedMessage(system, response, { site, kind }), context),
    test: mayChange && channel?.active === true && hasSecret ? testView(channel, shown.test, context) : null,
    action: paths.admin.channel(site, kind),
    revision: shown.revision ?? channelRevision(channel),
    sections,
    errors: [...errorList(sections, problems, t), ...testErrors(shown)],
    effects: null,
    stale: stored !== null,
    saved: response.req.method === 'GET' && response.req.query['saved'] === '1',
    mayChange,
    removal: mayChange && channel !== null ? paths.admin.channelRemoval(site, kind) : null,
    log: logLines(log, locale, await system.catalogue()),
  });
}

function testErrors({ test }: ChannelShown): ChannelView['errors'] {
  return test === undefined ? [] : [{ field: 'recipient', message: test.error }];
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
  shown: ChannelShown['test'],
  { t, locale }: PageContext,
): TestView {
  const { typed = {}, error = null } = shown ?? {};
  return {
    action: paths.admin.channelTest(channel.site, channel.kind),
    templates: testable(channel).map((template) => ({
      value: template,
      text: t(`mail.outbox.templates.${template}`),
      chosen: typed['template'] === template,
    })),
    locale: typed['locale'] ?? locale,
    recipient: typed['recipient'] ?? '',
    error,
  };
}

/** A provider of SMS says only what it has approved. */
function testable({ kind, settings }: ConnectedChannel): readonly MessageTemplate[] {
  if (kind === 'webhook') return messageTemplates;
  const read = channelShapes[kind].settings.safeParse(settings);
  const { templates = {} } = (read.data ?? {}) as { readonly templates?: SmsTemplates };
  return messageTemplates.filter((template) => templates[template] !== undefined);
}

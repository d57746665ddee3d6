import type { Request, RequestHandler } from 'express';
import { templateNamed } from '../../../actions/catalogue/edit-message-text.ts';
import { locales } from '../../../domain/catalogue/words.ts';
import { messageTemplates } from '../../../domain/message/message.ts';
import type { MailPreview } from '../../../messages/preview-mail.ts';
import { loadRecords } from '../../../store/catalogue/catalogue-query.ts';
import { staff } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { pageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { type SettingsSystem, settingsForm } from '../form/settings-form.ts';
import { listing, renderListing } from '../listing.ts';
import { messageHtml } from '../outbox-content.ts';
import { listPage } from '../sites/site-list.ts';
import { messageTextForm, templateOfRequest } from './message-text-form.ts';

type MessageSystem = SettingsSystem & { readonly preview: MailPreview };

function preview(system: MessageSystem): RequestHandler {
  return async (request, response) => {
    const template = templateNamed(templateOfRequest(request));
    const locale = locales.find((one) => one === request.params['locale']);
    if (template === null || locale === undefined) return renderErrorPage(response, 404);
    const text = {
      template,
      locale,
      subject: asked(request, 'subject', 150),
      opening: asked(request, 'opening', 1000),
    };
    const mail = await system.preview(text, system.clock.now());
    // a mail does not show its subject itself
    const line = `<p style="margin:0;padding:12px 24px;background:#ffffff;border-bottom:1px solid #d3dbe3;font-weight:600">${escaped(mail.subject)}</p>`;
    messageHtml(response, { ...mail, html: mail.html.replace(/<body[^>]*>/, (body) => `${body}\n${line}`) });
  };
}

function messageList(system: SettingsSystem): RequestHandler {
  return async (request, response) => {
    const { messageTexts } = await loadRecords(system.database.writer);
    const { t, locale } = pageContext(request);
    const heading = t('settings.menu.messages');
    const state = (template: string, language: string) => {
      const own = messageTexts.some((one) => one.template === template && one.locale === language);
      return {
        text: t(own ? 'settings.messages.own' : 'settings.messages.builtIn'),
        tag: own ? ('done' as const) : ('faint' as const),
      };
    };
    const columns = [
      {
        key: 'name',
        label: t('settings.field.name'),
        cell: (template: (typeof messageTemplates)[number]) => ({
          text: t(`mail.outbox.templates.${template}`),
          href: paths.admin.item('messages', template),
        }),
      },
      ...locales.map((language) => ({
        key: language,
        label: t(language === 'en' ? 'settings.messages.inEnglish' : 'settings.messages.inChinese'),
        cell: (template: (typeof messageTemplates)[number]) => state(template, language),
      })),
    ];
    const view = {
      heading,
      lede: t('settings.messages.list'),
      crumbs: [],
      tabs: [],
      actions: [],
      listing: listing(request, heading, messageTemplates, columns, locale),
    };
    await renderListing(system, request, response, { page: listPage, view, list: 'messages' });
  };
}

/** What is being typed, as it would be stored; null: nothing. */
function asked(request: Request, name: string, longest: number): string | null {
  const given = request.query[name];
  const text = typeof given === 'string' ? given.replaceAll('\r\n', '\n').trim().slice(0, longest) : '';
  return text === '' ? null : text;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (one) => entities[one] ?? one);
}

const audience = staff('settings.change', 'audit.read');

/** The words of the mail. */
export const messagePages: readonly DeclaredPage<MessageSystem>[] = [
  {
    path: paths.admin.section('messages'),
    audience,
    get: messageList,
    menu: { under: 'settings', text: 'settings.menu.messages' },
  },
  {
    ...settingsForm(paths.admin.item('messages', ':template'), messageTextForm, templateOfRequest),
    bothLanguages: true,
  },
  { path: paths.admin.messagePreview(':template', ':locale'), audience, get: preview, answers: 'file' },
];

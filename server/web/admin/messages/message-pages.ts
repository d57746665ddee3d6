import type { Request, RequestHandler } from 'express';
import { templateNamed } from '../../../actions/catalogue/edit-message-text.ts';
import { locales } from '../../../domain/catalogue/words.ts';
import { type MessageTemplate, messageTemplates } from '../../../domain/message/message.ts';
import type { MailPreview } from '../../../messages/preview-mail.ts';
import { staff } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { paths } from '../../paths.ts';
import { type SettingsSystem, settingsForm } from '../form/settings-form.ts';
import type { Column } from '../list/cell.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';
import { listPage } from '../list/list-page.ts';
import { messageHtml } from '../outbox-content.ts';
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

const messageList = adminList({
  name: 'messages',
  label: 'settings.menu.messages',
  empty: { none: 'settings.form.nothing' },
  open: ({ system }: ListRequest<MessageSystem>) => system.catalogueCache.records(system.database.writer),
  frame: ({ page: { t } }) => ({ heading: t('settings.menu.messages'), lede: t('settings.messages.list') }),
  source: () => messageTemplates,
  columns: ({ page: { t }, messageTexts }) => [
    {
      key: 'name',
      label: t('settings.field.name'),
      cell: (template) => ({
        text: t(`mail.outbox.templates.${template}`),
        href: paths.admin.item('messages', template),
      }),
    },
    ...locales.map(
      (language): Column<MessageTemplate> => ({
        key: language,
        label: t(language === 'en' ? 'settings.messages.inEnglish' : 'settings.messages.inChinese'),
        cell: (template) => {
          const own = messageTexts.some((one) => one.template === template && one.locale === language);
          return {
            text: t(own ? 'settings.messages.own' : 'settings.messages.builtIn'),
            tag: own ? 'tag tag--done' : 'tag tag--faint',
          };
        },
      }),
    ),
  ],
});

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
    ...listPage(messageList),
    menu: { under: 'settings', text: 'settings.menu.messages' },
  },
  {
    ...settingsForm(paths.admin.item('messages', ':template'), messageTextForm, templateOfRequest),
    bothLanguages: true,
  },
  { path: paths.admin.messagePreview(':template', ':locale'), audience, get: preview, answers: 'file' },
];

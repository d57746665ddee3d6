import type { RequestHandler } from 'express';
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
import { messageTextForm, templateOfRequest } from './message-text-form.ts';
import { mailInFrame, typedText } from './shown-preview.ts';
import { siteTextPages } from './site-text-pages.ts';

type MessageSystem = SettingsSystem & { readonly preview: MailPreview };

function preview(system: MessageSystem): RequestHandler {
  return async (request, response) => {
    const template = templateNamed(templateOfRequest(request));
    const locale = locales.find((one) => one === request.params['locale']);
    if (template === null || locale === undefined) return renderErrorPage(response, 404);
    mailInFrame(response, await system.preview(typedText(request, template, locale), system.clock.now()));
  };
}

const messageList = adminList({
  name: 'messages',
  label: 'settings.menu.messages',
  empty: { none: 'settings.messages.none' },
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
  ...siteTextPages,
];

import type { Request } from 'express';
import { editMessageText, templateNamed } from '../../../actions/catalogue/edit-message-text.ts';
import { locales } from '../../../domain/catalogue/words.ts';
import { paths } from '../../paths.ts';
import { parameter } from '../../request/asked.ts';
import type { SettingsForm } from '../form/settings-form.ts';
import { languageSection, namesOf } from './message-text-section.ts';

export function templateOfRequest(request: Request): string {
  return parameter(request, 'template');
}

/** The organisation's own words of one kind of mail, both languages beside each other, each with the mail as it would be. */
export const messageTextForm: SettingsForm<ReturnType<typeof editMessageText.schema.parse>> = {
  edit: editMessageText,
  scripts: ['message-texts.js'],
  frame: ({ subject, page: { t } }) => {
    const template = templateNamed(subject);
    return {
      heading: template === null ? subject : t(`mail.outbox.templates.${template}`),
      lede: template === null ? '' : t('settings.messages.text', { names: namesOf(template, t) }),
      crumbs: [{ href: paths.admin.section('messages'), text: t('settings.menu.messages') }],
      tabs: [],
    };
  },
  sections: (ask) => {
    const template = templateNamed(ask.subject);
    return template === null
      ? []
      : locales.map((locale) =>
          languageSection(ask, { template, locale, preview: paths.admin.messagePreview(template, locale) }),
        );
  },
};

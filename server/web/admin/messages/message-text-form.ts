import type { Request } from 'express';
import { editMessageText, templateNamed } from '../../../actions/catalogue/edit-message-text.ts';
import { type Locale, locales } from '../../../domain/catalogue/words.ts';
import type { MessageTemplate } from '../../../domain/message/message.ts';
import { parametersOf } from '../../../domain/message/message-text.ts';
import { words } from '../../../locales/words.ts';
import type { PageContext } from '../../page-context.ts';
import { paths, withQuery } from '../../paths.ts';
import { parameter } from '../../request/asked.ts';
import { type FormSection, long, text } from '../form/form-section.ts';
import type { FormAsk, SettingsForm } from '../form/settings-form.ts';

export function templateOfRequest(request: Request): string {
  return parameter(request, 'template');
}

/** The office's own words of one kind of mail, both languages beside each other, each with the mail as it would be. */
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
    return template === null ? [] : locales.map((locale) => languageSection(ask, template, locale));
  },
};

function languageSection(
  { values, page: { t } }: FormAsk,
  template: MessageTemplate,
  locale: Locale,
): FormSection {
  const language = t(locale === 'en' ? 'settings.messages.inEnglish' : 'settings.messages.inChinese');
  // said with their own names in braces, the built-in words are what one would type
  const names = Object.fromEntries(parametersOf(template).map((name) => [name, `{${name}}`]));
  const builtIn = words(locale);
  const at = (name: string) => `texts.${locale}.${name}`;
  const typed = (name: string) => String(values.get(at(name)) ?? '');
  const address = paths.admin.messagePreview(template, locale);
  return {
    heading: language,
    fields: [
      {
        name: at('subject'),
        label: t('settings.messages.subject'),
        hint: t('settings.messages.subjectHint', { text: builtIn(`mail.${template}.subject`, names) }),
        control: text,
        optional: true,
      },
      {
        name: at('opening'),
        label: t('settings.messages.opening'),
        hint: t('settings.messages.openingHint', { text: builtIn(`mail.${template}.lead`, names) }),
        control: long,
        optional: true,
      },
    ],
    preview: {
      title: t('settings.messages.previewTitle', { language }),
      address,
      source: withQuery(address, { subject: typed('subject'), opening: typed('opening') }),
      subject: at('subject'),
      opening: at('opening'),
    },
  };
}

function namesOf(template: MessageTemplate, t: PageContext['t']): string {
  return parametersOf(template)
    .map((name) =>
      t('settings.messages.pair', { name: `{${name}}`, meaning: t(`settings.messages.parameter.${name}`) }),
    )
    .join(t('settings.messages.separator'));
}

import type { Locale } from '../../../domain/catalogue/words.ts';
import type { MessageTemplate } from '../../../domain/message/message.ts';
import { type MessageText, parametersOf } from '../../../domain/message/message-text.ts';
import { words } from '../../../locales/words.ts';
import type { PageContext } from '../../page-context.ts';
import { withQuery } from '../../paths.ts';
import { type Field, type FormSection, long, text } from '../form/form-section.ts';
import type { FormAsk } from '../form/settings-form.ts';

interface Asked {
  readonly template: MessageTemplate;
  readonly locale: Locale;
  /** of the mail as it would be with what is typed */
  readonly preview: string;
  /** said where a field is left empty, before the built-in words */
  readonly general?: Pick<MessageText, 'subject' | 'opening'> | undefined;
  readonly more?: readonly Field[];
}

/** The own words of a mail in one language, beside the mail as it would be. */
export function languageSection(
  { values, page: { t } }: FormAsk,
  { template, locale, preview, general, more = [] }: Asked,
): FormSection {
  const language = t(locale === 'en' ? 'settings.messages.inEnglish' : 'settings.messages.inChinese');
  // said with their own names in braces, the built-in words are what one would type
  const names = Object.fromEntries(parametersOf(template).map((name) => [name, `{${name}}`]));
  const builtIn = words(locale);
  const at = (name: string) => `texts.${locale}.${name}`;
  const typed = (name: string) => String(values.get(at(name)) ?? '');
  const hint = (own: string | null | undefined, said: string) =>
    own
      ? t('settings.messages.generalHint', { text: own })
      : t('settings.messages.subjectHint', { text: said });
  return {
    heading: language,
    fields: [
      {
        name: at('subject'),
        label: t('settings.messages.subject'),
        hint: hint(general?.subject, builtIn(`mail.${template}.subject`, names)),
        control: text,
        optional: true,
      },
      {
        name: at('opening'),
        label: t('settings.messages.opening'),
        hint: t('common.sentences', {
          first: t('settings.messages.lines'),
          next: hint(general?.opening, builtIn(`mail.${template}.lead`, names)),
        }),
        control: long,
        optional: true,
      },
      ...more,
    ],
    preview: {
      title: t('settings.messages.previewTitle', { language }),
      address: preview,
      source: withQuery(preview, { subject: typed('subject'), opening: typed('opening') }),
      subject: at('subject'),
      opening: at('opening'),
    },
  };
}

/** The names that may stand in braces, each with what it stands for. */
export function namesOf(template: MessageTemplate, t: PageContext['t']): string {
  return parametersOf(template)
    .map((name) =>
      t('settings.messages.pair', { name: `{${name}}`, meaning: t(`settings.messages.parameter.${name}`) }),
    )
    .join(t('settings.messages.separator'));
}

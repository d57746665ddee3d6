import { editPrivacyNotice } from '../../../actions/catalogue/edit-privacy-notice.ts';
import { locales } from '../../../domain/catalogue/words.ts';
import { builtInBefore, builtInVersion } from '../../../domain/privacy/privacy-notice.ts';
import { paths, withQuery } from '../../paths.ts';
import { builtInNotice } from '../../public/privacy-text.ts';
import { bilingual } from '../form/bilingual.ts';
import { type Control, long } from '../form/form-section.ts';
import type { SettingsForm } from '../form/settings-form.ts';

const whole: Control = { kind: 'long', rows: 24 };

/** The next version of the privacy notice, begun with the text of the one that holds now. */
export const privacyNoticeForm: SettingsForm<ReturnType<typeof editPrivacyNotice.schema.parse>> = {
  edit: editPrivacyNotice,
  start: () => ({
    text: Object.fromEntries(locales.map((locale) => [locale, builtInNotice(locale)])),
    news: null,
    handler: null,
    contact: null,
  }),
  frame: ({ records, page: { t } }) => ({
    heading: t('settings.menu.privacyNotice'),
    lede: t('settings.privacyNotice.lede'),
    crumbs: [],
    tabs: [...builtInBefore, builtInVersion, ...records.privacyNotices.map(({ version }) => version)]
      .reverse()
      .map((version) => ({
        href: withQuery(paths.privacy(), { version }),
        text: t('settings.privacyNotice.version', { version }),
        current: false,
      })),
  }),
  sections: ({ page: { t } }) => [
    {
      heading: t('settings.privacyNotice.text'),
      text: t('settings.privacyNotice.how'),
      fields: bilingual('text', t('settings.privacyNotice.text'), t, { control: whole }),
    },
    {
      heading: t('settings.privacyNotice.handler'),
      text: t('settings.privacyNotice.handlerHint'),
      fields: [
        ...bilingual('handler', t('settings.privacyNotice.handlerName'), t, { optional: true }),
        ...bilingual('contact', t('settings.privacyNotice.handlerContact'), t, { optional: true }),
      ],
    },
    {
      heading: t('settings.privacyNotice.news'),
      text: t('settings.privacyNotice.newsHint'),
      fields: bilingual('news', t('settings.privacyNotice.news'), t, { control: long, optional: true }),
    },
  ],
};

import type { RequestHandler } from 'express';
import { siteNamed } from '../../../actions/catalogue/edit-site.ts';
import { editSiteText, partsOfSiteText, siteTextOf } from '../../../actions/catalogue/edit-site-text.ts';
import { locales } from '../../../domain/catalogue/words.ts';
import type { MessageTemplate } from '../../../domain/message/message.ts';
import { chosenWords, officeTemplates } from '../../../domain/message/message-text.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import type { MailPreview } from '../../../messages/preview-mail.ts';
import { staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { paths } from '../../paths.ts';
import { parameter } from '../../request/asked.ts';
import { flag } from '../form/form-section.ts';
import { type SettingsForm, type SettingsSystem, settingsForm } from '../form/settings-form.ts';
import type { Column } from '../list/cell.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';
import { listPage } from '../list/list-page.ts';
import { siteFrame, siteOfRequest } from '../sites/site-frame.ts';
import { templateOfRequest } from './message-text-form.ts';
import { languageSection, namesOf } from './message-text-section.ts';
import { mailInFrame, typedText } from './shown-preview.ts';

type TextSystem = SettingsSystem & { readonly preview: MailPreview };

/** The kinds of mail of one office, and whose words each has. */
const siteTextList = adminList({
  name: 'texts',
  label: 'settings.site.parts.texts',
  empty: { none: 'settings.messages.noneHere' },
  open: async ({ system, request, staff }: ListRequest<TextSystem>) => {
    const records = await system.catalogueCache.records(system.database.writer);
    const site = siteNamed(records, siteOfRequest(request));
    return site === undefined || !mayWorkAt(staff, site.code) ? 404 : { records, site };
  },
  frame: ({ records, site, page }) => {
    const { heading, lede = '', crumbs, tabs } = siteFrame({ records, subject: site.code, page }, 'texts');
    return { heading, lede, crumbs, tabs };
  },
  source: () => officeTemplates,
  columns: ({ page: { t }, site, records }) => [
    {
      key: 'name',
      label: t('settings.field.name'),
      cell: (template) => ({
        text: t(`mail.outbox.templates.${template}`),
        href: paths.admin.siteText(site.code, template),
      }),
    },
    ...locales.map(
      (locale): Column<MessageTemplate> => ({
        key: locale,
        label: t(locale === 'en' ? 'settings.messages.inEnglish' : 'settings.messages.inChinese'),
        cell: (template) => {
          const is = (one: { template: string; locale: string }) =>
            one.template === template && one.locale === locale;
          if (site.texts?.some(is)) return { text: t('settings.messages.ofOffice'), tag: 'tag tag--done' };
          const general = records.messageTexts.some(is);
          return {
            text: t(general ? 'settings.messages.general' : 'settings.messages.builtIn'),
            tag: 'tag tag--faint',
          };
        },
      }),
    ),
  ],
});

const siteTextForm: SettingsForm<ReturnType<typeof editSiteText.schema.parse>> = {
  edit: editSiteText,
  scripts: ['message-texts.js'],
  frame: ({ records, subject, page }) => {
    const { site, template } = partsOfSiteText(subject);
    const frame = siteFrame({ records, subject: site, page }, 'texts');
    const list = { href: paths.admin.act('sites', site, 'texts'), text: frame.heading };
    if (template === null) return frame;
    return {
      tabs: frame.tabs,
      crumbs: [...frame.crumbs, list],
      heading: page.t(`mail.outbox.templates.${template}`),
      lede: page.t('settings.messages.officeText', { names: namesOf(template, page.t) }),
    };
  },
  sections: (ask) => {
    const { site, template } = partsOfSiteText(ask.subject);
    if (template === null) return [];
    const { t } = ask.page;
    const own = siteNamed(ask.records, site)?.texts ?? [];
    return locales.map((locale) =>
      languageSection(ask, {
        ...{ template, locale, preview: paths.admin.siteTextPreview(site, template, locale) },
        general: chosenWords({ template, locale }, [], ask.records.messageTexts),
        more: own.some((one) => one.template === template && one.locale === locale)
          ? [
              {
                name: `again.${locale}`,
                label: t('settings.messages.again'),
                hint: t('settings.messages.againHint'),
                control: flag,
              },
            ]
          : [],
      }),
    );
  },
};

function preview(system: TextSystem): RequestHandler {
  return async (request, response) => {
    const site = siteOfRequest(request);
    const { template } = partsOfSiteText(siteTextOf(site, templateOfRequest(request)));
    const locale = locales.find((one) => one === request.params['locale']);
    const records = await system.catalogueCache.records(system.database.writer);
    const known = siteNamed(records, site) !== undefined && mayWorkAt(currentStaff(request), site);
    if (template === null || locale === undefined || !known) return renderErrorPage(response, 404);
    mailInFrame(
      response,
      await system.preview(typedText(request, template, locale), system.clock.now(), site),
    );
  };
}

const audience = staffOfSite('settings.change', 'audit.read');

/** The words of the mail of one office. */
export const siteTextPages: readonly DeclaredPage<TextSystem>[] = [
  { path: paths.admin.act('sites', ':site', 'texts'), audience, ...listPage(siteTextList) },
  {
    ...settingsForm(paths.admin.siteText(':site', ':template'), siteTextForm, (request) =>
      siteTextOf(siteOfRequest(request), parameter(request, 'template')),
    ),
    bothLanguages: true,
  },
  {
    path: paths.admin.siteTextPreview(':site', ':template', ':locale'),
    audience,
    get: preview,
    answers: 'file',
  },
];

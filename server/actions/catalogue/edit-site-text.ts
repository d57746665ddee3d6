import { z } from 'zod';
import { type Locale, locales } from '../../domain/catalogue/words.ts';
import type { MessageTemplate } from '../../domain/message/message.ts';
import { officeTemplates } from '../../domain/message/message-text.ts';
import { type CatalogueEdit, edited, withChanged, wrong } from './catalogue-edit.ts';
import { siteNamed } from './edit-site.ts';
import { flag } from './input-parts.ts';
import { ownWords, textsShown, textsTyped } from './message-text-input.ts';

const schema = z.object({
  texts: z.object({ 'zh-CN': ownWords, en: ownWords }),
  /** the organisation's words again, whatever stands in the fields */
  again: z.object({ 'zh-CN': flag, en: flag }).optional(),
});

/** What the form is about: a kind of mail of an office. */
export function siteTextOf(site: string, template: string): string {
  return `${site}/${template}`;
}

export function partsOfSiteText(subject: string): {
  readonly site: string;
  readonly template: MessageTemplate | null;
} {
  const [site = '', name] = subject.split('/');
  return { site, template: officeTemplates.find((template) => template === name) ?? null };
}

const nothing = { subject: null, opening: null };

/** An office's own words of one kind of mail, before those of the organisation. */
export const editSiteText: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'site.texts',
  schema,
  siteOf: (subject) => partsOfSiteText(subject).site,
  read: (records, subject) => {
    const { site, template } = partsOfSiteText(subject);
    const office = siteNamed(records, site);
    if (office === undefined || template === null) return null;
    return { texts: textsShown(office.texts ?? [], template) };
  },
  apply: (records, subject, { texts, again }) => {
    const { site, template } = partsOfSiteText(subject);
    if (template === null) return wrong('texts', 'not_allowed');
    const kept = (locale: Locale) => (again?.[locale] === true ? nothing : texts[locale]);
    const { written, problems } = textsTyped({ 'zh-CN': kept('zh-CN'), en: kept('en') }, template);
    if (problems.length > 0) return { ok: false, problems };
    const sites = withChanged(records.sites, site, ({ texts: before = [], ...office }) => {
      const after = [...before.filter((one) => one.template !== template), ...written];
      return after.length === 0 ? office : { ...office, texts: after.sort(byKind) };
    });
    return edited({ ...records, sites });
  },
};

type Kind = { readonly template: string; readonly locale: Locale };

/** As they are stored. */
function byKind(one: Kind, other: Kind): number {
  if (one.template !== other.template) return one.template < other.template ? -1 : 1;
  return locales.indexOf(one.locale) - locales.indexOf(other.locale);
}

import type { Request } from 'express';
import { siteNamed } from '../../../actions/catalogue/edit-site.ts';
import type { WordKey } from '../../../locales/words.ts';
import { paths } from '../../paths.ts';
import { parameter } from '../../request/asked.ts';
import type { FormFrame } from '../form/form-section.ts';
import type { FormAsk } from '../form/settings-form.ts';
import { openHere } from '../open-here.ts';

export const siteParts = [
  'setup',
  'profile',
  'hours',
  'closures',
  'parts',
  'queues',
  'places',
  'services',
  'materials',
  'counters',
  'roster',
  'absences',
  'rules',
  'hall',
  'recordings',
  'notices',
  'pictures',
  'channels',
  'texts',
  'conflicts',
] as const;
export type SitePart = (typeof siteParts)[number];

/** The heading of a site's settings and the way to each part of them. */
export function siteFrame(
  ask: Pick<FormAsk, 'records' | 'subject' | 'page'> & { readonly conflicts?: number },
  part: SitePart,
): FormFrame {
  const { t, locale } = ask.page;
  const lede: WordKey = `settings.site.lede.${part}`;
  return {
    heading: siteNamed(ask.records, ask.subject)?.name[locale] ?? ask.subject,
    crumbs: [{ href: paths.admin.section('sites'), text: t('settings.menu.sites') }],
    lede: t(lede),
    ...openHere(ask, paths.admin.act('sites', ask.subject, part)),
    tabs: siteParts.map((one) => ({
      href: paths.admin.act('sites', ask.subject, one),
      text: t(`settings.site.parts.${one}`),
      current: one === part,
      ...(one === 'conflicts' && ask.conflicts
        ? { badge: { count: ask.conflicts, said: t('settings.conflicts.count', { count: ask.conflicts }) } }
        : {}),
    })),
  };
}

export function siteOfRequest(request: Request): string {
  return parameter(request, 'site');
}

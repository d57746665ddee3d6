import type { Locale } from '../../domain/catalogue/words.ts';
import { collectedOfVisitors } from '../../domain/privacy/collected.ts';
import { builtInBefore, builtInVersion } from '../../domain/privacy/privacy-notice.ts';
import { type Translate, words } from '../../locales/words.ts';

/** The built-in notice, written as an office writes its own. */
export function builtInNotice(locale: Locale, version = builtInVersion): string {
  const t = words(locale);
  return [
    t('privacy.lede'),
    '',
    `# ${t('privacy.collectTitle')}`,
    ...collectedLines(t, version),
    t('privacy.collectNot'),
    '',
    `# ${t('privacy.whoTitle')}`,
    t('privacy.whoText'),
    '',
    `# ${t('privacy.keepTitle')}`,
    t('privacy.keepText'),
    '',
    `# ${t('privacy.rightsTitle')}`,
    t('privacy.rightsText'),
    '',
    `# ${t('privacy.cookieTitle')}`,
    t('privacy.cookieText'),
  ].join('\n');
}

function collectedLines(t: Translate, version: string): readonly string[] {
  if (!builtInBefore.includes(version))
    return collectedOfVisitors.map(({ key }) => `- ${t(`privacy.collect.${key}`)}`);
  return [
    `- ${t('privacy.collectEnterprise')}`,
    `- ${t('privacy.collectContact')}`,
    `- ${t('privacy.collectEmail')}`,
    // neither was asked for or kept in the first one
    ...(version === builtInBefore[0]
      ? []
      : [`- ${t('privacy.collectCertificate')}`, `- ${t('privacy.collectNetwork')}`]),
  ];
}

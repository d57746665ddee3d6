import type { Locale } from '../../domain/catalogue/words.ts';
import { builtInBefore, builtInVersion } from '../../domain/privacy/privacy-notice.ts';
import { words } from '../../locales/words.ts';

/** The built-in notice, written as an office writes its own. */
export function builtInNotice(locale: Locale, version = builtInVersion): string {
  const t = words(locale);
  return [
    t('privacy.lede'),
    '',
    `# ${t('privacy.collectTitle')}`,
    `- ${t('privacy.collectEnterprise')}`,
    `- ${t('privacy.collectContact')}`,
    `- ${t('privacy.collectEmail')}`,
    // neither was asked for or kept before
    ...(builtInBefore.includes(version)
      ? []
      : [`- ${t('privacy.collectCertificate')}`, `- ${t('privacy.collectNetwork')}`]),
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

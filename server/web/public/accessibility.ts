import type { RequestHandler } from 'express';
import { pageContext } from '../page-context.ts';
import { type Page, renderPage } from '../render-page.ts';
import type { PublicSystem } from './public-system.ts';

export interface AccessibilityView {
  readonly tested: readonly string[];
  readonly limits: readonly string[];
  /** as in the newest privacy notice; null: it names none, so the offices are called */
  readonly contact: string | null;
}

const tested = ['axe', 'keyboard', 'script', 'zoom', 'touch', 'spoken', 'hall'] as const;
const limits = ['people', 'picture', 'outside', 'office'] as const;

const accessibilityPage: Page<AccessibilityView> = {
  template: 'public/accessibility',
  layout: 'public',
  title: (_view, { t }) => t('common.titleEnd', { title: t('accessibility.title') }),
};

/** What was done so that everybody can use the pages, what was checked, what is missing, and whom to tell. */
export function accessibility(system: PublicSystem): RequestHandler {
  return async (request, response) => {
    const { privacyNotices } = await system.catalogue();
    const { t, locale } = pageContext(request);
    renderPage(response, accessibilityPage, {
      tested: tested.map((one) => t(`accessibility.tested.${one}`)),
      limits: limits.map((one) => t(`accessibility.limits.${one}`)),
      contact: privacyNotices.at(-1)?.contact?.[locale] ?? null,
    });
  };
}

import type { RequestHandler } from 'express';
import { consentVersion } from '../../domain/booking/consent.ts';
import { type Page, renderPage } from '../render-page.ts';

const privacyPage: Page<{ readonly version: string }> = {
  template: 'public/privacy',
  layout: 'public',
  title: (_view, { t }) => t('common.titleEnd', { title: t('privacy.title') }),
};

export const privacy: RequestHandler = (_request, response) => {
  renderPage(response, privacyPage, { version: consentVersion });
};

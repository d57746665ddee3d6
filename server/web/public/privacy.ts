import type { RequestHandler } from 'express';
import { type Page, renderPage } from '../render-page.ts';

const privacyPage: Page<object> = {
  template: 'public/privacy',
  layout: 'public',
  title: (_view, { t }) => t('common.titleEnd', { title: t('privacy.title') }),
};

export const privacy: RequestHandler = (_request, response) => {
  renderPage(response, privacyPage, {});
};

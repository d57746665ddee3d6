import type { RequestHandler } from 'express';
import { pageContext } from '../page-context.ts';
import { type Page, renderPage } from '../render-page.ts';
import type { PublicSystem } from './public-system.ts';
import { type ServiceLink, serviceLinks } from './service-link.ts';

export interface ServicesView {
  readonly services: readonly ServiceLink[];
}

const servicesPage: Page<ServicesView> = {
  template: 'public/services',
  layout: 'public',
  title: (_view, { t }) => t('common.titleEnd', { title: t('services.title') }),
  description: (_view, { t }) => t('services.lede'),
};

export function services(system: PublicSystem): RequestHandler {
  return async (request, response) => {
    const list = serviceLinks(await system.catalogue(), pageContext(request));
    renderPage(response, servicesPage, { services: list });
  };
}

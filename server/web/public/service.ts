import type { RequestHandler } from 'express';
import { knownJourney, readJourney } from '../booking/journey.ts';
import { pageContext } from '../page-context.ts';
import { type Page, renderPage } from '../render-page.ts';
import type { PublicSystem } from './public-system.ts';
import { type ServiceView, serviceView } from './service-view.ts';

const servicePage: Page<ServiceView> = {
  template: 'public/service',
  layout: 'public',
  title: (view, { t }) => t('common.titleEnd', { title: view.name }),
  description: (view) => view.summary,
  kept: true,
};

export function service(system: PublicSystem): RequestHandler<{ service: string }> {
  return async (request, response, next) => {
    const catalogue = await system.catalogue();
    const found = catalogue.services.get(request.params.service);
    if (found === undefined) return next();
    const asked = { ...readJourney(request.query), services: [{ code: found.code, quantity: 1 }] };
    const { answers } = knownJourney(asked, catalogue);
    renderPage(response, servicePage, serviceView(catalogue, found, answers, pageContext(response.req)));
  };
}

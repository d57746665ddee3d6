import type { RequestHandler } from 'express';
import { renderAt } from '../render-at.ts';
import type { Page } from '../render-page.ts';
import { type ChooseSiteView, chooseSiteView } from './choose-site-view.ts';
import { compareSites } from './compare-sites.ts';
import { type BookingParts, openStep, sentElsewhere } from './journey-step.ts';

const sitePage: Page<ChooseSiteView> = {
  template: 'booking/choose-site',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('book.site.title') }),
};

export function showSites(parts: BookingParts): RequestHandler {
  return async (request, response) => {
    const step = await openStep(parts, request);
    if (sentElsewhere(step, 'site', parts.system, response)) return;
    const compared = await compareSites(parts.system, step.catalogue, step.journey.services);
    renderAt(response, sitePage, chooseSiteView(step, compared), request.originalUrl);
  };
}

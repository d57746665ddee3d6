import type { RequestHandler } from 'express';
import { pageContext } from '../page-context.ts';
import { type Page, renderPage } from '../render-page.ts';
import { type HomeView, homeView } from './home-view.ts';
import type { PublicSystem } from './public-system.ts';
import { soonestTimes } from './soonest-times.ts';

const homePage: Page<HomeView> = {
  template: 'public/home',
  layout: 'public',
  title: (_view, { t }) => t('home.pageTitle'),
  description: (_view, { t }) => t('home.lede'),
  kept: true,
};

export function home(system: PublicSystem): RequestHandler {
  return async (request, response) => {
    const catalogue = await system.catalogue();
    const page = pageContext(request);
    renderPage(response, homePage, homeView(catalogue, await soonestTimes(catalogue, system, page), page));
  };
}

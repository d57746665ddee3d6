import type { RequestHandler } from 'express';
import { pageContext } from '../page-context.ts';
import { type Page, renderPage } from '../render-page.ts';
import { type HomeView, homeView } from './home-view.ts';
import type { PublicSystem } from './public-system.ts';

const homePage: Page<HomeView> = {
  template: 'public/home',
  layout: 'public',
  title: (_view, { t }) => t('home.pageTitle'),
  description: (_view, { t }) => t('home.lede'),
};

export function home(system: PublicSystem): RequestHandler {
  return async (request, response) => {
    renderPage(response, homePage, homeView(await system.catalogue(), pageContext(request)));
  };
}

import type { RequestHandler } from 'express';
import { pageContext } from '../page-context.ts';
import { type Page, partialHtml, renderPage } from '../render-page.ts';
import { boardView } from './board-view.ts';
import type { PublicSystem } from './public-system.ts';
import { type SiteView, siteView } from './site-view.ts';

const sitePage: Page<SiteView> = {
  template: 'public/site',
  layout: 'public',
  title: (view, { t }) => t('common.titleEnd', { title: view.entry.name }),
  description: (view) => view.entry.address,
  scripts: ['site-board.js'],
};

export function site(system: PublicSystem): RequestHandler<{ site: string }> {
  return async (request, response, next) => {
    const catalogue = await system.catalogue();
    const found = catalogue.sites.get(request.params.site);
    if (found === undefined) return next();
    const page = pageContext(response.req);
    const board = (await system.board?.(found, page.now)) ?? null;
    renderPage(response, sitePage, siteView(catalogue, found, board, page));
  };
}

/** The live part of the page alone, as the page itself would show it now. */
export function siteBoard(system: PublicSystem): RequestHandler<{ site: string }> {
  return async (request, response, next) => {
    const found = (await system.catalogue()).sites.get(request.params.site);
    if (found === undefined) return next();
    const page = pageContext(response.req);
    const board = (await system.board?.(found, page.now)) ?? null;
    response.set('Cache-Control', 'no-store');
    response.type('html').send(partialHtml(page, 'board', boardView(board, found, page)));
  };
}

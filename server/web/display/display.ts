import type { Request, RequestHandler } from 'express';
import { locales } from '../../domain/catalogue/words.ts';
import type { ScreenLanguage } from '../../domain/queue/hall-screen.ts';
import { currentBoard } from '../../realtime/current-board.ts';
import type { HallSource } from '../../realtime/hall-source.ts';
import { pageContext } from '../page-context.ts';
import { type Page, renderPage } from '../render-page.ts';
import { type DisplayLayout, type DisplayView, displayView } from './display-view.ts';

const displayPage: Page<DisplayView> = {
  template: 'display/display',
  layout: 'bare',
  title: (view, { t }) => t('display.title', { site: view.title }),
  surface: 'display',
  scripts: ['display.js'],
};

const layouts: readonly DisplayLayout[] = ['full', 'calls', 'queues'];

/** The wall of a hall. What it first shows is written by the server, so that it says something before a script has run. */
export function display(system: HallSource): RequestHandler<{ site: string }> {
  return async (request, response, next) => {
    const catalogue = await system.catalogue();
    const site = catalogue.sites.get(request.params.site);
    const board = site === undefined ? null : await currentBoard(system, site.code);
    if (site === undefined || board === null) return next();
    const { assets } = pageContext(response.req);
    const layout = layouts.find((each) => each === request.query['view']) ?? 'full';
    response.set('Cache-Control', 'no-store');
    const view = displayView({ catalogue, site, board, language: languageOf(request), layout, assets });
    renderPage(response, displayPage, view);
  };
}

/** A wall speaks to everybody: both languages, unless it is told otherwise. */
function languageOf(request: Request<{ site: string }>): ScreenLanguage {
  return locales.find((locale) => locale === request.query['lang']) ?? 'both';
}

import type { RequestHandler } from 'express';
import { notePlace } from '../../actions/device/note-place.ts';
import type { System } from '../../actions/system.ts';
import { defaultChoice, displayLayouts, screenLanguages } from '../../domain/queue/screens/display-choice.ts';
import { currentBoard } from '../../realtime/current-board.ts';
import { recordingsOf } from '../../store/recording/recording-query.ts';
import { wallPicturesOf } from '../../store/wall-picture/wall-picture-query.ts';
import { pairedDevice } from '../middleware/device.ts';
import { pageContext } from '../page-context.ts';
import { type Page, renderPage } from '../render-page.ts';
import { type DisplayView, displayView } from './display-view.ts';

const displayPage: Page<DisplayView> = {
  template: 'display/display',
  layout: 'bare',
  title: (view, { t }) => t('display.title', { site: view.title }),
  surface: 'display',
  scripts: ['display.js'],
};

/** The wall of a hall. What it first shows is written by the server, so that it says something before a script has run. */
export function display(system: System): RequestHandler<{ site: string }> {
  return async (request, response, next) => {
    const catalogue = await system.catalogue();
    const site = catalogue.sites.get(request.params.site);
    const board = site === undefined ? null : await currentBoard(system, site.code);
    if (site === undefined || board === null) return next();
    const { assets } = pageContext(response.req);
    const machine = pairedDevice(response.req, site.code);
    if (machine !== null) notePlace(system, machine, 'wall');
    const { layout, language } = machine ?? defaultChoice;
    const { view: wanted, lang } = request.query;
    response.set('Cache-Control', 'no-store');
    const view = displayView({
      catalogue,
      site,
      board,
      machine,
      language: screenLanguages.find((each) => each === lang) ?? language,
      layout: displayLayouts.find((each) => each === wanted) ?? layout,
      assets,
      recordings: await recordingsOf(system.database.reader, site.code),
      pictures: await wallPicturesOf(system.database.reader, site.code),
    });
    renderPage(response, displayPage, view);
  };
}

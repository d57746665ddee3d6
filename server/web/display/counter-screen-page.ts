import type { RequestHandler } from 'express';
import { notePlace } from '../../actions/device/note-place.ts';
import type { System } from '../../actions/system.ts';
import { counterScreen, counterScreenParts } from '../../domain/queue/screens/counter-screen.ts';
import { defaultChoice, displayStamp, screenLanguages } from '../../domain/queue/screens/display-choice.ts';
import type { CounterScreenSettings } from '../../domain/queue/screens/display-settings.ts';
import { type Line, lineOf } from '../../domain/queue/screens/hall-screen.ts';
import { currentBoard } from '../../realtime/current-board.ts';
import { formatting } from '../formatting.ts';
import { pairedDevice } from '../middleware/device.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import type { SafeHtml } from '../safe-html.ts';
import { counterScreenTexts, frameTexts } from './display-texts.ts';
import { partHtml } from './part-html.ts';
import { releaseOf } from './release.ts';

export interface CounterScreenView {
  readonly title: { readonly site: string; readonly counter: string };
  readonly place: SafeHtml;
  readonly clock: string;
  readonly release: string;
  readonly settings: string;
  readonly board: string;
  /** null: the machine is paired */
  readonly pair: { readonly href: string; readonly text: Line } | null;
}

const page: Page<CounterScreenView> = {
  template: 'display/counter',
  layout: 'bare',
  title: ({ title }, { t }) => t('display.counterTitle', title),
  surface: 'display',
  scripts: ['counter-screen.js'],
};

/** What hangs over one counter, or stands at it: it writes its first state itself, and follows the hall by its script. */
export function counterScreenPage(system: System): RequestHandler<{ site: string; counter: string }> {
  return async (request, response, next) => {
    const catalogue = await system.catalogue();
    const site = catalogue.sites.get(request.params.site);
    const counter = site?.counters.find(({ code }) => code === request.params.counter);
    const board = site === undefined ? null : await currentBoard(system, site.code);
    if (site === undefined || counter === undefined || board === null) return next();
    const machine = pairedDevice(response.req, site.code);
    if (machine !== null) notePlace(system, machine, 'counter');
    const { lang } = request.query;
    const language = screenLanguages.find((each) => each === lang) ?? (machine ?? defaultChoice).language;
    const stamp = displayStamp(machine);
    const { assets } = pageContext(response.req);
    const settings: CounterScreenSettings = {
      site: site.code,
      counter: { code: counter.code, label: counter.label },
      timeZone: site.timeZone,
      language,
      notices: [],
      texts: counterScreenTexts,
      frame: frameTexts,
      worker: paths.displayWorker(),
      release: `${releaseOf(assets, 'counter-screen')}-${catalogue.version}-${stamp}`,
      stamp,
    };
    const shown = counterScreen(board, counter, counterScreenTexts, language);
    response.set('Cache-Control', 'no-store');
    renderPage(response, page, {
      title: { site: site.name[language === 'en' ? 'en' : 'zh-CN'], counter: counter.label },
      place: partHtml(counterScreenParts(shown)),
      clock: formatting('en', site.timeZone).time(Date.parse(board.at)),
      release: settings.release,
      settings: JSON.stringify(settings),
      board: JSON.stringify(board),
      pair:
        machine === null
          ? {
              href: `${paths.displayPairing(site.code)}?counter=${encodeURIComponent(counter.code)}`,
              text: lineOf(frameTexts.pair, {}, language),
            }
          : null,
    });
  };
}

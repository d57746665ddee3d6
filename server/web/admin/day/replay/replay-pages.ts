import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { RequestHandler } from 'express';
import type { System } from '../../../../actions/system.ts';
import type { DayReplay } from '../../../../domain/queue/replay/day-replay.ts';
import type { ReplayWords } from '../../../../domain/queue/replay/moment-lines.ts';
import { staffOfSite } from '../../../audience.ts';
import type { DeclaredPage } from '../../../declared-page.ts';
import { renderErrorPage } from '../../../error-page.ts';
import { paths } from '../../../paths.ts';
import { type Page, renderPage } from '../../../render-page.ts';
import { asked } from '../../../request/asked.ts';
import { openReplay, replayedDays } from './replay-place.ts';
import { type ReplayView, replayView } from './replay-view.ts';
import { replayWords } from './replay-words.ts';
import { readWhatIf } from './what-if-form.ts';

const replayPage: Page<ReplayView> = {
  template: 'admin/day/replay',
  layout: 'admin',
  surface: 'replay',
  title: (view, { t }) => t('common.titleEnd', { title: t('replay.titleAt', { site: view.siteName }) }),
  scripts: ['replay.js'],
};

/** What the script plays. */
export interface ReplayFile {
  readonly replay: DayReplay;
  readonly words: ReplayWords;
}

function showReplay(system: System): RequestHandler {
  return async (request, response) => {
    const place = await openReplay(system, request, response);
    if (place === null) return;
    const { catalogue, site, date, found, page } = place;
    const typed = readWhatIf(request, site, page.t);
    const played =
      typeof found !== 'string' && typed.changes.length > 0
        ? await replayedDays(system).whatIf(catalogue, site, date, typed.changes)
        : null;
    const view = replayView(place, { at: asked(request, 'at', 10), typed }, played);
    renderPage(response.status(view.errors.length > 0 ? 422 : 200), replayPage, view);
  };
}

const squeeze = promisify(gzip);

function sendFrames(system: System): RequestHandler {
  return async (request, response) => {
    const place = await openReplay(system, request, response);
    if (place === null) return;
    if (typeof place.found === 'string') return renderErrorPage(response, 404);
    const file: ReplayFile = { replay: place.found.replay, words: replayWords(place.found.replay, place) };
    response.type('application/json').set('Cache-Control', 'private, no-cache').vary('Accept-Encoding');
    if (request.acceptsEncodings('gzip') !== 'gzip') return void response.send(JSON.stringify(file));
    response.set('Content-Encoding', 'gzip').send(await squeeze(JSON.stringify(file)));
  };
}

const { replay, replayFrames } = paths.admin;
const audience = staffOfSite('booking.read');

/** A day of a hall, looked at again. */
export const replayPages: readonly DeclaredPage<System>[] = [
  { path: replay(':site', ':date'), audience, get: showReplay },
  { path: replayFrames(':site', ':date'), audience, get: sendFrames, answers: 'file' },
];

import type { RequestHandler } from 'express';
import type { System } from '../../actions/system.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { recogniseDevice } from '../middleware/device.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { counterScreenPage } from './counter-screen-page.ts';
import { display } from './display.ts';
import { displayPairing } from './display-pairing.ts';
import { displayWorker } from './display-worker.ts';
import { doorScreen } from './door-screen.ts';
import { recordingFile } from './recording-file.ts';
import { wallPictureFile } from './wall-picture-file.ts';

const audience = 'everybody';

const worker = (): RequestHandler => (_request, response) => {
  response.type('text/javascript').set('Cache-Control', 'no-cache');
  response.send(displayWorker(pageContext(response.req).assets));
};

/** The walls of the halls. */
export const displayPages: readonly DeclaredPage<System>[] = [
  { path: paths.displayWorker(), audience, get: worker, answers: 'file' },
  { path: paths.recording(':site', ':file'), audience, get: recordingFile, answers: 'file' },
  { path: paths.wallPicture(':site', ':file'), audience, get: wallPictureFile, answers: 'file' },
  {
    path: paths.display(':site'),
    audience,
    get: (system) => [recogniseDevice(system, 'display'), display(system)],
  },
  {
    path: paths.counterScreen(':site', ':counter'),
    audience,
    get: (system) => [recogniseDevice(system, 'display'), counterScreenPage(system)],
  },
  {
    path: paths.number.door(':site'),
    audience,
    bothLanguages: true,
    get: (system) => [recogniseDevice(system, 'display'), doorScreen(system)],
  },
  {
    // shows a code, and lets nobody in by itself
    path: paths.displayPairing(':site'),
    audience,
    get: (system) => [recogniseDevice(system, 'display'), displayPairing(system)],
  },
];

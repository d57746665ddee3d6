import { Router } from 'express';
import type { System } from '../../actions/system.ts';
import { recogniseDevice } from '../middleware/device.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { display } from './display.ts';
import { displayPairing } from './display-pairing.ts';
import { displayWorker } from './display-worker.ts';
import { recordingFile } from './recording-file.ts';

export function displayPages(system: System): Router {
  const router = Router();
  router.get(paths.displayWorker(), (_request, response) => {
    response.type('text/javascript').set('Cache-Control', 'no-cache');
    response.send(displayWorker(pageContext(response.req).assets));
  });
  router.get('/display/:site/recordings/:file', recordingFile(system));
  router.use('/display/:site', recogniseDevice(system, 'display'));
  router.get('/display/:site', display(system));
  router.get('/display/:site/pairing', displayPairing(system));
  return router;
}

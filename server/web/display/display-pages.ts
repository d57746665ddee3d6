import { Router } from 'express';
import type { HallSource } from '../../realtime/hall-source.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { display } from './display.ts';
import { displayWorker } from './display-worker.ts';

export function displayPages(system: HallSource): Router {
  const router = Router();
  router.get(paths.displayWorker(), (_request, response) => {
    response.type('text/javascript').set('Cache-Control', 'no-cache');
    response.send(displayWorker(pageContext(response.req).assets));
  });
  router.get('/display/:site', display(system));
  return router;
}

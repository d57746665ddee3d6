import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import type { System } from '../../actions/system.ts';
import { recogniseDevice } from '../middleware/device.ts';
import { paths } from '../paths.ts';
import { checkIn, submitCheckIn } from './check-in.ts';
import { home, homeState } from './home.ts';
import { pairHere, requirePairing } from './pairing.ts';
import { slip } from './slip.ts';
import { takeTicket } from './tickets.ts';
import { checklist, priority, services } from './walk-in.ts';

/** The machine at the door. Every page of it leads only to another one of it. */
export function kioskPages(system: System): Router {
  const router = Router();
  router.use('/kiosk', recogniseDevice(system));
  router.post('/kiosk/:site/pairing', pairHere(system));
  router.use('/kiosk/:site', requirePairing(system) as RequestHandler);
  router.get('/kiosk/:site', home(system));
  router.get('/kiosk/:site/state', homeState(system));
  router.get('/kiosk/:site/check-in', checkIn(system));
  router.post('/kiosk/:site/check-in', submitCheckIn(system));
  router.get('/kiosk/:site/services', services(system));
  router.get('/kiosk/:site/checklist', checklist(system));
  router.get('/kiosk/:site/priority', priority(system));
  router.post('/kiosk/:site/tickets', takeTicket(system));
  router.get('/kiosk/:site/tickets/:token', slip(system));
  // an address of this hall that does not exist, or a form's address that was opened: back to the first page
  router.use('/kiosk/:site', ((request, response) => {
    response.redirect(303, paths.kiosk.home(request.params.site));
  }) as RequestHandler<{ site: string }> as RequestHandler);
  return router;
}

/** To be put before the pages that tell of errors: those lead out of the kiosk. A form that is too old starts again. */
export const kioskErrors: ErrorRequestHandler = (error: unknown, request, response, next) => {
  const site = /^\/kiosk\/([A-Za-z0-9-]+)/.exec(request.path)?.[1];
  const status =
    typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
  const csrf = status === 403 && request.method === 'POST';
  if (site === undefined || response.headersSent || !csrf) next(error);
  else response.redirect(303, paths.kiosk.home(site));
};

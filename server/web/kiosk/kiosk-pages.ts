import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { System } from '../../actions/system.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { paths } from '../paths.ts';
import { checkIn, submitCheckIn } from './check-in.ts';
import { home, homeState } from './home.ts';
import { pairHere } from './pairing.ts';
import { slip } from './slip.ts';
import { takeTicket } from './tickets.ts';
import { checklist, priority, services } from './walk-in.ts';

const { kiosk } = paths;
const site = ':site';
const audience = 'machine';

/** The machine at the door. Every page of it leads only to another one of it. */
export const kioskPages: readonly DeclaredPage<System>[] = [
  // does nothing unless somebody with hall.manage is signed in at the machine
  { path: kiosk.pairing(site), audience: 'everybody', post: pairHere },
  { path: kiosk.home(site), audience, get: home },
  { path: kiosk.state(site), audience, get: homeState, answers: 'file' },
  { path: kiosk.checkIn(site), audience, get: checkIn, post: submitCheckIn },
  { path: kiosk.services(site), audience, get: services },
  { path: kiosk.checklist(site), audience, get: checklist },
  { path: kiosk.priority(site), audience, get: priority },
  { path: kiosk.tickets(site), audience, post: takeTicket },
  { path: kiosk.slip(site, ':token'), audience, get: slip },
];

/** An address of this hall that does not exist, or a form's address that was opened: back to the first page. */
export const backToTheKiosk: RequestHandler<{ site: string }> = (request, response) => {
  response.redirect(303, paths.kiosk.home(request.params.site));
};

/** To be put before the pages that tell of errors: those lead out of the kiosk. A form that is too old starts again. */
export const kioskErrors: ErrorRequestHandler = (error: unknown, request, response, next) => {
  const site = /^\/kiosk\/([A-Za-z0-9-]+)/.exec(request.path)?.[1];
  const status =
    typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
  const csrf = status === 403 && request.method === 'POST';
  if (site === undefined || response.headersSent || !csrf) next(error);
  else response.redirect(303, paths.kiosk.home(site));
};

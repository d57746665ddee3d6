import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { System } from '../../actions/system.ts';
import { unavailableOf } from '../../actions/unavailable.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { renderPage } from '../render-page.ts';
import { requestFacts } from '../request/request-facts.ts';
import { checkIn, submitCheckIn } from './check-in.ts';
import { home, homeState } from './home.ts';
import { kioskFrame } from './kiosk-frame.ts';
import { pairHere } from './pairing.ts';
import { slip } from './slip.ts';
import { refusedPage, takeTicket } from './tickets.ts';
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
  { path: kiosk.slip(site, ':ticket'), audience, get: slip },
];

/** An address of this hall that does not exist, or a form's address that was opened: back to the first page. */
export const backToTheKiosk: RequestHandler<{ site: string }> = (request, response) => {
  response.redirect(303, paths.kiosk.home(request.params.site));
};

/**
 * To be put before the pages that tell of errors: those lead out of the kiosk. A form that is too old starts again; what is not possible at
 * the moment is told in words, and where to go instead.
 */
export function kioskErrors({ catalogueCache, log }: System): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const code = /^\/kiosk\/([A-Za-z0-9-]+)/.exec(request.path)?.[1];
    if (code === undefined || response.headersSent) return next(error);
    const status =
      typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
    if (status === 403 && request.method === 'POST') return response.redirect(303, kiosk.home(code));
    const outage = unavailableOf(error);
    // the catalogue as this process knows it: the database is what cannot be asked
    const found = catalogueCache.kept?.sites.get(code);
    if (outage === null || found === undefined) return next(error);
    log.warn({ reason: outage.reason, ...requestFacts(request) }, 'a kiosk could not go on');
    response.status(503).set('Retry-After', String(outage.retryAfter));
    renderPage(response, refusedPage, {
      frame: kioskFrame(response.req, found, 'last'),
      refusal: { text: pageContext(response.req).t('kiosk.refused.unavailable'), detail: null, book: false },
      bookQr: null,
    });
  };
}

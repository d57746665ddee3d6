import { type RequestHandler, type Response, Router } from 'express';
import QRCode from 'qrcode';
import { rateVisit } from '../../actions/queue/rate-visit.ts';
import type { System } from '../../actions/system.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { RefusalCode } from '../../domain/refusal-codes.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { type Page, partialHtml, renderPage } from '../render-page.ts';
import { type FoundTicket, foundTicket } from './found-ticket.ts';
import { type TicketView, ticketView } from './ticket-view.ts';

const ticketPage: Page<TicketView> = {
  template: 'ticket/ticket',
  layout: 'bare',
  title: (view, { t }) => `${view.heading} · ${t('ticket.title', { number: view.number })}`,
  surface: 'ticket',
  scripts: ['ticket.js'],
};

type Handler = RequestHandler<{ token: string }>;

/** The live page of a ticket, for whoever holds its link. Bodies of forms must have been parsed and guarded. */
export function ticketPages(system: System): Router {
  const router = Router();
  const withTicket =
    (
      answer: (
        found: FoundTicket,
        request: Parameters<Handler>[0],
        response: Response,
      ) => void | Promise<void>,
    ): Handler =>
    async (request, response, next) => {
      const found = await foundTicket(system, request.params.token);
      if (found === null) return next();
      response.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' });
      await answer(found, request, response);
    };
  const show = (found: FoundTicket, response: Response, refusal: RefusalCode | null = null): void =>
    renderPage(response, ticketPage, ticketView(found, pageContext(response.req), refusal));

  router.get(
    '/tickets/:token',
    withTicket((found, _request, response) => show(found, response)),
  );
  router.get(
    '/tickets/:token/now',
    withTicket((found, _request, response) => {
      const page = pageContext(response.req);
      response.type('html').send(partialHtml(page, 'ticket-now', ticketView(found, page)));
    }),
  );
  router.get(
    '/tickets/:token/code.svg',
    withTicket(async (found, _request, response) => {
      const address = `${system.baseUrl()}${paths.ticket.show(found.token)}`;
      response
        .type('svg')
        .send(await QRCode.toString(address, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }));
    }),
  );

  const afterwards = async (
    found: FoundTicket,
    response: Response,
    outcome: Outcome<unknown>,
  ): Promise<void> => {
    if (outcome.ok) return response.redirect(303, paths.ticket.show(found.token));
    const again = (await foundTicket(system, found.token)) ?? found;
    response.status(outcome.code === 'invalid_input' ? 422 : 409);
    show(again, response, outcome.code);
  };
  router.post(
    '/tickets/:token/leave',
    withTicket(async (found, _request, response) => {
      const { ticket, site } = found;
      // a second click has nothing left to do
      if (ticket.state === 'left') return response.redirect(303, paths.ticket.show(found.token));
      const leave = { type: 'leave', ticket: ticket.id } as const;
      await afterwards(found, response, await system.halls.submit(site.code, leave, { actor: 'visitor' }));
    }),
  );
  router.post(
    '/tickets/:token/rating',
    withTicket(async (found, request, response) => {
      const score = Number((request.body as { score?: unknown }).score);
      await afterwards(found, response, await rateVisit(system, { ticket: found.ticket.id, score }));
    }),
  );
  return router;
}

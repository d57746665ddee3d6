import { type RequestHandler, type Response, Router } from 'express';
import QRCode from 'qrcode';
import { askAheadNotice } from '../../actions/queue/ask-ahead-notice.ts';
import { rateVisit } from '../../actions/queue/rate-visit.ts';
import type { System } from '../../actions/system.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { RefusalCode } from '../../domain/refusal-codes.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { type Page, partialHtml, renderPage } from '../render-page.ts';
import { type NoticeForm, noticeForm, readRecipient } from './ahead-notice-form.ts';
import { type FoundTicket, foundTicket } from './found-ticket.ts';
import { type TicketView, ticketView } from './ticket-view.ts';

export interface TicketPageView extends TicketView {
  readonly notice: NoticeForm | null;
}

const ticketPage: Page<TicketPageView> = {
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
  const show = async (
    found: FoundTicket,
    response: Response,
    refusal: RefusalCode | null = null,
    typed: Pick<NoticeForm, 'typed' | 'error'> | null = null,
  ): Promise<void> => {
    const page = pageContext(response.req);
    const notice = await noticeForm(system, found, page, typed);
    renderPage(response, ticketPage, { ...ticketView(found, page, refusal), notice });
  };

  router.get(
    '/tickets/:token',
    withTicket((found, _request, response) => show(found, response)),
  );
  router.get(
    '/tickets/:token/now',
    withTicket((found, _request, response) => {
      const page = pageContext(response.req);
      response.type('html').send(partialHtml(page, 'ticket-live', ticketView(found, page)));
    }),
  );
  router.get(
    '/tickets/:token/code.svg',
    withTicket((found, _request, response) => sendCode(system, found, response)),
  );

  const afterwards = async (
    found: FoundTicket,
    response: Response,
    outcome: Outcome<unknown>,
  ): Promise<void> => {
    if (outcome.ok) return response.redirect(303, paths.ticket.show(found.token));
    const again = (await foundTicket(system, found.token)) ?? found;
    response.status(outcome.code === 'invalid_input' ? 422 : 409);
    await show(again, response, outcome.code);
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
    '/tickets/:token/notice',
    withTicket((found, request, response) =>
      askFor(system, found, request.body, { response, show, afterwards }),
    ),
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

interface Answers {
  readonly response: Response;
  show(
    found: FoundTicket,
    response: Response,
    refusal: RefusalCode | null,
    typed: Pick<NoticeForm, 'typed' | 'error'>,
  ): Promise<void>;
  afterwards(found: FoundTicket, response: Response, outcome: Outcome<unknown>): Promise<void>;
}

async function askFor(
  system: System,
  found: FoundTicket,
  body: unknown,
  { response, show, afterwards }: Answers,
): Promise<void> {
  const { t, locale } = pageContext(response.req);
  const { code } = found.site;
  const typed = String((body as { recipient?: unknown } | undefined)?.recipient ?? '');
  const read = await readRecipient(system, code, typed, t);
  if ('error' in read) {
    response.status(422);
    return show(found, response, null, { typed, error: read.error });
  }
  const request = { ticket: found.ticket.id, locale, ...read };
  await afterwards(found, response, await askAheadNotice(system, { site: code, request }));
}

async function sendCode(system: System, { token }: FoundTicket, response: Response): Promise<void> {
  const address = `${system.baseUrl()}${paths.ticket.show(token)}`;
  response
    .type('svg')
    .send(await QRCode.toString(address, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }));
}

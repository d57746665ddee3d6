import type { RequestHandler, Response } from 'express';
import QRCode from 'qrcode';
import { bookInstead } from '../../actions/booking/book-instead.ts';
import { idempotencyKey } from '../../actions/idempotency.ts';
import { askAheadNotice } from '../../actions/queue/ask-ahead-notice.ts';
import { wishFollowUp } from '../../actions/queue/follow-up-rating.ts';
import { deferTicket } from '../../actions/queue/put-right.ts';
import { rateVisit } from '../../actions/queue/rate-visit.ts';
import type { System } from '../../actions/system.ts';
import { dayLong } from '../../domain/calendar/durations.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { RefusalCode } from '../../domain/refusal-codes.ts';
import { theVisitor } from '../../domain/staff/actor.ts';
import { visitInstead } from '../../store/queue/priority-visit-query.ts';
import { type DeclaredPage, oncePerSystem } from '../declared-page.ts';
import type { FieldMessage } from '../form-field.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { type Page, partialHtml, renderPage } from '../render-page.ts';
import { type LinkPlace, openLink } from '../request/held-link.ts';
import { type NoticeForm, noticeErrors, noticeForm, readRecipient } from './ahead-notice-form.ts';
import { type FollowUpForm, followUpErrors, followUpForm, readFollowUp } from './follow-up-form.ts';
import { type FoundTicket, foundTicket } from './found-ticket.ts';
import { openOnPhone, type SilentHallView, silentHall } from './silent-hall.ts';
import { type TicketView, ticketView } from './ticket-view.ts';

export interface TicketPageView extends TicketView {
  readonly silent: SilentHallView | null;
  readonly notice: NoticeForm | null;
  readonly followUp: FollowUpForm | null;
  /** what is wrong in either form, in the order of the page */
  readonly errors: readonly FieldMessage[];
}

const ticketPage: Page<TicketPageView> = {
  template: 'ticket/ticket',
  layout: 'bare',
  title: (view, { t }) => `${view.heading} · ${t('ticket.title', { number: view.number })}`,
  surface: 'ticket',
  scripts: ['ticket.js'],
};

type Handler = RequestHandler<{ token: string }>;

/** A phone lies in a pocket all morning: it has its page for the day. */
const placeOf = oncePerSystem(
  (system: System): LinkPlace<FoundTicket> => ({
    cookie: 'ticket',
    path: paths.ticket.show,
    open: (token) => foundTicket(system, token),
    nameOf: ({ ticket }) => ticket.id,
    lifetime: dayLong,
  }),
);

/** A page of one ticket, for whoever holds its link. */
function withTicket(
  answer: (system: System, found: FoundTicket, response: Response, body: unknown) => void | Promise<void>,
): (system: System) => Handler {
  return (system) => async (request, response) => {
    const found = await openLink(system, placeOf(system), request, response);
    if (found !== null) await answer(system, found, response, request.body);
  };
}

async function show(
  system: System,
  found: FoundTicket,
  response: Response,
  refusal: RefusalCode | null = null,
  typed: Pick<NoticeForm, 'typed' | 'error'> | null = null,
  wish: Pick<FollowUpForm, 'typed' | 'errors'> | null = null,
): Promise<void> {
  const page = pageContext(response.req);
  const notice = await noticeForm(system, found, page, typed);
  const followUp = followUpForm(found, page, wish);
  const errors = [...noticeErrors(notice), ...followUpErrors(followUp)];
  const silent = silentHall(found);
  renderPage(response, ticketPage, { ...ticketView(found, page, refusal), silent, notice, followUp, errors });
}

async function afterwards(
  system: System,
  found: FoundTicket,
  response: Response,
  outcome: Outcome<unknown>,
): Promise<void> {
  if (outcome.ok) return response.redirect(303, paths.ticket.show(found.ticket.id));
  const again = (await foundTicket(system, found.token)) ?? found;
  response.status(outcome.code === 'invalid_input' ? 422 : 409);
  await show(system, again, response, outcome.code);
}

async function leave(system: System, found: FoundTicket, response: Response): Promise<void> {
  const { ticket, site } = found;
  // a second click has nothing left to do
  if (ticket.state === 'left') return response.redirect(303, paths.ticket.show(found.ticket.id));
  const request = { type: 'leave', ticket: ticket.id } as const;
  const outcome = await system.halls.submit(site.code, request, { actor: theVisitor });
  await afterwards(system, found, response, outcome);
}

/** The next open day for somebody whose ticket was not reached; pressed again, the same booking. */
async function bookNextDay(system: System, found: FoundTicket, response: Response): Promise<void> {
  const known = await visitInstead(system.database.reader, 'ticket', found.ticket.id);
  const booked =
    known === null ? await bookInstead(system, found.site, found.hall.day, found.ticket) : accept(known);
  if (!booked.ok || booked.value.reference === null)
    return afterwards(system, found, response, booked.ok ? refuse('unknown_booking') : booked);
  const { id, reference } = booked.value;
  response.redirect(303, paths.booking.show(reference, system.secrets.tokenFor('booking', id)));
}

async function defer(system: System, found: FoundTicket, response: Response, body: unknown): Promise<void> {
  const { ticket, site, hall } = found;
  const { places, form } = (body ?? {}) as { places?: unknown; form?: unknown };
  const place = { site: site.code, day: hall.day, ticket };
  // a second click, or the answer lost on the way, lets nobody else pass
  const idempotency = idempotencyKey('deferral', `${ticket.id}:${String(form)}`, String(places));
  const outcome = await deferTicket(system, place, Number(places), { actor: theVisitor, idempotency });
  await afterwards(system, found, response, outcome);
}

async function rate(system: System, found: FoundTicket, response: Response, body: unknown): Promise<void> {
  const score = Number((body as { score?: unknown }).score);
  await afterwards(system, found, response, await rateVisit(system, { ticket: found.ticket.id, score }));
}

async function wish(system: System, found: FoundTicket, response: Response, body: unknown): Promise<void> {
  const read = readFollowUp(found, body, pageContext(response.req).t);
  if (!read.ok) {
    response.status(422);
    return show(system, found, response, null, null, read);
  }
  await afterwards(system, found, response, await wishFollowUp(system, read.wish));
}

function showNow(_system: System, found: FoundTicket, response: Response): void {
  const page = pageContext(response.req);
  response.type('html').send(partialHtml(page, 'ticket-live', ticketView(found, page)));
}

async function askFor(system: System, found: FoundTicket, response: Response, body: unknown): Promise<void> {
  const { t, locale } = pageContext(response.req);
  const { code } = found.site;
  const typed = String((body as { recipient?: unknown } | undefined)?.recipient ?? '');
  const read = await readRecipient(system, code, typed, t);
  if ('error' in read) {
    response.status(422);
    return show(system, found, response, null, { typed, error: read.error });
  }
  const request = { ticket: found.ticket.id, locale, ...read };
  await afterwards(system, found, response, await askAheadNotice(system, { site: code, request }));
}

async function sendCode(system: System, found: FoundTicket, response: Response): Promise<void> {
  const address = `${system.baseUrl()}${paths.ticket.show(found.token)}`;
  response
    .type('svg')
    .send(await QRCode.toString(address, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }));
}

const token = ':token';
const audience = 'holder';

/** The live page of a ticket. */
export const ticketPages: readonly DeclaredPage<System>[] = [
  {
    path: paths.ticket.show(token),
    audience,
    get: withTicket((system, found, response) => show(system, found, response)),
  },
  { path: paths.ticket.now(token), audience, get: withTicket(showNow), answers: 'file' },
  { path: paths.ticket.code(token), audience, get: withTicket(sendCode), answers: 'file' },
  { path: paths.ticket.onPhone(token), audience, post: withTicket(openOnPhone) },
  { path: paths.ticket.leave(token), audience, post: withTicket(leave) },
  { path: paths.ticket.deferral(token), audience, post: withTicket(defer) },
  { path: paths.ticket.instead(token), audience, post: withTicket(bookNextDay) },
  { path: paths.ticket.notice(token), audience, post: withTicket(askFor) },
  { path: paths.ticket.rating(token), audience, post: withTicket(rate) },
  { path: paths.ticket.followUp(token), audience, post: withTicket(wish) },
];

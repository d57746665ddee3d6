import type { RequestHandler, Response } from 'express';
import { toString as qrSvg } from 'qrcode';
import { currentCase } from '../../actions/agency/change-case.ts';
import { bookingToken } from '../../actions/booking/booking-link.ts';
import type { System } from '../../actions/system.ts';
import type { Booking } from '../../domain/booking/booking.ts';
import { ticketOfBooking } from '../../store/queue/ticket-query.ts';
import { renderErrorPage } from '../error-page.ts';
import type { PageSystem } from '../page-system.ts';
import { paths } from '../paths.ts';
import { pictureBeside } from '../picture/picture-beside.ts';
import { type Page, renderPage } from '../render-page.ts';
import { bookingPicture } from './booking-picture.ts';
import { type BookingShown, type BookingView, bookingView } from './booking-view.ts';
import { evidenceView } from './evidence-view.ts';
import { hearsOf } from './hears-of.ts';
import { type Held, holderPage } from './holder-page.ts';
import { knownVisits } from './known-visits.ts';
import type { RefusedObjection } from './objection-view.ts';
import { undoView } from './undo-view.ts';
import { inRow } from './visits-in-a-row.ts';
import { isInWechat, wechatView } from './wechat-view.ts';

type Handler = RequestHandler<{ reference: string }>;

const bookingPage: Page<BookingView> = {
  template: 'booking/show-booking',
  layout: 'public',
  title: (view, { t }) => t('common.titleEnd', { title: t('booking.title', { reference: view.reference }) }),
  scripts: ['booking-page.js'],
};

const printPage: Page<BookingView> = {
  template: 'booking/print-booking',
  layout: 'focus',
  title: (view, { t }) => t('common.titleEnd', { title: t('booking.title', { reference: view.reference }) }),
  scripts: ['booking-page.js'],
};

export function showBooking(system: System): Handler {
  return holderPage(system, (held, request, response) =>
    renderBooking(system, held, response, { done: request.query['done'] }),
  );
}

/** The page of a booking, with what has just been done or refused. `objection`: what was typed as one and not taken. */
export async function renderBooking(
  system: System,
  held: Held,
  response: Response,
  said: Pick<BookingShown, 'done' | 'refused'>,
  objection: RefusedObjection | null = null,
): Promise<void> {
  const { booking, catalogue, page } = held;
  const agency =
    booking.handling === 'online_agency'
      ? await currentCase(system.database.reader, booking, catalogue, page.now)
      : null;
  const undo = await undoView(system, held);
  const row = await inRow(system, booking, knownVisits(system, response.req));
  const evidence = await evidenceView(system, held, objection);
  const token = bookingToken(system.secrets, booking);
  const ownLink = { href: system.baseUrl() + paths.booking.show(booking.reference, token) };
  const heard = await hearsOf(system, booking);
  const weChat = isInWechat(response.req);
  const byWechat = await wechatView(system, held, weChat);
  const queued = await queuedOf(system, booking);
  const shown = { ...said, agency, undo, evidence, inRow: row, ownLink, heard, queued, weChat, byWechat };
  renderPage(response, bookingPage, bookingView(held, shown));
}

/** Whoever kept the page of the booking open finds the number there, and need not read another code from the machine. */
async function queuedOf(
  { database, secrets }: System,
  { id, state }: Booking,
): Promise<BookingView['queued']> {
  if (state !== 'arrived') return null;
  const ticket = await ticketOfBooking(database.reader, id);
  if (ticket === null || ticket.state === 'left' || ticket.state === 'void') return null;
  return { number: ticket.number, href: paths.ticket.show(secrets.tokenFor('ticket', ticket.id)) };
}

export function printBooking(system: System): Handler {
  return holderPage(system, async (held, _request, response) => {
    renderPage(response, printPage, bookingView(held, { evidence: await evidenceView(system, held) }));
  });
}

/** The code that the kiosk reads: the reference alone, so that a photograph of it opens nothing. */
export function showCode(system: System): Handler {
  return holderPage(system, async ({ booking }, _request, response) => {
    const svg = await qrSvg(booking.reference, { type: 'svg', errorCorrectionLevel: 'Q', margin: 2 });
    response.type('image/svg+xml').send(svg);
  });
}

/** When, where, the code and what to bring, as a picture to keep where there is neither mail nor SMS. */
export function showPicture(system: System): Handler {
  return holderPage(system, async (held, _request, response) => {
    const view = bookingView(held, { evidence: await evidenceView(system, held) });
    const picture = await pictureBeside(bookingPicture(view, held.page));
    if (picture === null) {
      response.set('Retry-After', '10');
      renderErrorPage(response, 503);
      return;
    }
    response.set('Content-Disposition', `inline; filename="${held.booking.reference}.png"`);
    response.type('image/png').send(picture);
  });
}

/** The entry for the visitor's calendar, or its removal once the visit is cancelled. */
export function showCalendar(system: PageSystem): Handler {
  return holderPage(system, async ({ booking, page }, _request, response) => {
    response.attachment(`${booking.reference}.ics`).type('text/calendar; charset=utf-8');
    response.send(await system.calendarFile(booking, page.now));
  });
}

/** Back to the booking after something was done to it. */
export function bookingAfter(booking: Booking, done: string): string {
  return `${paths.booking.show(booking.reference)}?done=${done}`;
}

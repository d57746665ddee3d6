import type { RequestHandler } from 'express';
import type { System } from '../../actions/system.ts';
import { theHolder } from '../../domain/staff/actor.ts';
import { renderErrorPage } from '../error-page.ts';
import { paths } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import { type BookingView, bookingView } from './booking-view.ts';
import { tickedIn } from './check-view.ts';
import { holderPage } from './holder-page.ts';
import { bookingAfter, renderBooking } from './show-booking.ts';

type Handler = RequestHandler<{ reference: string }>;
const holder = { kind: 'holder' } as const;
const by = { actor: theHolder } as const;

const cancelPage: Page<BookingView> = {
  template: 'booking/cancel-booking',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('manage.cancel.title') }),
};

/** Asks. Following a link never cancels: mail scanners follow links. */
export function askCancel(system: System): Handler {
  return holderPage(system, (held, _request, response) => {
    if (held.booking.state !== 'confirmed')
      response.redirect(303, paths.booking.show(held.booking.reference));
    else renderPage(response, cancelPage, bookingView(held));
  });
}

export function cancel(system: System): Handler {
  return holderPage(system, async (held, _request, response) => {
    const { booking } = held;
    const done = await system.bookings.submit(
      {
        type: 'cancel',
        booking: booking.id,
        site: booking.site,
        actor: holder,
        chance: system.secrets.chance(),
        undo: system.secrets.newId(),
      },
      by,
    );
    // sent twice: it is cancelled, which is what was wanted
    if (done.ok || booking.state === 'cancelled')
      response.redirect(303, paths.booking.show(booking.reference));
    else await renderBooking(system, held, response.status(409), { refused: done.code });
  });
}

/** Remembers which materials are ready. */
export function tick(system: System): Handler {
  return holderPage(system, async ({ booking, checklist }, request, response) => {
    const ticks = tickedIn(request.body, checklist);
    const done = await system.bookings.submit(
      { type: 'tick', booking: booking.id, site: booking.site, ticks },
      by,
    );
    if (!done.ok) renderErrorPage(response, 409, done.code);
    else if (request.get('x-quiet') !== undefined) response.status(204).end();
    else response.redirect(303, `${bookingAfter(booking, 'ticks')}#materials`);
  });
}

export function chooseHandling(system: System): Handler {
  return holderPage(system, async ({ booking }, request, response) => {
    const { mode } = (request.body ?? {}) as { mode?: unknown };
    if (mode !== 'self_service' && mode !== 'online_agency') {
      response.redirect(303, `${paths.booking.show(booking.reference)}#handling`);
      return;
    }
    const done = await system.bookings.submit(
      { type: 'choose_handling', booking: booking.id, site: booking.site, mode, actor: holder },
      by,
    );
    if (done.ok) response.redirect(303, `${bookingAfter(booking, 'handling')}#handling`);
    else renderErrorPage(response, 409, done.code);
  });
}

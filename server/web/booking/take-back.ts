import type { RequestHandler } from 'express';
import type { System } from '../../actions/system.ts';
import { theHolder } from '../../domain/staff/actor.ts';
import { stayHolder } from './holder.ts';
import { holderPage } from './holder-page.ts';
import { bookingAfter, renderBooking } from './show-booking.ts';

/** Takes the holder's last change back. */
export function takeBack(system: System): RequestHandler<{ reference: string }> {
  return holderPage(system, async (held, _request, response) => {
    const { booking } = held;
    const { id, site } = booking;
    const done = await system.bookings.submit({ type: 'take_back', booking: id, site }, { actor: theHolder });
    if (done.ok) {
      await stayHolder(system, response, booking);
      response.redirect(303, bookingAfter(booking, 'taken_back'));
    } else await renderBooking(system, held, response.status(409), { refused: done.code });
  });
}

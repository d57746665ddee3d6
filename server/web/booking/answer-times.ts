import type { RequestHandler } from 'express';
import type { System } from '../../actions/system.ts';
import { theHolder } from '../../domain/staff/actor.ts';
import { typedInstant } from '../request/typed.ts';
import { holderPage } from './holder-page.ts';
import { bookingAfter, renderBooking } from './show-booking.ts';

type Handler = RequestHandler<{ reference: string }>;

/** One press on a time moves the visit there, to be taken back for two minutes; a second one finds it there. */
export function takeOfferedTime(system: System): Handler {
  return holderPage(system, async (held, request, response) => {
    const { booking } = held;
    const { id, site } = booking;
    const start = typedInstant(request.body, 'start');
    if (start === null) return renderBooking(system, held, response.status(409), { refused: 'times_gone' });
    const undo = system.secrets.newId();
    const command = { type: 'take_time', booking: id, site, start, undo } as const;
    const done = await system.bookings.submit(command, { actor: theHolder });
    if (done.ok || done.code === 'same_slot') response.redirect(303, bookingAfter(booking, 'moved'));
    else await renderBooking(system, held, response.status(409), { refused: done.code });
  });
}

/** None of the times suits: they go to others, and the visit waits for what the office decides. */
export function refuseTimes(system: System): Handler {
  return holderPage(system, async (held, _request, response) => {
    const { id, site } = held.booking;
    const command = { type: 'decline_times', booking: id, site } as const;
    const done = await system.bookings.submit(command, { actor: theHolder });
    if (done.ok) response.redirect(303, bookingAfter(held.booking, 'times_declined'));
    else await renderBooking(system, held, response.status(409), { refused: done.code });
  });
}

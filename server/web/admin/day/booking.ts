import type { Request, RequestHandler, Response } from 'express';
import { liftBlockByStaff } from '../../../actions/booking/lift-block-by-staff.ts';
import { noteByStaff } from '../../../actions/booking/note-by-staff.ts';
import { cancelByStaff, checkInByStaff } from '../../../actions/booking/staff-changes.ts';
import type { System } from '../../../actions/system.ts';
import type { MessageTemplate } from '../../../domain/message/message.ts';
import type { Outcome } from '../../../domain/outcome.ts';
import { isPermitted } from '../../../domain/staff/permissions.ts';
import { bookingHistory } from '../../../store/booking/booking-query.ts';
import { conductOf } from '../../../store/booking/conduct-query.ts';
import { notesOf } from '../../../store/booking/note-query.ts';
import { objectionOf } from '../../../store/booking/objection-query.ts';
import { ticketOfBooking } from '../../../store/queue/ticket-query.ts';
import { staffNames } from '../../../store/staff/staff-query.ts';
import { qrCode } from '../../kiosk/qr-code.ts';
import { paths, withQuery } from '../../paths.ts';
import { type Page, renderPage } from '../../render-page.ts';
import { asked } from '../../request/asked.ts';
import { typed } from '../../request/typed.ts';
import { doneSentence } from '../done-sentence.ts';
import { type BookingView, bookingView, type RefusedForm } from './booking-view.ts';
import { atBooking, type BookingPlace, daySection } from './day-place.ts';

const bookingPage: Page<BookingView> = {
  template: 'admin/day/booking',
  layout: 'admin',
  surface: 'day',
  title: (view, { t }) =>
    t('common.titleEnd', { title: t('booking.title', { reference: view.line.reference }) }),
};

export function showBooking(system: System): RequestHandler {
  return atBooking(system, (place, request, response) =>
    renderBooking(system, place, request, response, null),
  );
}

/** `refused`: a form of the page that was not taken. */
export async function renderBooking(
  system: System,
  place: BookingPlace,
  request: Request,
  response: Response,
  refused: RefusedForm | null,
): Promise<void> {
  const { reader } = system.database;
  const { id, enterprise } = place.booking;
  const [ticket, notes, history, conduct, objection] = await Promise.all([
    ticketOfBooking(reader, id),
    notesOf(reader, id),
    bookingHistory(reader, id),
    conductOf(reader, enterprise.creditCode),
    objectionOf(reader, id),
  ]);
  const actors = history.flatMap(({ actor }) => (actor.kind === 'staff' ? [actor.id] : []));
  const names = await staffNames(reader, [
    ...actors,
    ...notes.map(({ staff }) => staff),
    ...(conduct.lift === null ? [] : [conduct.lift.staff]),
  ]);
  const { role } = place.staff;
  const mayCheckIn = isPermitted(role, 'booking.change') || isPermitted(role, 'counter.work');
  const act = asked(request, 'done');
  const done = await doneSentence(system, place, { key: `day.done.${act}`, template: written.get(act) });
  // drawn here: what the holder's own page draws would leave the holder's cookie in this browser
  const ticketCode =
    ticket === null || ticket.state === 'left' || ticket.state === 'void'
      ? null
      : await qrCode(system.baseUrl() + paths.ticket.show(system.secrets.tokenFor('ticket', ticket.id)));
  const found = { ticket, ticketCode, notes, history, conduct, names, mayCheckIn, done, objection };
  renderPage(response, bookingPage, bookingView(place, found, refused));
}

/** What each of these acts has written to the visitor; the others write nothing. */
const written: ReadonlyMap<string, MessageTemplate> = new Map([
  ['move', 'moved'],
  ['change', 'changed'],
  ['cancel', 'cancelled'],
  ['correct', 'corrected'],
  ['decline', 'objection_declined'],
  ['grant-release', 'release_reversed'],
  ['decline-release', 'release_stands'],
]);

type Act = (place: BookingPlace, text: string) => Promise<Outcome<unknown>>;

/** Does what a form of the page asks for, and shows the page again: with what is wrong, or with what was done. */
function acting(system: System, form: RefusedForm['form'], field: string, act: Act): RequestHandler {
  return atBooking(system, async (place, request, response) => {
    const text = typed(request.body, field);
    const outcome = await act(place, text);
    if (outcome.ok) {
      const own = paths.admin.item(daySection, place.booking.reference);
      response.redirect(303, withQuery(own, { done: form }));
      return;
    }
    const error =
      outcome.code === 'invalid_input' && form === 'note'
        ? place.page.t('day.note.wrong')
        : place.page.t(`refusal.${outcome.code}`);
    response.status(outcome.code === 'reason_required' || outcome.code === 'invalid_input' ? 422 : 409);
    await renderBooking(system, place, request, response, { form, text, error });
  });
}

export function cancelBooking(system: System): RequestHandler {
  return acting(system, 'cancel', 'reason', (place, reason) =>
    cancelByStaff(system, place.booking, reason, place.staff),
  );
}

export function addNote(system: System): RequestHandler {
  return acting(system, 'note', 'note', (place, note) =>
    noteByStaff(system, place.booking, note, place.staff),
  );
}

export function checkIn(system: System): RequestHandler {
  return acting(system, 'check-in', 'priority', (place, priority) =>
    checkInByStaff(system, place.booking, priority === '1', place.staff),
  );
}

export function liftBlock(system: System): RequestHandler {
  return acting(system, 'lift-block', 'reason', ({ site, booking, staff }, reason) =>
    liftBlockByStaff(system, site, booking.enterprise.creditCode, reason, staff),
  );
}

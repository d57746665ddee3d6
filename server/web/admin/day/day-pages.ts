import type { System } from '../../../actions/system.ts';
import { staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { paths } from '../../paths.ts';
import { addNote, cancelBooking, checkIn, liftBlock, showBooking } from './booking.ts';
import { bookingList } from './booking-list.ts';
import { changeVisitPage } from './change-visit.ts';
import { correctVisit } from './correction.ts';
import { showDay } from './day.ts';
import { endDay, reopenDay } from './day-end.ts';
import { moveBookingPage } from './move.ts';
import { newBookingPage } from './new-booking.ts';
import { answerRequest, sendConfirmation } from './personal-data.ts';
import { printDay } from './print.ts';
import { showTicket } from './ticket.ts';
import { ticketForms } from './ticket-forms.ts';
import { ticketList } from './ticket-list.ts';

const { section, item, act } = paths.admin;
const of = (verb: string): string => act('day', ':reference', verb);
const reads = { audience: staffOfSite('booking.read') };
const manages = { audience: staffOfSite('hall.manage') };
const changes = { audience: staffOfSite('booking.change') };

/** A site's day and its bookings, for staff who work there. */
export const dayPages: readonly DeclaredPage<System>[] = [
  {
    path: section('day'),
    ...reads,
    get: showDay,
    lists: [bookingList, ticketList],
    menu: { under: 'daily', text: 'settings.menu.day' },
  },
  { path: item('day', 'print'), ...reads, get: printDay },
  { path: act('day', 'tickets', ':ticket'), ...reads, get: showTicket },
  ...ticketForms,
  { path: act('day', ':site', 'closing'), ...manages, post: endDay },
  { path: act('day', ':site', 'reopening'), ...manages, post: reopenDay },
  newBookingPage,
  { path: item('day', ':reference'), ...reads, get: showBooking },
  moveBookingPage,
  changeVisitPage,
  { path: of('cancel'), ...changes, post: cancelBooking },
  { path: of('correction'), ...changes, post: correctVisit },
  { path: of('notes'), ...changes, post: addNote },
  { path: of('confirmation'), ...changes, post: sendConfirmation },
  { path: of('personal-data'), ...changes, post: answerRequest },
  { path: of('lift-block'), ...changes, post: liftBlock },
  { path: of('check-in'), audience: staffOfSite('booking.change', 'counter.work'), post: checkIn },
];

import { Router } from 'express';
import type { System } from '../../actions/system.ts';
import type { Booking } from '../../domain/booking/booking.ts';
import { askCancel, cancel, chooseHandling, tick } from './change-booking.ts';
import { changeContact, showContact } from './change-contact.ts';
import { book, showCheck, showDone } from './check.ts';
import { showServices, takeServices } from './choose-services.ts';
import { showSites } from './choose-site.ts';
import { showTimes, takeTime } from './choose-time.ts';
import { makeDrafts } from './draft.ts';
import { showDetails, takeDetails } from './enter-details.ts';
import { find, showFind } from './find-booking.ts';
import { limitForms } from './limit-forms.ts';
import { move, showMove } from './move-booking.ts';
import { askDelete, deleteData, downloadData } from './own-data.ts';
import { showPrepare, takeAnswer } from './prepare.ts';
import { printBooking, showBooking, showCalendar, showCode } from './show-booking.ts';

export interface BookingSeams {
  /** the calendar entry of a booking (RFC 5545); without it there is none to download */
  readonly calendarFile?: (booking: Booking, now: number) => Promise<string>;
}

/** The journey from services to a booked visit, and the pages of a booking for whoever holds its link. */
export function bookingPages(system: System, seams: BookingSeams = {}): Router {
  const router = Router();
  const parts = { system, drafts: makeDrafts(system.config) };
  // whoever keeps many times keeps them from others; an office may share one address
  const slower = limitForms(system, { name: 'booking-forms', points: 60, seconds: 10 * 60 });
  router.route('/book').get(showServices(parts)).post(takeServices(parts));
  router.route('/book/checklist').get(showPrepare(parts)).post(takeAnswer(parts));
  router.get('/book/site', showSites(parts));
  router.route('/book/time').get(showTimes(parts)).post(slower, takeTime(parts));
  router.route('/book/details').get(showDetails(parts)).post(slower, takeDetails(parts));
  router.route('/book/check').get(showCheck(parts)).post(slower, book(parts));
  router.get('/book/done', showDone(parts));

  router.route('/bookings').get(showFind).post(find(system));
  router.get('/bookings/:reference', showBooking(system, seams.calendarFile !== undefined));
  router.get('/bookings/:reference/print', printBooking(system));
  router.get('/bookings/:reference/code.svg', showCode(system));
  if (seams.calendarFile !== undefined) {
    router.get('/bookings/:reference/calendar.ics', showCalendar(system, seams.calendarFile));
  }
  router.route('/bookings/:reference/move').get(showMove(system)).post(move(system));
  router.route('/bookings/:reference/cancellation').get(askCancel(system)).post(cancel(system));
  router.route('/bookings/:reference/contact').get(showContact(system)).post(changeContact(system));
  router.post('/bookings/:reference/handling', chooseHandling(system));
  router.post('/bookings/:reference/ticks', tick(system));
  router.get('/bookings/:reference/data.json', downloadData(system));
  router.route('/bookings/:reference/deletion').get(askDelete(system)).post(deleteData(system));
  return router;
}

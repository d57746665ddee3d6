import { Router } from 'express';
import type { System } from '../../../actions/system.ts';
import { requireStaff } from '../../middleware/staff-session.ts';
import { addNote, cancelBooking, checkIn, liftBlock, showBooking } from './booking.ts';
import { showDay } from './day.ts';
import { exportBookings, exportTickets } from './day-export.ts';
import { move, showMove } from './move.ts';
import { book, showNewBooking } from './new-booking.ts';
import { printDay } from './print.ts';

/** A site's day and its bookings, for staff who work there. */
export function dayPages(system: System): Router {
  const router = Router();
  const read = requireStaff('booking.read');
  const change = requireStaff('booking.change');
  router.get('/admin/day', read, showDay(system));
  router.get('/admin/day/print', read, printDay(system));
  router.get('/admin/day/export/bookings', read, exportBookings(system));
  router.get('/admin/day/export/tickets', read, exportTickets(system));
  router.get('/admin/day/new', change, showNewBooking(system));
  router.post('/admin/day/new', change, book(system));
  router.get('/admin/day/:reference', read, showBooking(system));
  router.get('/admin/day/:reference/move', change, showMove(system));
  router.post('/admin/day/:reference/move', change, move(system));
  router.post('/admin/day/:reference/cancel', change, cancelBooking(system));
  router.post('/admin/day/:reference/notes', change, addNote(system));
  router.post('/admin/day/:reference/lift-block', change, liftBlock(system));
  router.post(
    '/admin/day/:reference/check-in',
    requireStaff('booking.change', 'counter.work'),
    checkIn(system),
  );
  return router;
}

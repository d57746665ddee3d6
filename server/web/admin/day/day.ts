import type { RequestHandler } from 'express';
import type { System } from '../../../actions/system.ts';
import { dayBlocks, searchBookings } from '../../../store/booking/day-query.ts';
import { noteCounts } from '../../../store/booking/note-query.ts';
import { loadHall } from '../../../store/queue/hall-query.ts';
import { type Page, renderPage } from '../../render-page.ts';
import { linesPerPage } from '../paging.ts';
import { askedDay, searchOf } from './asked-day.ts';
import { atDay } from './day-place.ts';
import { type DayView, dayView } from './day-view.ts';

const dayPage: Page<DayView> = {
  template: 'admin/day/day',
  layout: 'admin',
  surface: 'day',
  title: (view, { t }) => t('common.titleEnd', { title: t('day.titleAt', { site: view.siteName }) }),
};

/** The picture and the lists of one site's day. */
export function showDay(system: System): RequestHandler {
  return atDay(system, async (place, request, response) => {
    const wanted = askedDay(request, place);
    const { reader } = system.database;
    const found =
      wanted.tab === 'bookings'
        ? await searchBookings(reader, searchOf(place, wanted, linesPerPage))
        : { bookings: [], total: 0 };
    const notes = await noteCounts(
      reader,
      found.bookings.map(({ id }) => id),
    );
    const blocks = await dayBlocks(reader, place.site.code, place.date);
    const hall = await loadHall(reader, place.site.code, place.date);
    renderPage(response, dayPage, dayView(place, wanted, { blocks, found, hall, notes }));
  });
}

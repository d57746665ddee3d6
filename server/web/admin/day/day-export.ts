import type { RequestHandler } from 'express';
import type { System } from '../../../actions/system.ts';
import { searchBookings } from '../../../store/booking/day-query.ts';
import { loadHall } from '../../../store/queue/hall-query.ts';
import { renderErrorPage } from '../../error-page.ts';
import { mostLines, sendList } from '../list-file.ts';
import { asked } from '../site-of-request.ts';
import { fileFormat, type TableFile } from '../table-file.ts';
import { askedDay, searchOf, ticketOrders } from './asked-day.ts';
import { type BookingLine, bookingLine } from './booking-lines.ts';
import { atDay } from './day-place.ts';
import { numbersOf } from './day-view.ts';
import { ticketLine } from './ticket-lines.ts';
import { ticketList } from './ticket-list.ts';

const action = 'booking.export';
const bookingColumns = [
  'day',
  'time',
  'queue',
  'reference',
  'state',
  'overbooked',
  'services',
  'enterprise',
  'creditCode',
  'name',
  'mobile',
] as const satisfies readonly (keyof BookingLine)[];

/** The bookings that the list shows, on all its pages and in its order, as a file; people stay masked. */
export function exportBookings(system: System): RequestHandler {
  return atDay(system, async (place, request, response) => {
    const format = fileFormat(asked(request, 'format'));
    if (format === null) return renderErrorPage(response, 404);
    const { site, date, page, catalogue } = place;
    const wanted = { ...askedDay(request, place), page: 1 };
    const { reader } = system.database;
    const { bookings } = await searchBookings(reader, searchOf(place, wanted, mostLines));
    const numbers = numbersOf((await loadHall(reader, site.code, date)).tickets.values());
    const lines = bookings.map((booking) =>
      bookingLine(booking, catalogue.sites.get(booking.site) ?? site, catalogue, page, {
        ticket: numbers.get(booking.id) ?? '',
        notes: 0,
      }),
    );
    const columns = bookingColumns.map((column) =>
      page.t(column === 'overbooked' ? 'day.overbooked' : `day.column.${column}`),
    );
    const table: TableFile = {
      name: `bookings-${site.code}-${date}`,
      columns: [page.t('day.site'), ...columns, page.t('day.column.number')],
      rows: lines.map((line) => [line.site, ...bookingColumns.map((column) => line[column]), line.ticket]),
    };
    const { state, queue, scope, text } = wanted;
    const search = { state, queue, scope, searched: text !== '' };
    await sendList(system, request, response, {
      list: 'bookings',
      subject: `${site.code} ${date}`,
      format,
      table,
      search,
      action,
    });
  });
}

/** The tickets that the list shows, in its order, as a file. */
export function exportTickets(system: System): RequestHandler {
  return atDay(system, async (place, request, response) => {
    const format = fileFormat(asked(request, 'format'));
    if (format === null) return renderErrorPage(response, 404);
    const { site, date, page, catalogue } = place;
    const hall = await loadHall(system.database.reader, site.code, date);
    const wanted = askedDay(request, place);
    const lines = ticketList(hall.tickets.values(), wanted).map((ticket) =>
      ticketLine(ticket, site, catalogue, page),
    );
    const table: TableFile = {
      name: `tickets-${site.code}-${date}`,
      columns: ticketOrders.map((column) => page.t(`day.column.${column}`)),
      rows: lines.map((line) =>
        ticketOrders.map((column) =>
          column === 'waited' && line.waited !== '' ? Number(line.waited) : line[column],
        ),
      ),
    };
    await sendList(system, request, response, {
      list: 'tickets',
      subject: `${site.code} ${date}`,
      format,
      table,
      search: { state: wanted.ticketState, kind: wanted.kind, counter: wanted.counter, queue: wanted.queue },
      action,
    });
  });
}

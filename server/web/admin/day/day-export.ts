import type { RequestHandler } from 'express';
import { recordAudit } from '../../../actions/record-audit.ts';
import type { System } from '../../../actions/system.ts';
import { searchBookings } from '../../../store/booking/day-query.ts';
import { loadHall } from '../../../store/queue/hall-query.ts';
import { renderErrorPage } from '../../error-page.ts';
import { dateFormatting, noonOf } from '../../formatting.ts';
import { withQuery } from '../../paths.ts';
import { type Page, renderPage } from '../../render-page.ts';
import { asked } from '../site-of-request.ts';
import { fileFormat, sendTable, type TableFile } from '../table-file.ts';
import { type BookingLine, bookingLine } from './booking-lines.ts';
import { askedDay, searchOf } from './day.ts';
import { atDay, type DayPlace, dayPath, handOf } from './day-place.ts';
import { type TicketLine, ticketLine } from './ticket-lines.ts';

const mostRows = 50_000;
const bookingColumns = [
  'day',
  'time',
  'queue',
  'reference',
  'state',
  'services',
  'enterprise',
  'creditCode',
  'name',
  'mobile',
] as const;
const ticketColumns = [
  'number',
  'kind',
  'services',
  'issued',
  'called',
  'waited',
  'ended',
  'counter',
  'state',
] as const;

/** The bookings that the list shows, on all its pages, as a file; people stay masked. */
export function exportBookings(system: System): RequestHandler {
  return atDay(system, async (place, request, response) => {
    const format = fileFormat(asked(request, 'format'));
    if (format === null) return renderErrorPage(response, 404);
    const wanted = { ...askedDay(request, place), page: 1 };
    const lines = await bookingLines(system, place, searchOf(place, wanted, mostRows));
    const { site, date, page } = place;
    const table: TableFile = {
      name: `bookings-${site.code}-${date}`,
      columns: bookingColumns.map((column) => page.t(`day.column.${column}`)),
      rows: lines.map((line) => bookingColumns.map((column) => line[column])),
    };
    const { staff, address } = handOf(request, place.staff);
    await recordAudit(system, {
      actor: `staff:${staff}`,
      address,
      action: 'booking.export',
      subject: `${site.code} ${date}`,
      before: null,
      after: {
        list: 'bookings',
        format,
        rows: lines.length,
        state: wanted.state,
        queue: wanted.queue,
        searched: wanted.text !== '',
      },
      result: 'done',
    });
    await sendTable(response, table, format);
  });
}

/** The day's tickets as a file. */
export function exportTickets(system: System): RequestHandler {
  return atDay(system, async (place, request, response) => {
    const format = fileFormat(asked(request, 'format'));
    if (format === null) return renderErrorPage(response, 404);
    const { site, date, page, catalogue } = place;
    const hall = await loadHall(system.database.reader, site.code, date);
    const lines: TicketLine[] = [...hall.tickets.values()].map((ticket) =>
      ticketLine(ticket, site, catalogue, page),
    );
    const { staff, address } = handOf(request, place.staff);
    await recordAudit(system, {
      actor: `staff:${staff}`,
      address,
      action: 'booking.export',
      subject: `${site.code} ${date}`,
      before: null,
      after: { list: 'tickets', format, rows: lines.length },
      result: 'done',
    });
    const columns = ticketColumns.map((column) => page.t(`day.column.${column}`));
    const rows = lines.map((line) => ticketColumns.map((column) => line[column]));
    await sendTable(response, { name: `tickets-${site.code}-${date}`, columns, rows }, format);
  });
}

export interface PrintView {
  readonly siteName: string;
  readonly day: string;
  readonly back: string;
  readonly lines: readonly BookingLine[];
}

const printPage: Page<PrintView> = {
  template: 'admin/day/print',
  layout: 'admin',
  surface: 'day',
  title: (view, { t }) => t('common.titleEnd', { title: t('day.print.title', { site: view.siteName }) }),
  scripts: ['print-page.js'],
};

/** The day's list on paper: who is to come, with a box to tick. It is an export like the others. */
export function printDay(system: System): RequestHandler {
  return atDay(system, async (place, request, response) => {
    const { site, date, page } = place;
    const lines = await bookingLines(system, place, {
      site: site.code,
      day: date,
      hint: null,
      state: null,
      queue: null,
      page: 1,
      perPage: mostRows,
    });
    const { staff, address } = handOf(request, place.staff);
    await recordAudit(system, {
      actor: `staff:${staff}`,
      address,
      action: 'booking.export',
      subject: `${site.code} ${date}`,
      before: null,
      after: { list: 'print', rows: lines.length },
      result: 'done',
    });
    renderPage(response, printPage, {
      siteName: site.name[page.locale],
      day: dateFormatting(page.locale).fullDay(noonOf(date)),
      back: withQuery(dayPath, { site: site.code, date, view: 'bookings' }),
      lines,
    });
  });
}

async function bookingLines(
  system: System,
  { site, catalogue, page }: DayPlace,
  search: Parameters<typeof searchBookings>[1],
): Promise<BookingLine[]> {
  const { bookings } = await searchBookings(system.database.reader, search);
  return bookings.map((booking) => bookingLine(booking, site, catalogue, page));
}

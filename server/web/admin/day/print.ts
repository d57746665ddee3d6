import type { RequestHandler } from 'express';
import { recordAudit } from '../../../actions/record-audit.ts';
import type { System } from '../../../actions/system.ts';
import { searchBookings } from '../../../store/booking/day-query.ts';
import { notesOfDay } from '../../../store/booking/note-query.ts';
import { loadHall } from '../../../store/queue/hall-query.ts';
import { dateFormatting, formatting, noonOf } from '../../formatting.ts';
import { withQuery } from '../../paths.ts';
import { type Page, renderPage } from '../../render-page.ts';
import { mostLines } from '../list/list-file.ts';
import { type BookingLine, bookingLine } from './booking-lines.ts';
import { numbersOf } from './day-facts.ts';
import { dayPath, openDay } from './day-place.ts';

interface PrintLine extends BookingLine {
  readonly written: readonly string[];
}

export interface PrintView {
  readonly siteName: string;
  readonly day: string;
  readonly back: string;
  readonly lines: readonly PrintLine[];
  readonly total: string;
  /** who printed it, and when */
  readonly printed: string;
}

const printPage: Page<PrintView> = {
  template: 'admin/day/print',
  layout: 'admin',
  surface: 'day',
  title: (view, { t }) => t('common.titleEnd', { title: t('day.print.title', { site: view.siteName }) }),
  scripts: ['print-page.js'],
};

/** The day's list on paper: who is to come, with a box to tick and what was noted. It is an export like the others. */
export function printDay(system: System): RequestHandler {
  return async (request, response) => {
    const place = await openDay(system, request, response);
    if (place === null) return;
    const { site, date, page, catalogue } = place;
    const { reader } = system.database;
    const found = await searchBookings(system.database, {
      sites: [site.code],
      day: date,
      hint: null,
      state: null,
      queue: null,
      sort: null,
      page: 1,
      perPage: mostLines,
    });
    const notes = await notesOfDay(reader, site.code, date);
    const numbers = numbersOf((await loadHall(reader, site.code, date)).tickets.values());
    const lines = found.bookings
      .filter(({ state }) => state !== 'cancelled')
      .map((booking) => {
        const written = notes.get(booking.id) ?? [];
        const more = { ticket: numbers.get(booking.id) ?? '', notes: written.length };
        return { ...bookingLine(booking, site, catalogue, page, more), written };
      });
    await recordAudit(system, {
      actor: place.staff,
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
      total: page.t('day.print.total', { count: lines.length }),
      printed: page.t('day.print.printed', {
        staff: place.staff.name,
        time: formatting(page.locale, site.timeZone).dayTime(page.now),
      }),
    });
  };
}

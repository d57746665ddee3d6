import type { Request, RequestHandler } from 'express';
import type { System } from '../../../actions/system.ts';
import { bookingStates } from '../../../domain/booking/booking.ts';
import { bareCode } from '../../../domain/enterprise/half-width.ts';
import { normaliseReference } from '../../../domain/enterprise/reference.ts';
import {
  type BookingHint,
  type DaySearch,
  dayBlocks,
  searchBookings,
} from '../../../store/booking/day-query.ts';
import { loadHall } from '../../../store/queue/hall-query.ts';
import { type Page, renderPage } from '../../render-page.ts';
import { asked, pageNumber } from '../site-of-request.ts';
import { atDay, type DayPlace } from './day-place.ts';
import { type AskedDay, type DayView, dayTabs, dayView, linesPerPage } from './day-view.ts';

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
    const onBookings = wanted.tab === 'bookings';
    const found = onBookings
      ? await searchBookings(reader, searchOf(place, wanted, linesPerPage))
      : { bookings: [], total: 0 };
    const blocks = await dayBlocks(reader, place.site.code, place.date);
    const hall = await loadHall(reader, place.site.code, place.date);
    renderPage(response, dayPage, dayView(place, wanted, { blocks, found, hall }));
  });
}

export function askedDay(request: Request, { site }: DayPlace): AskedDay {
  const text = asked(request, 'q').slice(0, 100);
  const state = asked(request, 'state');
  const queue = asked(request, 'queue');
  const tab = dayTabs.find((one) => one === asked(request, 'view')) ?? 'timeline';
  return {
    tab: text === '' ? tab : 'bookings',
    text,
    anyDay: asked(request, 'any') === '1',
    state: bookingStates.find((one) => one === state) ?? null,
    queue: site.queues.find(({ id }) => id === queue)?.id ?? null,
    page: pageNumber(asked(request, 'page')),
  };
}

export function searchOf({ site, date }: DayPlace, wanted: AskedDay, perPage: number): DaySearch {
  return {
    site: site.code,
    // any day only for somebody who is looked for: the whole history is no list
    day: wanted.anyDay && wanted.text !== '' ? null : date,
    hint: wanted.text === '' ? null : hintIn(wanted.text),
    state: wanted.state,
    queue: wanted.queue,
    page: wanted.page,
    perPage,
  };
}

/** Four characters and more are looked for at the end of codes and numbers: what a masked list shows, too. */
export function hintIn(text: string): BookingHint {
  const bare = bareCode(text);
  return {
    reference: normaliseReference(text),
    ending: /^[0-9A-Z]{4,18}$/.test(bare) ? bare : '',
    name: text,
  };
}

import { type BookingState, bookingStates } from '../../../domain/booking/booking.ts';
import { addDays } from '../../../domain/calendar/local-time.ts';
import type { Hall } from '../../../domain/queue/hall.ts';
import type { DayBlock, DayPage } from '../../../store/booking/day-query.ts';
import { dateFormatting, noonOf } from '../../formatting.ts';
import { paths, withQuery } from '../../paths.ts';
import { today } from '../site-of-request.ts';
import { type BookingLine, bookingLine } from './booking-lines.ts';
import { type DayPlace, dayPath, daySection } from './day-place.ts';
import { type TicketLine, ticketLine } from './ticket-lines.ts';
import { type TimelineView, timelineView } from './timeline-view.ts';

export const linesPerPage = 50;
export const dayTabs = ['timeline', 'bookings', 'tickets'] as const;
export type DayTab = (typeof dayTabs)[number];

/** What was asked for, as it stands in the form. */
export interface AskedDay {
  readonly tab: DayTab;
  readonly text: string;
  readonly anyDay: boolean;
  readonly state: BookingState | null;
  readonly queue: string | null;
  readonly page: number;
}

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
}

export interface Paging {
  readonly page: number;
  readonly pages: number;
  readonly newer: string | null;
  readonly older: string | null;
}

export interface DayView {
  readonly action: string;
  readonly site: string;
  readonly siteName: string;
  readonly date: string;
  readonly day: string;
  readonly sites: readonly Choice[];
  readonly before: string;
  readonly after: string;
  readonly today: string | null;
  readonly counts: readonly { readonly label: string; readonly count: number }[];
  readonly tabs: readonly { readonly href: string; readonly text: string; readonly current: boolean }[];
  readonly asked: AskedDay;
  readonly states: readonly Choice[];
  readonly queues: readonly Choice[];
  readonly timeline: TimelineView | null;
  readonly bookings: readonly BookingLine[];
  readonly tickets: readonly TicketLine[];
  /** of the list that is shown */
  readonly total: number;
  readonly paging: Paging;
  readonly newHref: string | null;
  readonly printHref: string;
  readonly files: readonly { readonly href: string; readonly text: string }[];
}

export interface DayFound {
  readonly blocks: readonly DayBlock[];
  readonly hall: Hall;
  readonly found: DayPage;
}

export function dayView(place: DayPlace, asked: AskedDay, { blocks, hall, found }: DayFound): DayView {
  const { page, site, sites, date, catalogue } = place;
  const { t, locale } = page;
  const query = queryOf(place, asked);
  const onTickets = asked.tab === 'tickets';
  const tickets = [...hall.tickets.values()];
  const total = onTickets ? tickets.length : found.total;
  const first = (asked.page - 1) * linesPerPage;
  const here = { site: site.code, date };
  const file = onTickets ? 'tickets' : 'bookings';
  const todaysDate = today(site, page.now);
  return {
    action: dayPath,
    site: site.code,
    siteName: site.name[locale],
    date,
    day: dateFormatting(locale).fullDay(noonOf(date)),
    sites: sites.map((one) => ({ value: one.code, label: one.name[locale], chosen: one.code === site.code })),
    before: withQuery(dayPath, { ...here, date: addDays(date, -1), view: asked.tab }),
    after: withQuery(dayPath, { ...here, date: addDays(date, 1), view: asked.tab }),
    today: date === todaysDate ? null : withQuery(dayPath, { site: site.code, view: asked.tab }),
    counts: countsOf(place, blocks, hall),
    tabs: dayTabs.map((tab) => ({
      href: withQuery(dayPath, { ...here, view: tab }),
      text: t(`day.tabs.${tab}`),
      current: tab === asked.tab,
    })),
    asked,
    states: [
      { value: '', label: t('day.anyState'), chosen: asked.state === null },
      ...bookingStates.map((state) => ({
        value: state,
        label: t(`booking.state.${state}`),
        chosen: state === asked.state,
      })),
    ],
    queues: [
      { value: '', label: t('day.anyQueue'), chosen: asked.queue === null },
      ...site.queues.map(({ id, code, name }) => ({
        value: id,
        label: `${code} ${name[locale]}`,
        chosen: id === asked.queue,
      })),
    ],
    timeline: asked.tab === 'timeline' ? timelineView(place, blocks, hall) : null,
    bookings: found.bookings.map((booking) => bookingLine(booking, site, catalogue, page)),
    tickets: onTickets
      ? tickets.slice(first, first + linesPerPage).map((ticket) => ticketLine(ticket, site, catalogue, page))
      : [],
    total,
    paging: pagingOf(asked.page, total, (number) => withQuery(dayPath, { ...query, page: number })),
    newHref: place.mayChange && site.bookable ? withQuery(paths.admin.item(daySection, 'new'), here) : null,
    printHref: withQuery(paths.admin.item(daySection, 'print'), here),
    files: (['csv', 'xlsx'] as const).map((format) => ({
      href: withQuery(paths.admin.act(daySection, 'export', file), { ...query, page: undefined, format }),
      text: t(`day.file.${format}`),
    })),
  };
}

function queryOf({ site, date }: DayPlace, asked: AskedDay): Record<string, string | undefined> {
  return {
    site: site.code,
    date,
    view: asked.tab,
    q: asked.text || undefined,
    any: asked.anyDay ? '1' : undefined,
    state: asked.state ?? undefined,
    queue: asked.queue ?? undefined,
  };
}

export function pagingOf(page: number, total: number, at: (page: number) => string): Paging {
  const pages = Math.max(1, Math.ceil(total / linesPerPage));
  return { page, pages, newer: page > 1 ? at(page - 1) : null, older: page < pages ? at(page + 1) : null };
}

function countsOf({ page }: DayPlace, blocks: readonly DayBlock[], hall: Hall): DayView['counts'] {
  const { t } = page;
  const bookings = (...states: readonly BookingState[]): number =>
    blocks.filter(({ state }) => states.includes(state)).length;
  const tickets = [...hall.tickets.values()];
  return [
    { label: t('day.count.booked'), count: blocks.length - bookings('cancelled') },
    { label: t('day.count.toCome'), count: bookings('confirmed') },
    { label: t('day.count.tickets'), count: tickets.length },
    { label: t('day.count.waiting'), count: tickets.filter(({ state }) => state === 'waiting').length },
    { label: t('day.count.served'), count: tickets.filter(({ state }) => state === 'done').length },
    { label: t('day.count.missed'), count: bookings('missed') },
    { label: t('day.count.cancelled'), count: bookings('cancelled') },
  ];
}

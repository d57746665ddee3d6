import { type BookingState, bookingStates } from '../../../domain/booking/booking.ts';
import { addDays } from '../../../domain/calendar/local-time.ts';
import type { Hall } from '../../../domain/queue/hall/hall.ts';
import { type Ticket, ticketStates } from '../../../domain/queue/hall/ticket.ts';
import type { DayBlock, DayPage } from '../../../store/booking/day-query.ts';
import { dateFormatting, noonOf } from '../../formatting.ts';
import { paths, withQuery } from '../../paths.ts';
import { type ListFiles, listFiles } from '../list-file.ts';
import { type Paging, pageOf, pagingOf } from '../paging.ts';
import { today } from '../site-of-request.ts';
import { type HeadCell, headOf } from '../sorting.ts';
import {
  type AskedDay,
  dayTabs,
  queryOf,
  type SearchScope,
  scopeOf,
  searchScopes,
  ticketKinds,
} from './asked-day.ts';
import { type BookingLine, bookingHead, bookingLine } from './booking-lines.ts';
import { type DayPlace, dayPath, daySection } from './day-place.ts';
import { type TicketLine, ticketHead, ticketLine } from './ticket-lines.ts';
import { ticketList } from './ticket-list.ts';
import { type TimelineView, timelineView } from './timeline-view.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
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
  readonly counts: readonly { readonly label: string; readonly count: number; readonly href: string }[];
  readonly tabs: readonly { readonly href: string; readonly text: string; readonly current: boolean }[];
  readonly asked: AskedDay;
  readonly scope: SearchScope;
  readonly filters: Readonly<
    Record<'scopes' | 'states' | 'queues' | 'kinds' | 'counters', readonly Choice[]>
  >;
  /** null: nothing is narrowed */
  readonly clear: string | null;
  readonly timeline: TimelineView | null;
  /** of the list that is shown */
  readonly head: readonly HeadCell[];
  readonly bookings: readonly BookingLine[];
  readonly tickets: readonly TicketLine[];
  readonly total: number;
  readonly paging: Paging;
  readonly newHref: string | null;
  readonly printHref: string;
  readonly files: ListFiles;
}

export interface DayFound {
  readonly blocks: readonly DayBlock[];
  readonly hall: Hall;
  readonly found: DayPage;
  /** by booking (id) */
  readonly notes: ReadonlyMap<string, number>;
}

export function dayView(place: DayPlace, asked: AskedDay, known: DayFound): DayView {
  const { blocks, hall, found, notes } = known;
  const { page, site, date, catalogue } = place;
  const { t } = page;
  const query = queryOf(place, asked);
  const onTickets = asked.tab === 'tickets';
  const all = [...hall.tickets.values()];
  const tickets = onTickets ? ticketList(all, asked) : [];
  const total = onTickets ? tickets.length : found.total;
  const here = { site: site.code, date };
  const exported = paths.admin.act(daySection, 'export', onTickets ? 'tickets' : 'bookings');
  const numbers = numbersOf(all);
  const references = new Map(blocks.map(({ id, reference }) => [id, reference]));
  const head = onTickets ? ticketHead(page) : bookingHead(page, scopeOf(asked));
  const sorting = onTickets ? asked.ticketSort : asked.bookingSort;
  return {
    ...headingOf(place, asked),
    counts: countsOf(place, blocks, all),
    tabs: dayTabs.map((tab) => ({
      href: withQuery(dayPath, { ...here, view: tab }),
      text: t(`day.tabs.${tab}`),
      current: tab === asked.tab,
    })),
    asked,
    scope: scopeOf(asked),
    filters: filtersOf(place, asked),
    clear: Object.keys(query).length > 3 ? withQuery(dayPath, { ...here, view: asked.tab }) : null,
    timeline: asked.tab === 'timeline' ? timelineView(place, blocks, hall) : null,
    head: headOf(head, sorting, (sort) => withQuery(dayPath, { ...query, sort })),
    bookings: found.bookings.map((booking) =>
      bookingLine(booking, catalogue.sites.get(booking.site) ?? site, catalogue, page, {
        ticket: numbers.get(booking.id) ?? '',
        notes: notes.get(booking.id) ?? 0,
      }),
    ),
    tickets: pageOf(tickets, asked.page).map((ticket) =>
      ticketLine(ticket, site, catalogue, page, references.get(ticket.booking ?? '')),
    ),
    total,
    paging: pagingOf(asked.page, total, (number) => withQuery(dayPath, { ...query, page: number })),
    newHref: place.mayChange && site.bookable ? withQuery(paths.admin.item(daySection, 'new'), here) : null,
    printHref: withQuery(paths.admin.item(daySection, 'print'), here),
    files: listFiles(exported, query, total, page),
  };
}

type Heading = Pick<
  DayView,
  'action' | 'site' | 'siteName' | 'date' | 'day' | 'sites' | 'before' | 'after' | 'today'
>;

function headingOf({ page, site, sites, date }: DayPlace, { tab }: AskedDay): Heading {
  const { locale } = page;
  const at = (day: string | undefined): string =>
    withQuery(dayPath, { site: site.code, date: day, view: tab });
  return {
    action: dayPath,
    site: site.code,
    siteName: site.name[locale],
    date,
    day: dateFormatting(locale).fullDay(noonOf(date)),
    sites: sites.map((one) => ({ value: one.code, label: one.name[locale], chosen: one.code === site.code })),
    before: at(addDays(date, -1)),
    after: at(addDays(date, 1)),
    today: date === today(site, page.now) ? null : at(undefined),
  };
}

function filtersOf({ page, site, sites }: DayPlace, asked: AskedDay): DayView['filters'] {
  const { t, locale } = page;
  const choices = <Value extends string>(
    any: string,
    values: readonly Value[],
    chosen: string | null,
    label: (value: Value) => string,
  ): Choice[] => [
    { value: '', label: any, chosen: chosen === null },
    ...values.map((value) => ({ value, label: label(value), chosen: value === chosen })),
  ];
  const queue = new Map(site.queues.map(({ id, code, name }) => [id, `${code} ${name[locale]}`]));
  const counter = new Map(site.counters.map(({ code, label }) => [code, label]));
  return {
    scopes: searchScopes
      .filter((scope) => scope !== 'sites' || sites.length > 1)
      .map((scope) => ({ value: scope, label: t(`day.scope.${scope}`), chosen: scope === asked.scope })),
    states:
      asked.tab === 'tickets'
        ? choices(t('day.anyState'), ticketStates, asked.ticketState, (one) => t(`day.ticket.${one}`))
        : choices(t('day.anyState'), bookingStates, asked.state, (one) => t(`booking.state.${one}`)),
    queues: choices(t('day.anyQueue'), [...queue.keys()], asked.queue, (one) => queue.get(one) ?? one),
    kinds: choices(t('day.anyKind'), ticketKinds, asked.kind, (one) => t(`day.kind.${one}`)),
    counters: choices(t('day.anyCounter'), [...counter.keys()], asked.counter, (one) =>
      t('day.timeline.counter', { label: counter.get(one) ?? one }),
    ),
  };
}

/** Booking (id) → number of its ticket. */
export function numbersOf(tickets: Iterable<Ticket>): ReadonlyMap<string, string> {
  const numbers = new Map<string, string>();
  for (const { booking, number } of tickets) if (booking !== null) numbers.set(booking, number);
  return numbers;
}

function countsOf(
  { page, site, date }: DayPlace,
  blocks: readonly DayBlock[],
  tickets: readonly Ticket[],
): DayView['counts'] {
  const { t } = page;
  const at = (view: string, state?: string): string =>
    withQuery(dayPath, { site: site.code, date, view, state });
  const bookings = (state: BookingState): number => blocks.filter((one) => one.state === state).length;
  const inState = (state: Ticket['state']): number => tickets.filter((one) => one.state === state).length;
  return [
    {
      label: t('day.count.booked'),
      count: blocks.length - bookings('cancelled'),
      href: at('bookings'),
    },
    { label: t('day.count.toCome'), count: bookings('confirmed'), href: at('bookings', 'confirmed') },
    { label: t('day.count.tickets'), count: tickets.length, href: at('tickets') },
    { label: t('day.count.waiting'), count: inState('waiting'), href: at('tickets', 'waiting') },
    { label: t('day.count.served'), count: inState('done'), href: at('tickets', 'done') },
    { label: t('day.count.missed'), count: bookings('missed'), href: at('bookings', 'missed') },
    { label: t('day.count.cancelled'), count: bookings('cancelled'), href: at('bookings', 'cancelled') },
  ];
}

import type { Request } from 'express';
import type { System } from '../../../actions/system.ts';
import { type BookingState, bookingStates } from '../../../domain/booking/booking.ts';
import {
  bookingIds,
  bookingOrders,
  type DaySearch,
  searchBookings,
} from '../../../store/booking/day-query.ts';
import { noteCounts } from '../../../store/booking/note-query.ts';
import { paths, withQuery } from '../../paths.ts';
import { asked as inAddress } from '../../request/asked.ts';
import type { Column } from '../list/cell.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';
import { choice, oneOf, search } from '../list/filters.ts';
import { hintIn, type SearchScope, scopeOf, searchScopes } from './asked-day.ts';
import { type BookingLine, bookingLine } from './booking-lines.ts';
import { type DayFacts, dayFacts, numbersOf } from './day-facts.ts';

interface AskedBookings extends Pick<DaySearch, 'sort' | 'page' | 'perPage' | 'among'> {
  readonly filters: {
    readonly q: string;
    readonly scope: SearchScope;
    readonly state: BookingState | '';
    readonly queue: string;
  };
}

/** The bookings of a site's day, or whoever is looked for elsewhere; people are masked. */
export const bookingList = adminList({
  name: 'bookings',
  label: 'day.tabs.bookings',
  empty: { none: 'day.noBookings', narrowed: 'day.none' },
  open: dayFacts,
  shownBy: { view: 'bookings' },
  // an address of before said any=1
  fixed: ({ site, date, request }) => ({
    ...{ site: site.code, date },
    ...(anyDay(request) ? { any: '1' } : {}),
  }),
  filters: ({ page: { t, locale }, request, sites, site }) => {
    const scopes = searchScopes.filter((scope) => scope !== 'sites' || sites.length > 1);
    const usual = anyDay(request) ? 'site' : 'day';
    const queues = new Map(site.queues.map(({ id, code, name }) => [id, `${code} ${name[locale]}`]));
    return {
      q: search(t('day.search'), { hint: t('day.searchHint') }),
      scope: oneOf(t('day.scope.label'), scopes, usual, (scope) => t(`day.scope.${scope}`)),
      state: choice(t('day.state'), t('day.anyState'), bookingStates, (state) => t(`booking.state.${state}`)),
      queue: choice(t('day.queue'), t('day.anyQueue'), [...queues.keys()], (id) => queues.get(id) ?? id),
    };
  },
  orders: bookingOrders,
  source: async (facts, asked) => {
    const { system, page, catalogue, site, hall } = facts;
    const { reader } = system.database;
    const { bookings, total } = await searchBookings(system.database, searchFor(facts, asked));
    const ids = bookings.map(({ id }) => id);
    const notes = await noteCounts(reader, ids);
    const numbers = numbersOf(hall.tickets.values());
    const items = bookings.map((booking) => {
      const more = { ticket: numbers.get(booking.id) ?? '', notes: notes.get(booking.id) ?? 0 };
      return bookingLine(booking, catalogue.sites.get(booking.site) ?? site, catalogue, page, more);
    });
    return { items, total };
  },
  ids: (facts, asked) => bookingIds(facts.system.database, searchFor(facts, asked)),
  columns: ({ page: { t } }, { filters }) => {
    const scope = scopeOf(filters);
    const plain = (
      key: 'day' | 'time' | 'number' | 'queue' | 'services' | 'creditCode' | 'mobile',
      of: (line: BookingLine) => string,
      more: Partial<Column<BookingLine>> = {},
    ): Column<BookingLine> => ({ key, label: t(`day.column.${key}`), cell: of, ...more });
    const number = { kind: 'figures', nowrap: true } as const;
    return [
      {
        key: 'site',
        label: t('day.site'),
        cell: ({ site }) => site,
        only: scope === 'sites' ? undefined : 'file',
      },
      plain('day', ({ day }) => day, { ...number, only: scope === 'day' ? 'file' : undefined }),
      plain('time', ({ time }) => time, number),
      {
        key: 'reference',
        label: t('day.column.reference'),
        ...number,
        cell: ({ reference, href }) => ({ text: reference, href }),
      },
      {
        key: 'state',
        label: t('day.column.state'),
        nowrap: true,
        cell: ({ state, tag, overbooked, notes, href }) => ({
          text: state,
          tag,
          more: [
            ...(overbooked === '' ? [] : [{ text: overbooked, tag: 'tag' }]),
            ...(notes === 0 ? [] : [{ text: t('day.note.count', { count: notes }), href: `${href}#notes` }]),
          ],
        }),
      },
      { key: 'overbooked', label: t('day.overbooked'), only: 'file', cell: ({ overbooked }) => overbooked },
      plain('number', ({ ticket }) => ticket, {
        kind: 'figures',
        only: scope === 'day' ? undefined : 'file',
      }),
      plain('queue', ({ queue }) => queue),
      plain('services', ({ services }) => services),
      {
        key: 'enterprise',
        label: t('day.column.enterprise'),
        cell: ({ enterprise, creditCode }) => ({ text: enterprise, below: creditCode }),
      },
      plain('creditCode', ({ creditCode }) => creditCode, { only: 'file' }),
      {
        key: 'name',
        label: t('day.column.name'),
        nowrap: true,
        cell: ({ name, mobile }) => ({ text: name, below: mobile }),
      },
      plain('mobile', ({ mobile }) => mobile, { only: 'file' }),
    ];
  },
  links: ({ page: { t }, site, date }, { filters }) =>
    scopeOf(filters) === 'day'
      ? [
          {
            href: withQuery(paths.admin.item('day', 'print'), { site: site.code, date }),
            text: t('day.print.action'),
          },
        ]
      : [],
  export: {
    action: 'booking.export',
    subject: ({ site, date }) => `${site.code} ${date}`,
    file: ({ site, date }) => `bookings-${site.code}-${date}`,
  },
});

function searchFor(
  { system, sites, site, date }: DayFacts & Pick<ListRequest<System>, 'system'>,
  { filters, ...asked }: AskedBookings,
): DaySearch {
  const scope = scopeOf(filters);
  return {
    ...asked,
    sites: scope === 'sites' ? sites.map(({ code }) => code) : [site.code],
    day: scope === 'day' ? date : null,
    hint: hintIn(system, filters.q),
    state: filters.state === '' ? null : filters.state,
    // a queue is of one site
    queue: scope === 'sites' || filters.queue === '' ? null : filters.queue,
  };
}

function anyDay(request: Request): boolean {
  return inAddress(request, 'any') === '1';
}

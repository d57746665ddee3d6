import type { Request } from 'express';
import { type BookingState, bookingStates } from '../../../domain/booking/booking.ts';
import { bareCode } from '../../../domain/enterprise/half-width.ts';
import { normaliseReference } from '../../../domain/enterprise/reference.ts';
import { type TicketState, ticketStates } from '../../../domain/queue/hall/ticket.ts';
import {
  type BookingHint,
  type BookingOrder,
  bookingOrders,
  type DaySearch,
} from '../../../store/booking/day-query.ts';
import { asked, pageNumber } from '../site-of-request.ts';
import { askedSorting, type Sorting, sortingText } from '../sorting.ts';
import type { DayPlace } from './day-place.ts';

export const dayTabs = ['timeline', 'bookings', 'tickets'] as const;
export type DayTab = (typeof dayTabs)[number];

/** Where somebody is looked for: on this day, on any day of this site, or at every site of whoever looks. */
export const searchScopes = ['day', 'site', 'sites'] as const;
export type SearchScope = (typeof searchScopes)[number];

export const ticketKinds = ['appointment', 'walk_in', 'priority'] as const;
export type TicketKind = (typeof ticketKinds)[number];
export const ticketOrders = [
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
export type TicketOrder = (typeof ticketOrders)[number];

/** What was asked for, as it stands in the form. */
export interface AskedDay {
  readonly tab: DayTab;
  readonly text: string;
  readonly scope: SearchScope;
  /** of the list of bookings */
  readonly state: BookingState | null;
  /** of the list of tickets */
  readonly ticketState: TicketState | null;
  readonly kind: TicketKind | null;
  readonly counter: string | null;
  readonly queue: string | null;
  readonly bookingSort: Sorting<BookingOrder> | null;
  readonly ticketSort: Sorting<TicketOrder> | null;
  readonly page: number;
}

/** Whoever looks for something without a word of where is looking for a booking. */
export function askedDay(request: Request, { site }: DayPlace): AskedDay {
  const text = asked(request, 'q').slice(0, 100);
  const state = asked(request, 'state');
  const queue = asked(request, 'queue');
  const counter = asked(request, 'counter');
  const tab = dayTabs.find((one) => one === asked(request, 'view')) ?? 'timeline';
  // an address of before said any=1
  const scope = asked(request, 'any') === '1' ? 'site' : asked(request, 'scope');
  return {
    tab: text !== '' && tab === 'timeline' ? 'bookings' : tab,
    text,
    scope: searchScopes.find((one) => one === scope) ?? 'day',
    state: bookingStates.find((one) => one === state) ?? null,
    ticketState: ticketStates.find((one) => one === state) ?? null,
    kind: ticketKinds.find((one) => one === asked(request, 'kind')) ?? null,
    counter: site.counters.find(({ code }) => code === counter)?.code ?? null,
    queue: site.queues.find(({ id }) => id === queue)?.id ?? null,
    bookingSort: askedSorting(request, bookingOrders),
    ticketSort: askedSorting(request, ticketOrders),
    page: pageNumber(asked(request, 'page')),
  };
}

/** What was asked for, as a part of an address; without the page. */
export function queryOf({ site, date }: DayPlace, wanted: AskedDay): Record<string, string | undefined> {
  const here = { site: site.code, date, view: wanted.tab };
  if (wanted.tab === 'timeline') return here;
  const both = { ...here, q: wanted.text || undefined, queue: wanted.queue ?? undefined };
  return wanted.tab === 'tickets'
    ? {
        ...both,
        state: wanted.ticketState ?? undefined,
        kind: wanted.kind ?? undefined,
        counter: wanted.counter ?? undefined,
        sort: sortingText(wanted.ticketSort),
      }
    : {
        ...both,
        scope: wanted.scope === 'day' ? undefined : wanted.scope,
        state: wanted.state ?? undefined,
        sort: sortingText(wanted.bookingSort),
      };
}

/** The scope that is in force: somewhere else only for somebody who is looked for, because the whole history is no list. */
export function scopeOf({ scope, text }: AskedDay): SearchScope {
  return text === '' ? 'day' : scope;
}

export function searchOf({ site, sites, date }: DayPlace, wanted: AskedDay, perPage: number): DaySearch {
  const scope = scopeOf(wanted);
  return {
    sites: scope === 'sites' ? sites.map(({ code }) => code) : [site.code],
    day: scope === 'day' ? date : null,
    hint: wanted.text === '' ? null : hintIn(wanted.text),
    state: wanted.state,
    // a queue is of one site
    queue: scope === 'sites' ? null : wanted.queue,
    sort: wanted.bookingSort,
    page: wanted.page,
    perPage,
  };
}

/** Four characters and more are looked for at the end of codes and numbers: what a masked list shows, too. */
function hintIn(text: string): BookingHint {
  const bare = bareCode(text);
  return {
    reference: normaliseReference(text),
    ending: /^[0-9A-Z]{4,18}$/.test(bare) ? bare : '',
    name: text,
  };
}

import { ticketStates } from '../../../domain/queue/hall/ticket.ts';
import type { Column } from '../list/cell.ts';
import { adminList } from '../list/declared-list.ts';
import { choice, search } from '../list/filters.ts';
import { dayFacts } from './day-facts.ts';
import { type ListedTicket, stateShown, ticketLine } from './ticket-lines.ts';
import { ticketPath } from './ticket-place.ts';

const ticketKinds = ['appointment', 'walk_in', 'priority'] as const;
const columns = [
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

/** The tickets of a site's day, as they were issued. */
export const ticketList = adminList({
  name: 'tickets',
  label: 'day.tabs.tickets',
  empty: { none: 'day.noTickets', narrowed: 'day.noTicketsMatch' },
  open: dayFacts,
  shownBy: { view: 'tickets' },
  fixed: ({ site, date }) => ({ site: site.code, date }),
  filters: ({ page: { t, locale }, site }) => {
    const queues = new Map(site.queues.map(({ id, code, name }) => [id, `${code} ${name[locale]}`]));
    const counters = new Map(site.counters.map(({ code, label }) => [code, label]));
    return {
      q: search(t('day.ticketSearch')),
      state: choice(t('day.state'), t('day.anyState'), ticketStates, (state) => t(`day.ticket.${state}`)),
      kind: choice(t('day.column.kind'), t('day.anyKind'), ticketKinds, (kind) => t(`day.kind.${kind}`)),
      queue: choice(t('day.queue'), t('day.anyQueue'), [...queues.keys()], (id) => queues.get(id) ?? id),
      counter: choice(t('day.column.counter'), t('day.anyCounter'), [...counters.keys()], (code) =>
        t('day.timeline.counter', { label: counters.get(code) ?? code }),
      ),
    };
  },
  source: ({ page, site, catalogue, hall, blocks }, { filters: { q, state, kind, queue, counter } }) => {
    const number = q.toUpperCase().replace(/\s/g, '');
    const references = new Map(blocks.map(({ id, reference }) => [id, reference]));
    return [...hall.tickets.values()]
      .filter(
        (ticket) =>
          ticket.number.includes(number) &&
          (state === '' || stateShown(ticket) === state) &&
          (kind === '' || (kind === 'priority' ? ticket.priority : ticket.kind === kind)) &&
          (queue === '' || ticket.queue === queue) &&
          (counter === '' || ticket.counter === counter),
      )
      .map((ticket): ListedTicket => {
        const reference = references.get(ticket.booking ?? '');
        return { ticket, line: ticketLine(ticket, site, catalogue, page, reference) };
      });
  },
  columns: ({ page: { t, locale }, site, date }) => [
    // a file stands alone, and several are put together
    { key: 'site', label: t('day.site'), only: 'file', cell: () => site.name[locale] },
    { key: 'day', label: t('day.column.day'), only: 'file', cell: () => date },
    ...columns.map(
      (key): Column<ListedTicket> => ({
        key,
        label: t(`day.column.${key}`),
        kind:
          key === 'waited' ? 'count' : ['kind', 'services', 'state'].includes(key) ? undefined : 'figures',
        nowrap: key === 'kind' || key === 'state',
        cell: ({ ticket, line }) => ({
          text: line[key],
          order: orderOf(ticket, key),
          ...(key === 'number' ? { href: ticketPath(ticket.id) } : {}),
          ...(key === 'state' ? { tag: line.tag } : {}),
          ...(key === 'kind' ? { href: line.href ?? undefined, more: priorityOf(line) } : {}),
        }),
      }),
    ),
  ],
  export: {
    action: 'booking.export',
    subject: ({ site, date }) => `${site.code} ${date}`,
    file: ({ site, date }) => `tickets-${site.code}-${date}`,
  },
});

function priorityOf({ priority }: ListedTicket['line']) {
  return priority === '' ? [] : [{ text: priority, tag: 'tag tag--seal' }];
}

/** Null, as when nobody was called yet: there is nothing to compare. */
function orderOf(ticket: ListedTicket['ticket'], by: (typeof columns)[number]): string | number | null {
  const { number, bookedStart, issuedAt, calledAt, endedAt, missedAt, counter, state, services, outcome } =
    ticket;
  switch (by) {
    case 'number':
      return number;
    case 'kind':
      return bookedStart ?? 0;
    case 'services':
      return services.map(({ code }) => code).join();
    case 'issued':
      return issuedAt;
    case 'called':
      return calledAt;
    case 'waited':
      return calledAt === null ? null : calledAt - issuedAt;
    case 'ended':
      return state === 'void' ? missedAt : endedAt;
    case 'counter':
      return counter;
    case 'state':
      return `${stateShown(ticket)} ${outcome ?? ''}`;
  }
}

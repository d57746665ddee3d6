import { recordAudit } from '../../../actions/record-audit.ts';
import type { System } from '../../../actions/system.ts';
import { dayLong } from '../../../domain/calendar/durations.ts';
import { localDate } from '../../../domain/calendar/local-time.ts';
import type { Catalogue } from '../../../domain/catalogue/catalogue.ts';
import { bareCode } from '../../../domain/enterprise/half-width.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { searchBookings } from '../../../store/booking/day-query.ts';
import { ticketsNumbered } from '../../../store/queue/ticket-query.ts';
import { staff } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { formatting } from '../../formatting.ts';
import type { PageContext } from '../../page-context.ts';
import { paths, withQuery } from '../../paths.ts';
import { hintIn } from '../day/asked-day.ts';
import { bookingLine } from '../day/booking-lines.ts';
import { ticketLine } from '../day/ticket-lines.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';
import { search } from '../list/filters.ts';
import { listPage } from '../list/list-page.ts';

/** So many of each kind; whoever has more to look through narrows it on the page of the day. */
const most = 100;
/** Numbers come again each day: those of the last weeks are what somebody asks about. Milliseconds. */
const numbersOfLast = 31 * dayLong;

interface Found {
  readonly kind: 'booking' | 'ticket';
  readonly name: string;
  readonly href: string;
  readonly site: string;
  /** epoch ms */
  readonly at: number;
  readonly when: string;
  readonly enterprise: string;
  readonly creditCode: string;
  readonly person: string;
  readonly mobile: string;
  readonly state: string;
  readonly tag: string;
}

interface Looking {
  readonly system: System;
  readonly page: PageContext;
  readonly catalogue: Catalogue;
  /** codes */
  readonly sites: readonly string[];
}

/** Whoever and whatever is looked for, at every office of whoever looks: by mobile, code, enterprise, reference or ticket; people are masked. */
const findList = adminList({
  name: 'find',
  label: 'find.title',
  empty: { none: 'find.none', narrowed: 'find.nothing' },
  open: async ({ system, staff: reader }: ListRequest<System>) => {
    const catalogue = await system.catalogue();
    return { catalogue, sites: [...catalogue.sites.keys()].filter((code) => mayWorkAt(reader, code)) };
  },
  frame: ({ page: { t } }) => ({ heading: t('find.title'), lede: t('find.lede') }),
  filters: ({ page: { t } }) => ({ q: search(t('find.label'), { hint: t('find.hint') }) }),
  source: async (context, { filters: { q } }) => {
    if (q.trim() === '') return [];
    const found = [...(await ticketsOf(context, q)), ...(await bookingsOf(context, q))];
    // what was looked for may be a person's: the audit says that somebody looked, and for how much there was
    await recordAudit(context.system, {
      actor: context.staff,
      action: 'office.search',
      subject: 'find',
      before: null,
      after: { found: found.length },
      result: 'done',
    });
    return found;
  },
  columns: ({ page: { t } }) => [
    {
      key: 'what',
      label: t('find.what'),
      kind: 'figures',
      nowrap: true,
      cell: ({ name, href }) => ({ text: name, href }),
    },
    { key: 'kind', label: t('find.kind'), nowrap: true, cell: ({ kind }) => t(`find.is.${kind}`) },
    {
      key: 'when',
      label: t('find.when'),
      kind: 'figures',
      nowrap: true,
      cell: ({ when, at }) => ({ text: when, order: at }),
    },
    { key: 'state', label: t('find.state'), nowrap: true, cell: ({ state, tag }) => ({ text: state, tag }) },
    { key: 'site', label: t('find.site'), cell: ({ site }) => site },
    {
      key: 'enterprise',
      label: t('find.enterprise'),
      cell: ({ enterprise, creditCode }) => ({ text: enterprise, below: creditCode }),
    },
    {
      key: 'person',
      label: t('find.person'),
      nowrap: true,
      cell: ({ person, mobile }) => ({ text: person, below: mobile }),
    },
  ],
});

async function bookingsOf({ system, page, catalogue, sites }: Looking, q: string): Promise<readonly Found[]> {
  const { bookings } = await searchBookings(system.database, {
    ...{ sites, day: null, hint: hintIn(system, q), state: null, queue: null },
    ...{ sort: { by: 'time', falling: true } as const, page: 1, perPage: most },
  });
  return bookings.flatMap((booking) => {
    const site = catalogue.sites.get(booking.site);
    if (site === undefined) return [];
    const { reference, href, enterprise, creditCode, name, mobile, state, tag } = bookingLine(
      booking,
      site,
      catalogue,
      page,
    );
    const when = formatting(page.locale, site.timeZone).listTime(booking.start);
    const at = booking.start;
    return [
      {
        ...({ kind: 'booking', name: reference } as const),
        ...{
          href,
          site: site.name[page.locale],
          at,
          when,
          enterprise,
          creditCode,
          person: name,
          mobile,
          state,
          tag,
        },
      },
    ];
  });
}

async function ticketsOf({ system, page, catalogue, sites }: Looking, q: string): Promise<readonly Found[]> {
  const number = bareCode(q);
  if (!/^[A-Z]\d{1,4}$/.test(number)) return [];
  const since = localDate(page.now - numbersOfLast, 'UTC');
  const found = await ticketsNumbered(system.database.reader, { number, sites, since, limit: most });
  return found.flatMap(({ site: code, day, ticket }) => {
    const site = catalogue.sites.get(code);
    if (site === undefined) return [];
    const { state, tag } = ticketLine(ticket, site, catalogue, page);
    return [
      {
        ...({ kind: 'ticket', name: ticket.number } as const),
        href: withQuery(paths.admin.section('day'), {
          site: code,
          date: day,
          view: 'tickets',
          q: ticket.number,
        }),
        ...{ site: site.name[page.locale], at: ticket.issuedAt, state, tag },
        when: formatting(page.locale, site.timeZone).listTime(ticket.issuedAt),
        ...{ enterprise: '', creditCode: '', person: '', mobile: '' },
      },
    ];
  });
}

/** Where the search of the frame around every page of the office leads. */
export const findPages: readonly DeclaredPage<System>[] = [
  { path: paths.admin.section('find'), audience: staff('booking.read'), ...listPage(findList) },
];

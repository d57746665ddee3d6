import type { BookingState } from '../../../domain/booking/booking.ts';
import { addDays } from '../../../domain/calendar/local-time.ts';
import type { Ticket } from '../../../domain/queue/hall/ticket.ts';
import { dateFormatting, noonOf } from '../../formatting.ts';
import { paths, withQuery } from '../../paths.ts';
import { followed } from '../followed.ts';
import type { ListView } from '../list/list-view.ts';
import { today } from '../staff-sites.ts';
import { type DayTab, dayTabs } from './asked-day.ts';
import { type DayEndView, dayEndView } from './day-end-view.ts';
import type { DayFacts } from './day-facts.ts';
import { type DayPlace, dayPath, daySection } from './day-place.ts';
import { type TimelineView, timelineView } from './timeline-view.ts';

export interface DayView {
  readonly end: DayEndView | null;
  readonly action: string;
  readonly tab: DayTab;
  readonly siteName: string;
  readonly date: string;
  readonly day: string;
  readonly sites: readonly { readonly value: string; readonly label: string; readonly chosen: boolean }[];
  readonly before: string;
  readonly after: string;
  readonly today: string | null;
  readonly counts: readonly { readonly label: string; readonly count: number; readonly href: string }[];
  readonly tabs: readonly { readonly href: string; readonly text: string; readonly current: boolean }[];
  /** null: the picture is shown, or there is nothing to draw */
  readonly timeline: TimelineView | null;
  /** bookings or tickets; null: the picture is shown */
  readonly list: ListView | null;
  readonly newHref: string | null;
  /** what has just been done to a booking that has no page any more */
  readonly done: string | null;
  /** the hall (code) that the page follows; empty: another day, or not theirs to see */
  readonly live: string;
  /** null: nothing has happened in the hall */
  readonly replayHref: string | null;
}

export function dayView(
  facts: DayFacts,
  { tab, deleted }: { readonly tab: DayTab; readonly deleted: boolean },
  list: ListView | null,
): DayView {
  const { page, site, date, mayChange, blocks, hall } = facts;
  const here = { site: site.code, date };
  return {
    ...headingOf(facts, tab),
    tab,
    counts: countsOf(facts),
    tabs: dayTabs.map((one) => ({
      href: withQuery(dayPath, { ...here, view: one }),
      text: page.t(`day.tabs.${one}`),
      current: one === tab,
    })),
    end: dayEndView(facts, hall, facts.ended),
    timeline: tab === 'timeline' ? timelineView(facts, blocks, hall) : null,
    list,
    live: date === today(site, page.now) ? followed(facts.staff, [site.code]) : '',
    done: deleted ? page.t('day.done.delete') : null,
    replayHref: hall.version > 0 ? paths.admin.replay(site.code, date) : null,
    newHref: mayChange && site.bookable ? withQuery(paths.admin.item(daySection, 'new'), here) : null,
  };
}

type Heading = Pick<DayView, 'action' | 'siteName' | 'date' | 'day' | 'sites' | 'before' | 'after' | 'today'>;

function headingOf({ page, site, sites, date }: DayPlace, tab: DayTab): Heading {
  const { locale } = page;
  const at = (day: string | undefined): string =>
    withQuery(dayPath, { site: site.code, date: day, view: tab });
  return {
    action: dayPath,
    siteName: site.name[locale],
    date,
    day: dateFormatting(locale).fullDay(noonOf(date)),
    sites: sites.map((one) => ({ value: one.code, label: one.name[locale], chosen: one.code === site.code })),
    before: at(addDays(date, -1)),
    after: at(addDays(date, 1)),
    today: date === today(site, page.now) ? null : at(undefined),
  };
}

function countsOf({ page, site, date, blocks, hall }: DayFacts): DayView['counts'] {
  const tickets = [...hall.tickets.values()];
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
    ...(bookings('not_held') === 0
      ? []
      : [{ label: t('day.count.notHeld'), count: bookings('not_held'), href: at('bookings', 'not_held') }]),
    { label: t('day.count.cancelled'), count: bookings('cancelled'), href: at('bookings', 'cancelled') },
  ];
}

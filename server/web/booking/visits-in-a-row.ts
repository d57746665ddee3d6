import type { RequestHandler } from 'express';
import { bookingToken } from '../../actions/booking/booking-link.ts';
import { hashToken, tokenMatches } from '../../actions/secrets.ts';
import type { System } from '../../actions/system.ts';
import type { Booking } from '../../domain/booking/booking.ts';
import { listedFor } from '../../domain/booking/series.ts';
import { dayLong, hour } from '../../domain/calendar/durations.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import { seriesByToken, seriesOf, visitsOfSeries } from '../../store/booking/series-query.ts';
import { oncePerSystem } from '../declared-page.ts';
import { formatting } from '../formatting.ts';
import type { OwnLinkView } from '../own-link.ts';
import { type PageContext, pageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import { type LinkPlace, openLink } from '../request/held-link.ts';
import { rememberVisits } from './known-visits.ts';
import { serviceNames } from './summary-view.ts';

export interface VisitsView {
  readonly lede: string;
  /** how long a visit is listed after it is over */
  readonly days: number;
  /** begins another booking; null: none of them is still to come */
  readonly anotherAction: string | null;
  readonly ownLink: OwnLinkView;
  readonly visits: readonly {
    readonly when: string;
    readonly cancelled: boolean;
    readonly stateText: string;
    readonly enterprise: string;
    readonly reference: string;
    readonly href: string;
    readonly site: string;
    readonly address: string | null;
    readonly services: string;
  }[];
}

const visitsPage: Page<VisitsView> = {
  template: 'booking/visits-in-a-row',
  layout: 'public',
  title: (_view, { t }) => t('common.titleEnd', { title: t('manage.row.heading') }),
  scripts: ['booking-page.js'],
};

interface HeldVisits {
  readonly token: string;
  readonly series: string;
  readonly visits: readonly Booking[];
  readonly last: Booking;
}

const placeOf = oncePerSystem(
  (system: System): LinkPlace<HeldVisits> => ({
    cookie: 'visits-held',
    path: paths.visits.show,
    open: (token) => heldVisits(system, token),
    nameOf: ({ series }) => series,
    lifetime: 2 * hour,
  }),
);

async function heldVisits({ database, clock }: System, token: string): Promise<HeldVisits | null> {
  const { reader } = database;
  const series = await seriesByToken(reader, hashToken(token));
  const visits = await visitsOfSeries(reader, hashToken(token), clock.now() - listedFor);
  const last = visits.at(-1);
  return series === null || last === undefined ? null : { token, series, visits, last };
}

/** The visits that one person has booked in a row, for whoever holds the link of the list. */
export function showVisits(system: System): RequestHandler<{ token: string }> {
  return async (request, response) => {
    const held = await openLink(system, placeOf(system), request, response);
    if (held === null) return;
    const { token, visits, last } = held;
    const page = pageContext(request);
    rememberVisits(system, response, token);
    const catalogue = await system.catalogue();
    const coming = visits.findLast(
      ({ state, start, site }) =>
        state === 'confirmed' && start > page.now && catalogue.sites.get(site)?.active === true,
    );
    renderPage(response, visitsPage, {
      lede: page.t('manage.row.lede', { name: last.contact.name, count: visits.length }),
      days: listedFor / dayLong,
      anotherAction: coming === undefined ? null : asHolder(system, coming, paths.booking.another),
      ownLink: { href: system.baseUrl() + paths.visits.show(token) },
      visits: visits.map((visit) => lineOf(system, visit, catalogue, page)),
    });
  };
}

function lineOf(
  system: Pick<System, 'secrets'>,
  booking: Booking,
  catalogue: Catalogue,
  page: PageContext,
): VisitsView['visits'][number] {
  const { t, locale } = page;
  const { reference, state } = booking;
  const site = catalogue.sites.get(booking.site);
  const format = formatting(locale, site?.timeZone ?? 'Asia/Shanghai');
  return {
    when: `${format.fullDay(booking.start)} ${format.time(booking.start)}`,
    cancelled: state === 'cancelled',
    stateText: t(`booking.state.${state}`),
    enterprise: booking.enterprise.name,
    reference,
    href: asHolder(system, booking, paths.booking.show),
    site: site?.name[locale] ?? booking.site,
    address: site?.address?.[locale] ?? null,
    services: serviceNames(booking.services, catalogue, page).join(t('book.listSeparator')),
  };
}

/** Whoever holds the list holds each of its visits. */
function asHolder(
  { secrets }: Pick<System, 'secrets'>,
  booking: Booking,
  path: (reference: string) => string,
): string {
  return withQuery(path(booking.reference), { token: bookingToken(secrets, booking) });
}

/** What the page of a booking says of the list that it is in. */
export interface InRow {
  /** null: this browser has not opened the list, whose link is in a mail */
  readonly href: string | null;
}

/** The list that a booking is in, once there is another visit in it; null: none. */
export async function inRow(
  { database, secrets }: Pick<System, 'database' | 'secrets'>,
  { id }: Booking,
  known: string,
): Promise<InRow | null> {
  const series = await seriesOf(database.reader, id);
  if (series === null || series.visits < 2) return null;
  const opened = tokenMatches(known, series.tokenHash);
  return { href: opened ? paths.visits.show(secrets.tokenFor('visits', series.id)) : null };
}

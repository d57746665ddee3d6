import type { Booking } from '../../domain/booking/booking.ts';
import { minute } from '../../domain/calendar/durations.ts';
import { callOrder } from '../../domain/queue/hall/call-policy.ts';
import { type BookingLine, bookingLine, servicesText } from '../admin/day/booking-lines.ts';
import type { HallPlace } from '../hall-place.ts';
import { type HallWords, hallWords } from '../hall-words.ts';
import { paths } from '../paths.ts';
import type { SafeHtml } from '../safe-html.ts';

interface ArrivalLine extends Pick<BookingLine, 'reference' | 'enterprise' | 'mobile' | 'time' | 'state'> {
  readonly services: string;
  readonly late: string;
  /** may be checked in now */
  readonly expected: boolean;
}

/** Bookings that may be checked in: `partials/floor/arrivals.ejs`. */
export interface ArrivalsView {
  readonly site: string;
  readonly form: string;
  readonly priorityLane: boolean;
  readonly lines: readonly ArrivalLine[];
}

/** What somebody at the door works with. */
export interface ReceptionView {
  readonly site: string;
  readonly siteName: string;
  readonly hall: HallWords;
  /** it calls silently */
  readonly silent: boolean;
  readonly services: readonly { readonly code: string; readonly name: string; readonly chosen: boolean }[];
  readonly priorityLane: boolean;
  /** what was looked for; empty: nothing */
  readonly find: string;
  readonly found: readonly ArrivalLine[];
  readonly late: readonly ArrivalLine[];
  readonly waiting: readonly {
    readonly id: string;
    readonly number: string;
    readonly services: string;
    readonly priority: boolean;
    readonly since: string;
    readonly change: string;
  }[];
  readonly onlineQr: SafeHtml;
  readonly refused: string | null;
  readonly form: string;
}

export interface ReceptionParts {
  readonly place: HallPlace;
  readonly find: string;
  readonly found: readonly Booking[];
  readonly late: readonly Booking[];
  /** codes that were chosen in a form that was refused */
  readonly chosen: readonly string[];
  readonly onlineQr: SafeHtml;
  readonly refused: string | null;
  readonly form: string;
}

export function receptionView(parts: ReceptionParts): ReceptionView {
  const { place, find, found, late, chosen, onlineQr, refused, form } = parts;
  const { its, page } = place;
  const { site, catalogue, hall, now, state } = its;
  const offered = new Set(site.services.map(({ service }) => service));
  return {
    site: site.code,
    siteName: site.name[page.locale],
    hall: hallWords(state, site, page),
    silent: site.hall.calling === 'silent',
    services: [...catalogue.services.values()]
      .filter(({ code }) => offered.has(code))
      .map(({ code, name }) => ({ code, name: name[page.locale], chosen: chosen.includes(code) })),
    priorityLane: site.hall.priorityLane,
    find,
    found: found.map((booking) => arrivalLine(booking, place)),
    late: late.map((booking) => arrivalLine(booking, place)),
    waiting: callOrder(hall, its).map((ticket) => ({
      id: ticket.id,
      number: ticket.number,
      services: servicesText(ticket.services, catalogue, page.locale),
      priority: ticket.priority,
      since: page.t('reception.waiting.since', { minutes: Math.floor((now - ticket.issuedAt) / minute) }),
      change: paths.admin.act('day', 'tickets', ticket.id),
    })),
    onlineQr,
    refused,
    form,
  };
}

function arrivalLine(booking: Booking, { its, page }: HallPlace): ArrivalLine {
  const { site, catalogue, now } = its;
  const { reference, enterprise, mobile, time, state, services } = bookingLine(
    booking,
    site,
    catalogue,
    page,
  );
  const minutes = Math.floor((now - booking.start) / minute);
  return {
    ...{ reference, enterprise, mobile, time, state, services },
    late: minutes > 0 && booking.state === 'confirmed' ? page.t('reception.late.minutes', { minutes }) : '',
    expected: booking.state === 'confirmed',
  };
}

import type { Booking, BookingState } from '../../../domain/booking/booking.ts';
import { extraPlaceBase } from '../../../domain/booking/place.ts';
import type { Catalogue } from '../../../domain/catalogue/catalogue.ts';
import type { VisitService } from '../../../domain/catalogue/service.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { maskIdentifier, maskMobile, maskName } from '../../../domain/enterprise/masking.ts';
import { formatting } from '../../formatting.ts';
import type { PageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { daySection } from './day-place.ts';

/** One booking in a list; people are masked. */
export interface BookingLine {
  readonly href: string;
  readonly reference: string;
  readonly site: string;
  readonly day: string;
  readonly time: string;
  readonly queue: string;
  readonly services: string;
  readonly enterprise: string;
  readonly creditCode: string;
  readonly name: string;
  readonly mobile: string;
  readonly state: string;
  readonly tag: string;
  /** said of an extra place, and of one that was kept back; empty: it is neither */
  readonly overbooked: string;
  /** its number in the hall; empty: none, or not asked for */
  readonly ticket: string;
  /** how many were written down; not asked for: 0 */
  readonly notes: number;
}

/** What a list of bookings may know besides. */
export interface BookingLineMore {
  readonly ticket: string;
  readonly notes: number;
}

const stateTags: Readonly<Record<BookingState, string>> = {
  confirmed: 'tag tag--seal',
  arrived: 'tag tag--now',
  completed: 'tag tag--done',
  not_served: 'tag',
  missed: 'tag tag--stop',
  not_held: 'tag tag--stop',
  excused: 'tag',
  cancelled: 'tag tag--faint',
};

export function bookingLine(
  booking: Booking,
  site: Site,
  catalogue: Catalogue,
  { t, locale }: PageContext,
  { ticket, notes }: BookingLineMore = { ticket: '', notes: 0 },
): BookingLine {
  const { enterprise, contact, state } = booking;
  const format = formatting(locale, site.timeZone);
  return {
    href: paths.admin.item(daySection, booking.reference),
    reference: booking.reference,
    site: site.name[locale],
    day: format.listDay(booking.start),
    time: format.timeSpan(booking.start, booking.end),
    queue: site.queues.find(({ id }) => id === booking.queue)?.code ?? '',
    services: servicesText(booking.services, catalogue, locale),
    enterprise: enterprise.name,
    creditCode: maskIdentifier(enterprise.creditCode),
    name: maskName(contact.name),
    mobile: maskMobile(contact.mobile),
    state: t(`booking.state.${state}`),
    tag: stateTags[state],
    overbooked: placeMark(booking, t),
    ticket,
    notes,
  };
}

/** What is said of a place that only staff could give. */
function placeMark({ places }: Booking, t: PageContext['t']): string {
  if (places.some(({ place }) => place > extraPlaceBase)) return t('day.overbooked');
  return places.some(({ kept }) => kept === true) ? t('day.keptBack') : '';
}

/** "Renewal, Unlocking × 2" */
export function servicesText(
  services: readonly VisitService[],
  catalogue: Catalogue,
  locale: PageContext['locale'],
): string {
  return services
    .map(({ code, quantity }) => {
      const name = catalogue.services.get(code)?.name[locale] ?? code;
      return quantity > 1 ? `${name} × ${quantity}` : name;
    })
    .join(locale === 'en' ? ', ' : '、');
}

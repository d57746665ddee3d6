import type { Booking } from '../booking/booking.ts';
import type { Site } from '../catalogue/site.ts';
import type { ChannelKind, Message, MessageTemplate, Parameters, SiteChannelKind } from './message.ts';
import { visitParameters } from './visit-snapshot.ts';

/** What else is told of the visit stays between its holder and the office. */
const secondHears: ReadonlySet<MessageTemplate> = new Set([
  'booked',
  'moved',
  'changed',
  'moved_by_office',
  'reminder',
  'cancelled',
  'cancelled_by_office',
  'released',
  'not_held',
  'visit_stands',
]);

export interface Addressing {
  readonly site: Site;
  readonly channels?: readonly SiteChannelKind[];
  /** not before, epoch ms; null: at once */
  readonly notBefore?: number | null;
}

interface Reached {
  readonly channel: ChannelKind;
  readonly recipient: string;
}

/**
 * Mail where there is an address, and whatever the site has connected to the mobile number, which is always there; then to whom else the
 * holder has named, without anything that opens the booking.
 */
export function addressed(
  booking: Booking,
  template: MessageTemplate,
  extra: Parameters,
  { site, channels = [], notBefore = null }: Addressing,
): readonly Message[] {
  const { locale, id, sequence, contact, second } = booking;
  const parameters = [...visitParameters(booking), ...extra];
  const message = { template, locale, parameters, booking: id, site: site.code, sequence, notBefore };
  const own = reached(contact.email, contact.mobile, channels);
  const also =
    second && secondHears.has(template)
      ? reached(second.email, second.mobile, channels).filter(
          (one) => !own.some((other) => other.channel === one.channel && other.recipient === one.recipient),
        )
      : [];
  const toSecond: Parameters = [...parameters, ['second', '1']];
  return [
    ...own.map((one): Message => ({ ...message, ...one })),
    ...also.map((one): Message => ({ ...message, ...one, parameters: toSecond })),
  ];
}

function reached(
  email: string | null,
  mobile: string | null,
  channels: readonly SiteChannelKind[],
): Reached[] {
  const mail: Reached[] = email === null ? [] : [{ channel: 'mail', recipient: email }];
  return [...mail, ...(mobile === null ? [] : channels.map((channel) => ({ channel, recipient: mobile })))];
}

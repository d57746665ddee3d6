import type { Booking } from '../booking/booking.ts';
import type { Site } from '../catalogue/site.ts';
import { waysTo } from './channel-order.ts';
import type { ChannelKind, Message, MessageTemplate, Parameters } from './message.ts';
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
  readonly channels?: readonly ChannelKind[];
  /** not before, epoch ms; null: at once */
  readonly notBefore?: number | null;
}

/**
 * By the channels of the site in their order, the first of which that reaches is the only one; then to whom else the holder has named,
 * without anything that opens the booking.
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
  const own = waysTo({ ...contact, byWechat: true }, channels);
  const also =
    second && secondHears.has(template)
      ? waysTo({ ...second, byWechat: false }, channels).filter(
          (one) => !own.some((other) => other.channel === one.channel && other.recipient === one.recipient),
        )
      : [];
  const toSecond: Parameters = [...parameters, ['second', '1']];
  return [
    ...own.map((one): Message => ({ ...message, ...one })),
    ...also.map((one): Message => ({ ...message, ...one, parameters: toSecond })),
  ];
}

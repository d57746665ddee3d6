import type { System } from '../actions/system.ts';
import type { Booking } from '../domain/booking/booking.ts';
import type { Messaging } from '../messages/messaging.ts';
import type { PublicSystem } from './public/public-system.ts';
import type { ScreensOf } from './staff/silent-machines.ts';

/** What pages are made of: the system, and what else of the process they show or use. */
export interface PageSystem
  extends System,
    Required<Pick<PublicSystem, 'board' | 'nextFree'>>,
    Pick<Messaging, 'channels' | 'seal' | 'openids' | 'wechatLogin' | 'preview' | 'mailbox'> {
  /** displays and kiosks that have been heard of */
  readonly screens: ScreensOf;
  /** the calendar entry of a booking (RFC 5545) */
  readonly calendarFile: (booking: Booking, now: number) => Promise<string>;
}

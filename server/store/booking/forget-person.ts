import type { Booking } from '../../domain/booking/booking.ts';
import type { WriteSet } from '../write-set.ts';
import { leaveSeries } from './series-store.ts';

/**
 * Takes everything personal out of a booking whose visit is over or cancelled, at `at` (epoch ms). What is left counts in statistics; its
 * secret link opens nothing any more.
 */
export function forgetPerson({ id, state, enterprise }: Booking, at: number, writes: WriteSet): void {
  writes.update('booking', {
    id,
    token_hash: '',
    enterprise_name: '',
    // it names no person, and a missed visit counts for the enterprise whoever asks to be forgotten
    credit_code: state === 'missed' ? enterprise.creditCode : '',
    customs_code: null,
    contact_name: '',
    contact_mobile: '',
    contact_email: null,
    contact_telephone: null,
    second_email: null,
    second_mobile: null,
    limit_key: null,
    updated_at: at,
    anonymised_at: at,
  });
  writes.remove('booking_undo', { booking: id });
  writes.remove('time_offer', { booking: id });
  writes.remove('booking_origin', { booking: id });
  writes.remove('booking_wechat', { booking: id });
  leaveSeries(id, writes);
}

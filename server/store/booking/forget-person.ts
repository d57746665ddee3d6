import type { WriteSet } from '../write-set.ts';

/**
 * Takes everything personal out of a booking whose visit is over or cancelled, at `at` (epoch ms). What is left counts in statistics; its
 * secret link opens nothing any more.
 */
export function forgetPerson(booking: string, at: number, writes: WriteSet): void {
  writes.update('booking', {
    id: booking,
    token_hash: '',
    enterprise_name: '',
    credit_code: '',
    customs_code: null,
    contact_name: '',
    contact_mobile: '',
    contact_email: null,
    contact_telephone: null,
    limit_key: null,
    updated_at: at,
    anonymised_at: at,
  });
}

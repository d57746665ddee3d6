import { addDays } from '../../domain/calendar/local-time.ts';
import { type Held, optionsOf } from '../booking/holder-page.ts';

/** So long after a visit in which the office failed its holder goes first, days. */
const firstForDays = 28;

/** What the holder of a booking can wait for: an earlier time, or a place before others, because the office did not serve them. Null: nothing. */
export function waitsFor(held: Held): 'earlier' | 'failed' | null {
  const { booking, site, page } = held;
  if (!site.active || !site.rules.waitingList) return null;
  if (booking.state === 'confirmed') return optionsOf(held).move ? 'earlier' : null;
  const failed = booking.state === 'not_served' || booking.state === 'not_held';
  const last = Date.parse(`${addDays(booking.day, firstForDays)}T00:00:00Z`);
  return failed && booking.contact.mobile !== '' && page.now < last ? 'failed' : null;
}

import type { Knex } from 'knex';
import type { Booking } from '../../domain/booking/booking.ts';
import { bookingOf } from './booking-rows.ts';

/** A visit of which the office has said that it cannot be as it was booked; `at` in epoch ms. */
export interface SettledVisit {
  readonly booking: Booking;
  readonly did: 'moved' | 'cancelled' | 'offered';
  readonly at: number;
}

/** What the office has moved, cancelled or offered other times for at a site, of the days since one (local date), the last first; not what it has taken back. */
export async function settledAtSite(
  connection: Knex,
  { site, fromDay, most }: { readonly site: string; readonly fromDay: string; readonly most: number },
): Promise<readonly SettledVisit[]> {
  const events = await connection('booking_event as e')
    .join('booking as b', 'b.id', 'e.booking')
    .where('b.site', site)
    .andWhere('b.day', '>=', fromDay)
    .whereNull('b.anonymised_at')
    .andWhere((either) =>
      either
        .where('e.type', 'taken_back')
        .orWhere((ours) =>
          ours.whereIn('e.type', ['moved', 'cancelled']).andWhere('e.data', 'like', '%"by":"office"%'),
        ),
    )
    .orderBy([{ column: 'e.at', order: 'desc' }, 'e.id'])
    .limit(most)
    .select('e.booking', 'e.type', 'e.at');
  const offers = await connection('time_offer as o')
    .join('booking as b', 'b.id', 'o.booking')
    .where('b.site', site)
    .andWhere('b.day', '>=', fromDay)
    .whereNull('b.anonymised_at')
    .orderBy([{ column: 'o.made_at', order: 'desc' }, 'o.booking'])
    .limit(most)
    .select('o.booking', 'o.made_at as at');
  const last = new Map<string, { readonly did: string; readonly at: number }>();
  for (const { booking, type, at } of [...events, ...offers.map((one) => ({ ...one, type: 'offered' }))]) {
    const known = last.get(String(booking));
    if (known === undefined || known.at < Number(at))
      last.set(String(booking), { did: String(type), at: Number(at) });
  }
  const bookings = new Map<string, Booking>();
  const ids = [...last.keys()];
  for (let from = 0; from < ids.length; from += 500)
    for (const row of await connection('booking')
      .whereIn('id', ids.slice(from, from + 500))
      .select())
      bookings.set(row.id, bookingOf(row));
  return [...last]
    .flatMap(([id, { did, at }]) => {
      const booking = bookings.get(id);
      return booking === undefined || !isSettled(did) ? [] : [{ booking, did, at }];
    })
    .sort((one, other) => other.at - one.at || one.booking.start - other.booking.start)
    .slice(0, most);
}

function isSettled(did: string): did is SettledVisit['did'] {
  return did === 'moved' || did === 'cancelled' || did === 'offered';
}

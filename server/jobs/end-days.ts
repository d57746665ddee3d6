import type { System } from '../actions/system.ts';
import { localDate } from '../domain/calendar/local-time.ts';
import { theSystem } from '../domain/staff/actor.ts';
import { overdueBookings } from '../store/booking/overdue-query.ts';
import { unclosedDays } from '../store/queue/hall-query.ts';

const atOnce = 200;

/**
 * Ends what midnight has ended, in each site's own zone: halls of earlier days are closed, and bookings for which nobody came are missed.
 * Safe to run on several processes at once: the second is refused, and nothing happens twice.
 */
export async function endDays(system: System): Promise<{ closed: number; missed: number }> {
  const catalogue = await system.catalogue();
  const now = system.clock.now();
  let closed = 0;
  let missed = 0;
  for (const site of catalogue.sites.values()) {
    const today = localDate(now, site.timeZone);
    for (const day of await unclosedDays(system.database.reader, site.code, today)) {
      const outcome = await system.halls.submit(site.code, { type: 'close_day' }, { actor: theSystem, day });
      if (outcome.ok) closed += 1;
    }
    const overdue = await overdueBookings(system.database.reader, site.code, today, atOnce);
    const outcomes = await Promise.all(
      overdue.map((booking) =>
        system.bookings.submit(
          { type: 'settle', booking, site: site.code, state: 'missed' },
          { actor: theSystem },
        ),
      ),
    );
    missed += outcomes.filter((outcome) => outcome.ok).length;
  }
  return { closed, missed };
}

import { freeSlots } from '../../server/actions/booking/free-slots.ts';
import type { System } from '../../server/actions/system.ts';
import type { Site } from '../../server/domain/catalogue/site.ts';
import { theHolder } from '../../server/domain/staff/actor.ts';
import { inventedBooking } from './invented-enterprises.ts';
import type { DayBooking } from './simulated-arrivals.ts';

export interface BookedVisit extends DayBooking {
  readonly reference: string;
}

const wanted = ['RENEW', 'RENEW', 'RENEW', 'UNLOCK', 'REPLACE', 'ADD_OPERATOR', 'NEW'];

/** Books about two thirds of what the days from `from` to `to` offer, as enterprises would: through the action, at the clock's now. */
export async function bookDays(
  system: System,
  site: Site,
  { from, to }: { from: string; to: string },
  random: () => number,
): Promise<readonly BookedVisit[]> {
  const booked: BookedVisit[] = [];
  for (const code of wanted) {
    const services = [{ code, quantity: 1 }];
    const offer = await freeSlots(system, { site, services, from, to });
    if (!offer.ok) continue;
    const starts = offer.value.days
      .flatMap((day) => day.slots.map((slot) => slot.start))
      .filter(() => random() < 0.45);
    const outcomes = await Promise.all(
      starts.map(async (start) => {
        const command = inventedBooking(system, { site: site.code, start, services }, random);
        return { command, outcome: await system.bookings.submit(command, { actor: theHolder }) };
      }),
    );
    for (const { command, outcome } of outcomes) {
      if (!outcome.ok) continue;
      booked.push({
        id: command.id,
        reference: command.reference,
        start: command.start,
        queue: offer.value.visit.queue.id,
        services,
      });
    }
  }
  return booked.sort((a, b) => a.start - b.start);
}

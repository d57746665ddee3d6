import { minute } from '../../server/domain/calendar/durations.ts';
import type { VisitService } from '../../server/domain/catalogue/service.ts';
import type { Site } from '../../server/domain/catalogue/site.ts';

export interface DayBooking {
  readonly id: string;
  readonly start: number;
  readonly queue: string;
  readonly services: readonly VisitService[];
}

/** Somebody who comes to the hall; `booking` null: a walk-in. */
export interface Visitor {
  readonly at: number;
  readonly booking: DayBooking | null;
  readonly queue: string;
  readonly services: readonly VisitService[];
  readonly priority: boolean;
}

/** How often each service is asked for. */
const demand: readonly (readonly [string, number])[] = [
  ['RENEW', 45],
  ['UNLOCK', 12],
  ['REPLACE', 13],
  ['ADD_OPERATOR', 12],
  ['ADD_DECLARANT', 6],
  ['NEW', 12],
];

/** Bookings on the site's quarter hours, spread over the opening. */
export function inventBookings(
  site: Site,
  count: number,
  opensAt: number,
  closesAt: number,
  random: () => number,
): readonly DayBooking[] {
  const slots = Math.max(1, Math.floor((closesAt - opensAt) / (15 * minute)) - 2);
  return Array.from({ length: count }, (_, index) => {
    const start = opensAt + Math.floor((index / count) * slots) * 15 * minute;
    return { id: `booking-${index + 1}`, start, ...inventVisit(site, random) };
  });
}

/** Who comes, and when: booked visitors early, late or never; walk-ins mostly in the middle of the morning and of the afternoon. */
export function inventVisitors(
  site: Site,
  bookings: readonly DayBooking[],
  walkIns: number,
  opensAt: number,
  closesAt: number,
  random: () => number,
): readonly Visitor[] {
  const visitors: Visitor[] = [];
  for (const booking of bookings) {
    if (random() < 0.1) continue;
    const early = 8 + 7 * 1.73 * (random() + random() + random() + random() - 2);
    const at = Math.max(opensAt, Math.round(booking.start - early * minute));
    const { queue, services } = booking;
    visitors.push({ at, booking, queue, services, priority: random() < 0.03 });
  }
  while (walkIns > 0) {
    const share = random();
    const peak = Math.exp(-(((share - 0.2) / 0.15) ** 2)) + Math.exp(-(((share - 0.62) / 0.15) ** 2));
    if (random() > 0.35 + 0.65 * peak) continue;
    const at = Math.round(opensAt + share * (closesAt - opensAt - 20 * minute));
    visitors.push({ at, booking: null, ...inventVisit(site, random), priority: random() < 0.04 });
    walkIns -= 1;
  }
  return visitors.sort((a, b) => a.at - b.at);
}

function inventVisit(site: Site, random: () => number): Pick<DayBooking, 'queue' | 'services'> {
  const offered = demand.filter(([code]) => site.services.some((each) => each.service === code));
  let left = random() * offered.reduce((sum, [, weight]) => sum + weight, 0);
  const code = offered.find(([, weight]) => {
    left -= weight;
    return left < 0;
  })?.[0];
  const chosen = site.services.find((each) => each.service === code) ?? site.services[0];
  if (chosen === undefined) throw new Error(`${site.code} offers no services`);
  const quantity = random() < 0.1 ? 2 : 1;
  return { queue: chosen.queue, services: [{ code: chosen.service, quantity }] };
}

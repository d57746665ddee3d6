import { bookingWindow } from '../../domain/booking/booking-window.ts';
import { startsIn } from '../../domain/booking/place-rule.ts';
import { visitAt } from '../../domain/booking/visit.ts';
import { openingOn } from '../../domain/calendar/opening-hours.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { VisitService } from '../../domain/catalogue/service.ts';
import type { Site } from '../../domain/catalogue/site.ts';

/** The starts that a day has for such a visit and that are still to come in time, whether free or taken; epoch ms. */
export function plannedStarts(
  catalogue: Catalogue,
  site: Site,
  services: readonly VisitService[],
  { date, now }: { readonly date: string; readonly now: number },
): readonly number[] {
  const visit = visitAt(site, catalogue.services, services);
  if (!visit.ok) return [];
  const { queue, slots } = visit.value;
  const { earliestStart } = bookingWindow(site, catalogue.calendar, now);
  return openingOn(site, catalogue.calendar, date)
    .sessions.flatMap((session) => startsIn(session, queue.slotMinutes, slots))
    .filter((start) => start >= earliestStart);
}

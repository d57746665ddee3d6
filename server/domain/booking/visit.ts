import { longestSession } from '../calendar/opening-hours.ts';
import type { Service, VisitService } from '../catalogue/service.ts';
import type { Queue, Site } from '../catalogue/site.ts';
import { accept, type Outcome, refuse } from '../outcome.ts';

/** What a visit takes at one site. */
export interface Visit {
  readonly queue: Queue;
  readonly minutes: number;
  /** consecutive slots of the queue */
  readonly slots: number;
}

/**
 * The queue, minutes and slots of a visit. It goes to the queue of the highest precedence among those of its services.
 * Refuses with no_services, unknown_service, not_offered, too_many_services, visit_too_long (no session of this site could hold it)
 * and invalid_input (a quantity that is not a whole number from 1).
 */
export function visitAt(
  site: Site,
  catalogueServices: ReadonlyMap<string, Service>,
  services: readonly VisitService[],
): Outcome<Visit> {
  if (services.length === 0) return refuse('no_services');
  let items = 0;
  let minutes = 0;
  let queue: Queue | undefined;
  for (const { code, quantity } of services) {
    if (!Number.isInteger(quantity) || quantity < 1) return refuse('invalid_input', { service: code });
    const service = catalogueServices.get(code);
    if (service === undefined) return refuse('unknown_service', { service: code });
    const offer = site.services.find((row) => row.service === code);
    const its = site.queues.find((row) => row.id === offer?.queue);
    if (offer === undefined || its === undefined) return refuse('not_offered', { service: code });
    items += quantity;
    minutes += quantity * (offer.minutes ?? service.minutes);
    if (queue === undefined || its.precedence > queue.precedence) queue = its;
  }
  if (queue === undefined) return refuse('no_services');
  if (items > site.rules.maxItems) return refuse('too_many_services', { max: site.rules.maxItems });
  const slots = Math.max(1, Math.ceil(minutes / queue.slotMinutes));
  const room = longestSession(site);
  // a site that is never open refuses nothing here: its days say why
  if (room > 0 && slots * queue.slotMinutes > room) return refuse('visit_too_long', { minutes, max: room });
  return accept({ queue, minutes, slots });
}

/** The same services in the same numbers, whatever their order. */
export function sameServices(a: readonly VisitService[], b: readonly VisitService[]): boolean {
  const count = (list: readonly VisitService[]) => {
    const sums = new Map<string, number>();
    for (const { code, quantity } of list) sums.set(code, (sums.get(code) ?? 0) + quantity);
    return sums;
  };
  const [left, right] = [count(a), count(b)];
  return left.size === right.size && [...left].every(([code, sum]) => right.get(code) === sum);
}

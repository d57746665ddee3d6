import type { VisitService } from '../../catalogue/service.ts';
import type { Site } from '../../catalogue/site.ts';
import type { Sessions } from './half-hours.ts';

/** What a plan is played with, of a site: plain data that a worker can be sent. */
export interface PlanHall {
  readonly site: Pick<Site, 'queues' | 'services' | 'counters' | 'hall'>;
  readonly sessions: Sessions;
  /** planned minutes by service code */
  readonly planned: readonly (readonly [string, number])[];
}

/** The queue of a visit: the one of the highest precedence among those of its services; null: the site offers none of them any more. */
export function queueOfVisit(
  { queues, services: offered }: Pick<Site, 'queues' | 'services'>,
  services: readonly VisitService[],
): string | null {
  let found: Site['queues'][number] | undefined;
  for (const { code } of services) {
    const id = offered.find(({ service }) => service === code)?.queue;
    const queue = queues.find((each) => each.id === id);
    if (queue !== undefined && (found === undefined || queue.precedence > found.precedence)) found = queue;
  }
  return found?.id ?? null;
}

/**
 * The counters in the order in which a plan opens them, so that more counters are always those of before and others: each time the one
 * that helps the queues most by their tickets (`share`, by queue id) and by how many counters they have already; equals by their place.
 */
export function counterOrder(
  counters: Site['counters'],
  share: ReadonlyMap<string, number>,
): readonly Site['counters'][number][] {
  const left = counters.filter(({ queues }) => queues.length > 0).sort((a, b) => a.sort - b.sort);
  const served = new Map<string, number>();
  const order: Site['counters'][number][] = [];
  const helps = ({ queues }: Site['counters'][number]): number => {
    let sum = 0;
    // what nobody serves yet comes first, however few come for it
    for (const queue of queues) {
      const count = served.get(queue) ?? 0;
      sum += (count === 0 ? 1000 : 0) + ((share.get(queue) ?? 0) + 1e-6) / (1 + count);
    }
    return sum;
  };
  while (left.length > 0) {
    let best = 0;
    for (let index = 1; index < left.length; index += 1) {
      const [one, other] = [left[index], left[best]];
      if (one !== undefined && other !== undefined && helps(one) > helps(other)) best = index;
    }
    const [next] = left.splice(best, 1);
    if (next === undefined) break;
    order.push(next);
    for (const queue of next.queues) served.set(queue, (served.get(queue) ?? 0) + 1);
  }
  return order;
}

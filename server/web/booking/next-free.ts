import type { System } from '../../actions/system.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { shownDays } from './time-state.ts';

/** A page that everybody opens asks for it: the same answer serves all for so long, milliseconds. */
const freshFor = 10_000;

interface Known {
  readonly at: number;
  readonly next: Promise<number | null>;
}

/** Answers the first free time of an office for one service alone, as its time page would show it. */
export function nextFreeOf(system: System): (site: Site, service: string) => Promise<number | null> {
  const known = new WeakMap<Site, Map<string, Known>>();
  return (site, service) => {
    const now = system.clock.now();
    const ofSite = known.get(site) ?? new Map<string, Known>();
    known.set(site, ofSite);
    const before = ofSite.get(service);
    if (before !== undefined && before.at <= now && now - before.at < freshFor) return before.next;
    const next = firstFree(system, site, service);
    ofSite.set(service, { at: now, next });
    // an outage is not remembered
    next.catch(() => ofSite.delete(service));
    return next;
  };
}

async function firstFree(system: System, site: Site, service: string): Promise<number | null> {
  const offer = await shownDays(system, site, [{ code: service, quantity: 1 }]);
  if (!offer.ok) return null;
  return offer.value.flatMap(({ slots }) => slots)[0]?.start ?? null;
}

import type { Knex } from 'knex';
import { minute } from '../../domain/calendar/durations.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import {
  learnServiceTimes,
  plannedMinutes,
  type ServiceTimes,
} from '../../domain/queue/forecast/service-times.ts';
import { recentServices } from '../../store/queue/hall-query.ts';

const learnEvery = 5 * minute;
const visits = 400;

/** How long services take at each site, learned from its last visits and learned anew every few minutes. */
export class ServiceTimesCache {
  readonly #elapsed: () => number;
  readonly #known = new Map<
    string,
    { readonly at: number; readonly version: number; readonly times: ServiceTimes }
  >();

  constructor(elapsed: () => number) {
    this.#elapsed = elapsed;
  }

  async of(site: Site, catalogue: Catalogue, connection: Knex): Promise<ServiceTimes> {
    const known = this.#known.get(site.code);
    const at = this.#elapsed();
    if (known !== undefined && known.version === catalogue.version && at - known.at < learnEvery)
      return known.times;
    const recent = await recentServices(connection, site.code, visits);
    const times = learnServiceTimes(recent, plannedMinutes(site, catalogue.services));
    this.#known.set(site.code, { at, version: catalogue.version, times });
    return times;
  }
}

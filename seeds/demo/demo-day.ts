import type { HallRequest } from '../../server/actions/queue/hall-order.ts';
import type { System } from '../../server/actions/system.ts';
import { hour } from '../../server/domain/calendar/durations.ts';
import { dayBounds } from '../../server/domain/calendar/local-time.ts';
import type { Site } from '../../server/domain/catalogue/site.ts';
import { emptyHall, type Hall, type HallCommand } from '../../server/domain/queue/hall/hall.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { loadHall } from '../../server/store/queue/hall-query.ts';
import type { BookedVisit } from './demo-bookings.ts';
import { SimulatedDay } from './simulated-day.ts';

export interface DemoDayOptions {
  readonly site: Site;
  /** local date */
  readonly day: string;
  readonly bookings: readonly BookedVisit[];
  readonly visitors: number;
  readonly seed: number;
  /** the catalogue's minutes are multiplied with this: below 1 the hall is livelier than life */
  readonly pace: number;
}

/** A simulated day that is carried out by the running system, command by command, whenever its clock has come so far. */
export class DemoDay {
  readonly #system: System;
  readonly #options: DemoDayOptions;
  readonly #day: SimulatedDay;
  readonly #references: ReadonlyMap<string, string>;
  #hall: Hall;
  #next: ReturnType<SimulatedDay['next']>;

  constructor(system: System, minutes: ReadonlyMap<string, number>, options: DemoDayOptions) {
    const { site, day, bookings, visitors, seed, pace } = options;
    this.#system = system;
    this.#options = options;
    this.#hall = emptyHall(site.code, day);
    this.#references = new Map(bookings.map(({ id, reference }) => [id, reference]));
    const opensAt = dayBounds(day, site.timeZone).start + 9 * hour;
    this.#day = new SimulatedDay({
      site,
      opensAt,
      closesAt: opensAt + 8 * hour,
      seed,
      tickets: visitors,
      bookings,
      minutes: new Map([...minutes].map(([code, value]) => [code, value * pace])),
      newId: () => system.secrets.newId(),
    });
    this.#next = this.#day.next(this.#hall);
  }

  /** When the next thing happens, epoch ms; null when the day is over. */
  get nextAt(): number | null {
    return this.#next?.at ?? null;
  }

  /** Carries out the next command. */
  async step(): Promise<void> {
    if (this.#next === null) return;
    const { site, day } = this.#options;
    const request = this.#request(this.#next.command);
    const outcome = await this.#system.halls.submit(site.code, request, { actor: theSystem, day });
    this.#hall =
      this.#system.hallCache.kept(site.code, day) ??
      (await loadHall(this.#system.database.reader, site.code, day));
    this.#day.settle(outcome.ok, this.#hall);
    this.#next = this.#day.next(this.#hall);
  }

  /** The simulation speaks the engine's language; arrivals go through the same door as everybody's. */
  #request(command: HallCommand): HallRequest {
    if (command.type === 'issue') {
      const { id, services, priority } = command;
      return { type: 'walk_in', id, services, priority, byStaff: true };
    }
    if (command.type === 'check_in') {
      return {
        type: 'arrive',
        id: command.id,
        reference: this.#references.get(command.booking) ?? '',
        priority: command.priority,
      };
    }
    return command;
  }
}

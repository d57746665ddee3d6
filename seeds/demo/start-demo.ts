import type { System } from '../../server/actions/system.ts';
import { type Clock, clockFrom } from '../../server/clock.ts';
import { addWorkingDays } from '../../server/domain/calendar/business-day.ts';
import { addDays, instantOf, localDate } from '../../server/domain/calendar/local-time.ts';
import { seededRandom } from '../../server/domain/queue/forecast/seeded-random.ts';
import { plannedMinutes } from '../../server/domain/queue/forecast/service-times.ts';
import { bookDays } from './demo-bookings.ts';
import { DemoDay } from './demo-day.ts';

export interface Demo {
  readonly day: string;
  stop(): void;
}

export interface DemoOptions {
  readonly siteCode?: string;
  readonly seed?: number;
  /** local time at which the clock starts to run */
  readonly from?: string;
}

/**
 * Fills the next working day with bookings, plays its morning in one go, and then lets the rest of the day happen by the clock.
 * `setClock` replaces the clock that the system was composed with.
 */
export async function startDemo(
  system: System,
  setClock: (clock: Clock) => void,
  options: DemoOptions = {},
): Promise<Demo> {
  const { siteCode = 'BJ-TSY', seed = 7, from = '10:20' } = options;
  const catalogue = await system.catalogue();
  const site = catalogue.sites.get(siteCode);
  if (site === undefined) throw new Error(`there is no site ${siteCode}`);
  const random = seededRandom(seed);
  const today = localDate(system.clock.now(), site.timeZone);
  const day = addWorkingDays(catalogue.calendar, today, 1);
  setClock({ now: () => instantOf(today, '08:00', site.timeZone) });
  const bookings = await bookDays(system, site, { from: day, to: addDays(day, 5) }, random);

  let now = instantOf(day, '09:00', site.timeZone);
  setClock({ now: () => now });
  const ofToday = bookings.filter((booking) => localDate(booking.start, site.timeZone) === day);
  const simulated = new DemoDay(system, plannedMinutes(site, catalogue.services), {
    site,
    day,
    bookings: ofToday,
    visitors: ofToday.length + 270,
    seed,
    pace: 1,
  });
  const start = instantOf(day, from, site.timeZone);
  while (simulated.nextAt !== null && simulated.nextAt <= start) {
    now = simulated.nextAt;
    await simulated.step();
  }
  const running = clockFrom(start);
  setClock(running);
  return { day, stop: keepPlaying(system, simulated, running) };
}

/** Does each next thing when its time has come, until stopped. */
function keepPlaying(system: System, simulated: DemoDay, clock: Clock): () => void {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  const plan = (): void => {
    const at = simulated.nextAt;
    if (stopped || at === null) return;
    timer = setTimeout(
      () =>
        simulated.step().then(plan, (error: unknown) => {
          system.log.error({ err: error }, 'the demonstration stopped');
        }),
      Math.max(0, at - clock.now()),
    );
  };
  plan();
  return () => {
    stopped = true;
    if (timer !== null) clearTimeout(timer);
  };
}

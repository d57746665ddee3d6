import { playDay, SimulatedDay } from '../../../seeds/demo/simulated-day.ts';
import { learnBranch } from '../../../server/domain/queue/forecast/branch-past.ts';
import { recordDay } from '../../../server/domain/queue/forecast/recorded-day.ts';
import { levelsOf } from '../../../server/domain/queue/forecast/told-levels.ts';
import { expectedWaits } from '../../../server/domain/queue/forecast/waiting-time.ts';
import { HallPlay, nine, day as today } from '../../support/hall-play.ts';
import { hallMinutes, hallSite, queueA, queueB } from '../../support/hall-site.ts';
import { alternate, median } from '../measure.ts';
import type { Row } from '../row.ts';

const minute = 60_000;
const wantedMilliseconds = 5;
const [daysLearned, tickets, counters] = [20, 200, 10];
const sessions = [
  { opens: nine, closes: nine + 180 * minute },
  { opens: nine + 240 * minute, closes: nine + 480 * minute },
];

/** Learned from so many days, in the middle of one on which everybody comes at once. */
function crowdedHall() {
  const site = hallSite(counters);
  const days = Array.from({ length: daysLearned }, (_, index) => {
    const options = {
      site,
      opensAt: nine,
      closesAt: nine + 480 * minute,
      tickets: 250,
      minutes: hallMinutes,
    };
    const { events } = playDay(new SimulatedDay({ ...options, seed: index + 1 }), site, today);
    const day = `2026-10-${String(index + 1).padStart(2, '0')}`;
    return recordDay({ day, midnight: nine - 540 * minute, sessions, bookings: [], events });
  });
  const past = learnBranch(days, hallMinutes);
  const play = new HallPlay(site).open(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  for (let index = 0; index < tickets + counters; index += 1)
    play.walkIn(index % 30, index % 7 === 0 ? { queue: queueB } : {});
  for (let label = 1; label <= counters; label += 1) play.call(30, label);
  const arrivals = Array.from({ length: 80 }, (_, index) => ({
    start: nine + (30 + index * 5) * minute,
    queue: queueA,
    services: [{ code: 'RENEW', quantity: 1 }],
  }));
  const { hall } = play;
  return {
    hall,
    site,
    now: nine + 31 * minute,
    times: past.times,
    past,
    levels: levelsOf(days),
    sessions,
    arrivals,
  };
}

export const expectedWaitsRow: Row = {
  id: 'expected-waits',
  ours: `waits of ${tickets} tickets at ${counters} counters, ${daysLearned} days learned`,
  against: `the ${wantedMilliseconds} ms that are wanted`,
  target: { atMost: 1 },
  async run(office) {
    const input = crowdedHall();
    let seed = 0;
    const measured = await alternate(office.pick(8, 2), 'ms', {
      ours: async () => {
        const took = Array.from({ length: 30 }, () => {
          seed += 1;
          const before = performance.now();
          expectedWaits({ ...input, seed });
          return performance.now() - before;
        });
        return median(took);
      },
      bare: async () => wantedMilliseconds,
    });
    return { ...measured, note: 'not measured: reading the hall, the board, the push' };
  },
};

import assert from 'node:assert/strict';
import type { Visitor } from '../../../../seeds/demo/simulated-arrivals.ts';
import { playDay, SimulatedDay } from '../../../../seeds/demo/simulated-day.ts';
import { foldDay } from '../../../../server/domain/queue/figures/day-fold.ts';
import { putTogether } from '../../../../server/domain/queue/figures/period-sum.ts';
import { habitsIn, learnHabits } from '../../../../server/domain/queue/forecast/counter-habits.ts';
import {
  learnServiceTimes,
  serviceDurations,
} from '../../../../server/domain/queue/forecast/service-times.ts';
import { expectedWaits } from '../../../../server/domain/queue/forecast/waiting-time.ts';
import type { Hall, HallEvent } from '../../../../server/domain/queue/hall/hall.ts';
import { day, minute, nine, seventeen } from '../../../support/hall-play.ts';
import { hallMinutes, hallSite } from '../../../support/hall-site.ts';

const site = hallSite(10);
const options = { site, opensAt: nine, closesAt: seventeen, tickets: 400, minutes: hallMinutes };
const pastSeeds = [101, 102];
const seeds = [201, 202, 203];

function learned() {
  const past = pastSeeds.map((seed) => playDay(new SimulatedDay({ ...options, seed }), site, day));
  const durations = past.flatMap(({ hall }) => serviceDurations(hall.tickets.values()));
  return learnServiceTimes(durations, hallMinutes, learnHabits(past.map((each) => habitsIn(each.events))));
}

function firstCalls(events: readonly HallEvent[]): ReadonlyMap<string, number> {
  const calls = new Map<string, number>();
  for (const event of events) {
    if (event.type === 'ticket_called' && !calls.has(event.ticket)) calls.set(event.ticket, event.at);
  }
  return calls;
}

describe('the coverage of the expected wait', function () {
  // days are played by hundreds; seconds on a quiet machine
  this.timeout(180_000);
  const times = learned();

  it('between 75 and 90 % of the visitors wait as long as they were told when they came', () => {
    let compared = 0;
    let inside = 0;
    for (const seed of seeds) {
      const tell = (hall: Hall, now: number, { queue, priority, booking }: Visitor) => {
        const newcomers = [{ key: 'me', queue, priority, bookedStart: booking?.start ?? null }];
        const input = {
          hall,
          site,
          now,
          times,
          arrivals: simulated.toCome(hall),
          newcomers,
          seed: now % 10007,
        };
        return expectedWaits(input).newcomers.get('me') ?? null;
      };
      const simulated: SimulatedDay = new SimulatedDay({ ...options, seed, tell });
      const { told } = putTogether([foldDay(playDay(simulated, site, day).events, site.timeZone)]);
      compared += told.compared;
      inside += told.inside;
    }
    report('told on arrival', inside, compared);
  });

  it('between 75 and 90 % of those who wait at any moment wait as long as the board says', () => {
    let compared = 0;
    let inside = 0;
    for (const seed of seeds) {
      const said: { readonly at: number; readonly waits: ReturnType<typeof expectedWaits>['tickets'] }[] = [];
      const simulated = new SimulatedDay({ ...options, seed });
      const { events } = playDay(simulated, site, day, (hall, { at }) => {
        if (at < (said.at(-1)?.at ?? nine) + 15 * minute) return;
        const input = { hall, site, now: at, times, arrivals: simulated.toCome(hall), seed: at % 10007 };
        said.push({ at, waits: expectedWaits(input).tickets });
      });
      const calls = firstCalls(events);
      for (const { at, waits } of said) {
        for (const [id, range] of waits) {
          const wait = ((calls.get(id) ?? 0) - at) / minute;
          if (range === null || wait < 0) continue;
          compared += 1;
          if (wait >= range.low && wait <= range.high) inside += 1;
        }
      }
    }
    report('on the board', inside, compared);
  });
});

function report(what: string, inside: number, compared: number): void {
  const share = (100 * inside) / compared;
  console.log(`      coverage ${what}: ${share.toFixed(1)} % of ${compared}, seeds ${seeds.join(' ')}`);
  assert.ok(compared > 1000);
  assert.ok(share >= 75 && share <= 90, `${share.toFixed(1)} %`);
}

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { priorServiceTimes } from '../../../../server/domain/queue/forecast/service-times.ts';
import { WaitingLines } from '../../../../server/domain/queue/forecast/waiting-lines.ts';
import { sceneOf } from '../../../../server/domain/queue/forecast/waiting-scene.ts';
import { nextFor } from '../../../../server/domain/queue/hall/call-policy.ts';
import { HallPlay, minute, nine } from '../../../support/hall-play.ts';
import { hallMinutes, hallSite } from '../../../support/hall-site.ts';
import { arrivals, fill } from '../../../support/random-hall.ts';

const labels = fc.array(
  fc.record({ label: fc.integer({ min: 1, max: 3 }), after: fc.integer({ min: 0, max: 20 }) }),
  {
    minLength: 10,
    maxLength: 40,
  },
);

describe('the simulation’s lines', () => {
  it('call the same tickets in the same order as the real policy, whichever counters call and when', () => {
    fc.assert(
      fc.property(
        arrivals,
        labels,
        fc.boolean(),
        fc.constantFrom(20, 60),
        (list, calls, keep, walkInTarget) => {
          const play = fill(new HallPlay(hallSite(3, { walkInTarget })), list).open(1, 2, 3);
          let at = 120;
          if (keep && play.attempt(at, { type: 'call_next', counter: play.counter(1) }).ok) {
            play.do(at, {
              type: 'transfer',
              counter: play.counter(1),
              toQueue: null,
              toCounter: play.counter(2),
            });
          }
          const { site, hall } = play;
          const times = priorServiceTimes(hallMinutes);
          const scene = sceneOf({
            hall,
            site,
            now: nine + at * minute,
            times,
            arrivals: [],
            newcomers: [],
            seed: 1,
          });
          const lines = new WaitingLines(scene.crowd, scene.lineCount, site.hall.callEarly);
          for (let person = scene.keys.length - 1; person >= 0; person -= 1) lines.join(person);
          for (const { label, after } of calls) {
            at += after;
            const now = nine + at * minute;
            const person = lines.call(scene.counters[label - 1]!.lines, now);
            const real = nextFor(play.hall, play.counter(label), { site, now });
            assert.equal(scene.keys[person]?.key, real?.ticket.id);
            if (real === null) continue;
            play.call(at, label);
            play.do(at, { type: 'finish', counter: play.counter(label), outcome: 'completed' });
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

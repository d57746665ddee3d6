import assert from 'node:assert/strict';
import { foldDay } from '../../../server/domain/queue/day-fold.ts';
import { putTogether } from '../../../server/domain/queue/period-statistics.ts';
import { HallPlay } from '../../support/hall-play.ts';
import { hallSite } from '../../support/hall-site.ts';

const zone = 'Asia/Shanghai';
const minute = 60_000;

/** Two visitors, waits of 10 and 30 minutes, one of them without all materials; a pause of 5 minutes. */
function smallDay(): HallPlay {
  const play = new HallPlay(hallSite(2)).open(1);
  const counter = play.counter(1);
  play.walkIn(0);
  play.walkIn(0);
  play.call(10);
  play.do(11, { type: 'start', counter });
  play.do(20, { type: 'finish', counter, outcome: 'missing_materials' });
  play.do(20, { type: 'pause_counter', counter, reason: 'x' });
  play.do(25, { type: 'resume_counter', counter });
  play.call(30);
  play.do(31, { type: 'start', counter });
  play.do(46, { type: 'finish', counter, outcome: 'completed' });
  play.do(60, { type: 'close_day' });
  return play;
}

describe('the fold of a day', () => {
  it('knows waits, times of service, missing materials by service and the hours of counters', () => {
    const { statistics, ...fold } = foldDay(smallDay().events, zone);
    assert.equal(statistics.served, 2);
    assert.deepEqual(fold, {
      waits: [100, 300],
      serviceTimes: [90, 150],
      services: { RENEW: { served: 2, missingMaterials: 1 } },
      counters: { 'BJ-TSY-1': { served: 2, open: 55 * minute, paused: 5 * minute, serving: 24 * minute } },
    });
  });

  it('is plain data: it comes back from a database as it was', () => {
    const fold = foldDay(smallDay().events, zone);
    assert.deepEqual(JSON.parse(JSON.stringify(fold)), fold);
  });

  it('of several days adds up, and its median is that of all visits', () => {
    const fold = foldDay(smallDay().events, zone);
    const quick = { ...fold, waits: [0, 0, 0] };
    const both = putTogether([fold, quick]);
    assert.deepEqual([both.days, both.tickets, both.served], [2, 4, 4]);
    assert.deepEqual(both.wait, { count: 5, median: 0, p90: 22 });
    assert.deepEqual(both.services.get('RENEW'), { visits: 4, items: 4, served: 4, missingMaterials: 2 });
    assert.equal(both.counters.get('BJ-TSY-1')?.open, 110 * minute);
    assert.deepEqual(
      both.hours.map(({ hour, issued, served }) => [hour, issued, served]),
      [
        [9, 4, 4],
        [10, 0, 0],
      ].slice(0, both.hours.length),
    );
  });

  it('of no day is noughts and nothing to summarise', () => {
    const none = putTogether([]);
    assert.deepEqual([none.tickets, none.wait.median, none.hours.length], [0, null, 0]);
  });
});

import assert from 'node:assert/strict';
import { playDay, SimulatedDay } from '../../../../seeds/demo/simulated-day.ts';
import { dayStatistics } from '../../../../server/domain/queue/figures/day-statistics.ts';
import { day, HallPlay, nine, seventeen } from '../../../support/hall-play.ts';
import { hallMinutes, hallSite } from '../../../support/hall-site.ts';

const zone = 'Asia/Shanghai';

describe('the statistics of a day', () => {
  it('of a small day are what one counts by hand', () => {
    const play = new HallPlay(hallSite(2, { recalls: 0 })).open(1, 2);
    const counter = play.counter(1);
    play.do(0, play.issue({ toldWait: { low: 5, high: 12 } }));
    play.do(0, play.issue({ toldWait: { low: 10, high: 10 }, services: [{ code: 'REPLACE', quantity: 2 }] }));
    play.checkIn(0, 5);
    const leaves = play.walkIn(1);
    play.do(10, { type: 'call_ticket', counter, ticket: 't2', reason: 'x' });
    play.do(12, { type: 'start', counter });
    play.do(22, { type: 'finish', counter, outcome: 'missing_materials' });
    play.call(70);
    play.do(71, { type: 'missed', counter });
    play.do(72, { type: 'leave', ticket: leaves });
    play.call(80);
    play.do(81, { type: 'start', counter });
    play.do(101, { type: 'finish', counter, outcome: 'completed' });
    play.do(102, { type: 'close_day' });
    const { hours, ...counts } = dayStatistics(play.events, zone);
    assert.deepEqual(counts, {
      tickets: 4,
      appointments: 1,
      walkIns: 3,
      priority: 0,
      served: 2,
      missed: 1,
      misses: 1,
      left: 1,
      notRecorded: 0,
      notReached: 0,
      outcomes: { completed: 1, missing_materials: 1, referred: 0 },
      services: { RENEW: { visits: 3, items: 3 }, REPLACE: { visits: 1, items: 2 } },
      outOfTurn: { calls: 1, overtook: 2 },
    });
    assert.deepEqual(hours, [
      { hour: 9, issued: 4, called: 1, served: 1 },
      { hour: 10, issued: 0, called: 2, served: 1 },
    ]);
  });

  it('of a simulated day add up', () => {
    const options = {
      site: hallSite(6),
      opensAt: nine,
      closesAt: seventeen,
      seed: 5,
      tickets: 200,
      minutes: hallMinutes,
    };
    const { hall, events } = playDay(new SimulatedDay(options), options.site, day);
    const statistics = dayStatistics(events, zone);
    assert.equal(statistics.tickets, hall.tickets.size);
    assert.equal(
      statistics.served + statistics.missed + statistics.left + statistics.notReached,
      statistics.tickets,
    );
    const { completed, missing_materials, referred } = statistics.outcomes;
    assert.equal(completed + missing_materials + referred, statistics.served);
    assert.equal(
      statistics.hours.reduce((sum, each) => sum + each.issued, 0),
      statistics.tickets,
    );
  });

  it('of a day without tickets are noughts', () => {
    const { tickets, served, hours } = dayStatistics(new HallPlay(hallSite(1)).open(1).events, zone);
    assert.deepEqual([tickets, served, hours], [0, 0, []]);
  });
});

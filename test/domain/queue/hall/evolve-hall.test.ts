import assert from 'node:assert/strict';
import { playDay, SimulatedDay } from '../../../../seeds/demo/simulated-day.ts';
import {
  changedCounters,
  changedTickets,
  evolveAll,
  evolveHall,
  replayHall,
} from '../../../../server/domain/queue/hall/evolve-hall.ts';
import { emptyHall, type Hall, type HallEvent } from '../../../../server/domain/queue/hall/hall.ts';
import { day, HallPlay, nine, seventeen } from '../../../support/hall-play.ts';
import { hallMinutes, hallSite } from '../../../support/hall-site.ts';

function frozen(hall: Hall): Hall {
  const guard = <T>(map: ReadonlyMap<string, T>) => {
    const copy = new Map(map);
    for (const value of copy.values()) Object.freeze(value);
    copy.set = () => assert.fail('the hall before was changed');
    copy.delete = () => assert.fail('the hall before was changed');
    return copy;
  };
  return Object.freeze({
    ...hall,
    tickets: guard(hall.tickets),
    counters: guard(hall.counters),
    lastNumbers: guard(hall.lastNumbers),
    calls: Object.freeze([...hall.calls]),
  });
}

function aDay(seed: number): readonly HallEvent[] {
  const site = hallSite(4);
  const options = { site, opensAt: nine, closesAt: seventeen, seed, tickets: 120, minutes: hallMinutes };
  return playDay(new SimulatedDay(options), site, day).events;
}

describe('the fold of events', () => {
  it('evolving leaves the hall before as it was', () => {
    let hall = emptyHall('BJ-TSY', day);
    for (const event of aDay(1)) hall = evolveHall(frozen(hall), event);
    assert.equal(hall.state, 'closed');
  });

  it('all events at once give the same hall as one by one', () => {
    const events = aDay(2);
    const slow = events.reduce(evolveHall, emptyHall('BJ-TSY', day));
    assert.deepEqual(evolveAll(emptyHall('BJ-TSY', day), events), slow);
  });

  it('events that went through JSON give the same hall', () => {
    const events = aDay(3);
    const read = JSON.parse(JSON.stringify(events)) as HallEvent[];
    assert.deepEqual(replayHall('BJ-TSY', day, read), replayHall('BJ-TSY', day, events));
  });

  it('a missing or repeated event is noticed', () => {
    const events = aDay(4);
    assert.throws(() => replayHall('BJ-TSY', day, events.toSpliced(10, 1)), /does not follow/);
    assert.throws(() => replayHall('BJ-TSY', day, [events[0]!, ...events]), /does not follow/);
  });

  it('an event about a ticket that is not there, or a call to a busy counter, throws', () => {
    const play = new HallPlay(hallSite()).open(1);
    const version = play.hall.version + 1;
    assert.throws(
      () => evolveHall(play.hall, { type: 'ticket_left', ticket: 'ghost', version, at: nine }),
      /unknown ticket/,
    );
    play.walkIn(0);
    const second = play.walkIn(0);
    play.call(1);
    const twice: HallEvent = {
      type: 'ticket_called',
      ticket: second,
      counter: play.counter(1),
      outOfTurn: null,
      overtook: 0,
      version: play.hall.version + 1,
      at: nine,
    };
    assert.throws(() => evolveHall(play.hall, twice), /not free/);
  });

  it('what changed is exactly the tickets and counters that an event is about', () => {
    const play = new HallPlay(hallSite()).open(1, 2);
    const first = play.walkIn(0);
    play.walkIn(0);
    const before = play.hall;
    play.call(1);
    assert.deepEqual(
      changedTickets(before, play.hall).map((each) => each.id),
      [first],
    );
    assert.deepEqual(
      changedCounters(before, play.hall).map((each) => each.counter),
      [play.counter(1)],
    );
  });

  it('the last calls are the newest first, one entry a ticket, at most twelve', () => {
    const play = new HallPlay(hallSite()).open(1);
    for (let index = 0; index < 15; index += 1) {
      const id = play.walkIn(index);
      play.call(index);
      play.do(index, { type: 'recall', counter: play.counter(1) });
      assert.equal(play.hall.calls[0]?.ticket, id);
      assert.equal(play.hall.calls[0]?.times, 2);
      play.do(index, { type: 'finish', counter: play.counter(1), outcome: 'completed' });
    }
    assert.equal(play.hall.calls.length, 12);
    assert.equal(new Set(play.hall.calls.map((each) => each.ticket)).size, 12);
  });

  it('a ticket that was kept for a counter is everybody’s again when that counter closes', () => {
    const play = new HallPlay(hallSite(3)).open(1, 2);
    const id = play.walkIn(0);
    play.call(1);
    play.do(2, { type: 'transfer', counter: play.counter(1), toQueue: null, toCounter: play.counter(2) });
    play.do(3, { type: 'close_counter', counter: play.counter(2) });
    assert.equal(play.ticket(id).reservedFor, null);
    assert.equal(play.call(4, 1), id);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { playDay, SimulatedDay } from '../../../../seeds/demo/simulated-day.ts';
import { foldDay } from '../../../../server/domain/queue/figures/day-fold.ts';
import { serviceLevel } from '../../../../server/domain/queue/figures/service-level.ts';
import type { HallCommand, HallEvent } from '../../../../server/domain/queue/hall/hall.ts';
import { day, HallPlay, minute, nine, seventeen } from '../../../support/hall-play.ts';
import { hallMinutes, hallSite } from '../../../support/hall-site.ts';

const zone = 'Asia/Shanghai';

/** The same figures counted a second time, ticket by ticket from its own line of events, with nothing of the application's rules. */
function counted(events: readonly HallEvent[], withinMinutes: number) {
  const end = events.at(-1)?.at ?? 0;
  const sum = { served: 0, missed: 0, left: 0, notReached: 0, notRecorded: 0, asked: 0, within: 0 };
  const counters: Record<string, { serving: number; handedOn: number; served: number }> = {};
  for (const born of events) {
    if (born.type !== 'ticket_issued') continue;
    const story = events.filter((one) => 'ticket' in one && one.ticket === born.ticket.id);
    const last = story.at(-1)?.type;
    const first = story.find((one) => one.type === 'ticket_called');
    const before = story.at(-2)?.type;
    if (last === 'service_finished') sum.served += 1;
    if (last === 'ticket_left') sum.left += 1;
    if (last === 'ticket_missed' || (last === 'ticket_voided' && before === 'ticket_missed')) sum.missed += 1;
    if (last === 'ticket_voided' && before !== 'ticket_missed') sum.notReached += 1;
    if (last === 'visit_not_recorded') sum.notRecorded += 1;
    const from = Math.max(born.at, born.ticket.bookedStart ?? 0);
    const late = (at: number): boolean => at - from > withinMinutes * 60_000;
    if (first !== undefined) {
      sum.asked += 1;
      if (!late(first.at)) sum.within += 1;
    } else if (last === 'ticket_voided' || (last === 'ticket_left' && late(story.at(-1)?.at ?? 0))) {
      sum.asked += 1;
    }
    for (const [position, one] of story.entries()) {
      if (one.type !== 'service_started') continue;
      const next = story[position + 1];
      if (next?.type === 'visit_not_recorded') continue;
      const at = counters[one.counter] ?? { serving: 0, handedOn: 0, served: 0 };
      counters[one.counter] = at;
      at.serving += (next?.at ?? end) - one.at;
      if (next?.type === 'service_finished') at.served += 1;
      else if (next !== undefined) at.handedOn += 1;
    }
  }
  return { ...sum, counters };
}

function folded(events: readonly HallEvent[], withinMinutes: number) {
  const { statistics, waiting, counters } = foldDay(events, zone);
  const { served, missed, left, notReached, notRecorded } = statistics;
  const levels = [waiting.appointment, waiting.walk_in].map(({ owed }) => serviceLevel(owed, withinMinutes));
  const worked = Object.entries(counters).filter(([, one]) => one.serving + one.handedOn + one.served > 0);
  return {
    served,
    missed,
    left,
    notReached,
    notRecorded,
    asked: levels.reduce((total, level) => total + level.asked, 0),
    within: levels.reduce((total, level) => total + level.within, 0),
    counters: Object.fromEntries(
      worked.map(([code, { serving, handedOn, served: done }]) => [
        code,
        { serving, handedOn, served: done },
      ]),
    ),
  };
}

const settled = (figures: ReturnType<typeof counted>) => ({
  ...figures,
  counters: Object.fromEntries(
    Object.entries(figures.counters).filter(([, one]) => one.serving + one.handedOn + one.served > 0),
  ),
});

const verbs = [
  'issue',
  'issue',
  'check_in',
  'call_next',
  'call_next',
  'start',
  'finish',
  'missed',
  'park',
  'transfer',
  'leave',
  'return',
  'resume_ticket',
  'recall',
] as const;
const script = fc.array(fc.record({ verb: fc.constantFrom(...verbs), pick: fc.nat(40), gap: fc.nat(12) }), {
  maxLength: 80,
});

describe('who was never served', () => {
  it('of a small day is counted by hand: left, missed, and not reached; with the level of service and the hours of counters', () => {
    const play = new HallPlay(hallSite(2, { recalls: 0 })).open(1, 2);
    const counter = play.counter(1);
    const [inTime, parks, misses, impatient, patient] = [0, 0, 0, 0, 0].map(() => play.walkIn(0));
    const early = play.checkIn(0, 40);
    assert.ok([inTime, early].every(Boolean));
    play.do(9, { type: 'leave', ticket: impatient ?? '' });
    play.do(20, { type: 'call_ticket', counter, ticket: inTime ?? '', reason: 'x' });
    play.do(20, { type: 'start', counter });
    play.do(25, { type: 'finish', counter, outcome: 'completed' });
    play.do(25, { type: 'call_ticket', counter, ticket: parks ?? '', reason: 'x' });
    play.do(26, { type: 'start', counter });
    play.do(36, { type: 'park', counter });
    play.do(37, { type: 'leave', ticket: patient ?? '' });
    play.do(37, { type: 'call_ticket', counter, ticket: misses ?? '', reason: 'x' });
    play.do(38, { type: 'missed', counter });
    play.do(60, { type: 'call_ticket', counter, ticket: early, reason: 'x' });
    play.do(61, { type: 'start', counter });
    play.do(63, { type: 'transfer', counter, toQueue: null, toCounter: play.counter(2) });
    play.walkIn(65);
    play.do(70, { type: 'close_day' });
    const found = folded(play.events, 20);
    assert.deepEqual(found, {
      served: 1,
      missed: 1,
      left: 2,
      // who is parked, who was passed on, and who came last
      notReached: 3,
      notRecorded: 0,
      // four were called; one has left after 37 minutes, one was never called; who left after nine minutes says nothing
      asked: 6,
      // at 20 minutes sharp, and 20 after the booked time
      within: 2,
      counters: { [counter]: { serving: 17 * minute, handedOn: 2, served: 1 } },
    });
    assert.deepEqual(settled(counted(play.events, 20)), found);
  });

  it('of simulated days is the same counted twice, and with the served ones it is everybody', () => {
    let [left, handedOn] = [0, 0];
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const site = hallSite(4);
      const options = { site, opensAt: nine, closesAt: seventeen, seed, tickets: 150, minutes: hallMinutes };
      const { events, hall } = playDay(new SimulatedDay(options), site, day);
      const found = folded(events, 20);
      assert.deepEqual(settled(counted(events, 20)), found);
      assert.equal(
        found.served + found.missed + found.left + found.notReached + found.notRecorded,
        hall.tickets.size,
      );
      left += found.left;
      for (const one of Object.values(found.counters)) handedOn += one.handedOn;
    }
    assert.ok(left > 5 && handedOn > 5, 'the days had both');
  });

  it('of any commands, also in the middle of a day, is the same counted twice', () => {
    fc.assert(
      fc.property(script, fc.integer({ min: 1, max: 60 }), fc.boolean(), (steps, within, closed) => {
        const play = new HallPlay(hallSite(2, { recalls: 0 })).open(1, 2);
        let now = 0;
        for (const { verb, pick, gap } of steps) {
          now += gap;
          play.attempt(now, commandOf(play, verb, pick, now));
        }
        if (closed) play.attempt(now + 5, { type: 'close_day' });
        assert.deepEqual(settled(counted(play.events, within)), folded(play.events, within));
      }),
    );
  });

  it('a call at the very end of the target is in time, and a moment later it is not', () => {
    const owed = { called: [...Array(20).fill(0), 1, 1], left: [...Array(20).fill(0), 1, 1], notReached: 1 };
    assert.deepEqual(serviceLevel(owed, 20), { asked: 4, within: 1 });
    const play = new HallPlay(hallSite(1)).open(1);
    play.walkIn(0);
    play.call(20.0001);
    assert.equal(folded(play.events, 20).within, 0);
  });
});

function commandOf(play: HallPlay, verb: (typeof verbs)[number], pick: number, now: number): HallCommand {
  const counter = play.counter(1 + (pick % 2));
  const ticket = `t${1 + (pick % 20)}`;
  switch (verb) {
    case 'issue':
      return play.issue();
    case 'check_in':
      return play.booked(now + pick - 15);
    case 'finish':
      return { type: verb, counter, outcome: 'completed' };
    case 'transfer':
      return { type: verb, counter, toQueue: null, toCounter: play.counter(2 - (pick % 2)) };
    case 'leave':
    case 'return':
    case 'resume_ticket':
      return { type: verb, ticket };
    default:
      return { type: verb, counter };
  }
}

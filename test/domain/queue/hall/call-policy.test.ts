import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Counter } from '../../../../server/domain/catalogue/site.ts';
import {
  aheadOf,
  callOrder,
  callReason,
  canServe,
  compareDue,
  dueFor,
  isEarly,
  nextFor,
  overtakenBy,
} from '../../../../server/domain/queue/hall/call-policy.ts';
import { defaultHallPolicy } from '../../../../server/domain/queue/hall/hall-policy.ts';
import { HallPlay, minute, nine } from '../../../support/hall-play.ts';
import { hallSite, queueA, queueB } from '../../../support/hall-site.ts';
import { arrivals, fill } from '../../../support/random-hall.ts';

const due = (bookedStart: number | null, issued: number, priority = false, policy = defaultHallPolicy) =>
  dueFor(
    {
      bookedStart: bookedStart === null ? null : nine + bookedStart * minute,
      issuedAt: nine + issued * minute,
      priority,
    },
    policy,
  );

describe('due time', () => {
  it('a walk-in is due the walk-in target after its issue', () => {
    assert.equal(due(null, 5).due, nine + 25 * minute);
  });

  it('an appointment that is early or on time is due at its booked time', () => {
    assert.equal(due(30, 5).due, nine + 30 * minute);
    assert.deepEqual(due(30, 30), {
      due: nine + 30 * minute,
      dueReason: { kind: 'appointment', at: nine + 30 * minute },
    });
  });

  it('an appointment that is late within the grace is due when it checks in', () => {
    assert.equal(due(30, 45).due, nine + 45 * minute);
    assert.equal(due(30, 45).dueReason.kind, 'late_appointment');
  });

  it('an appointment that is later than the grace counts as a walk-in', () => {
    assert.equal(due(30, 46).due, nine + 66 * minute);
    assert.equal(due(30, 46).dueReason.kind, 'too_late_appointment');
  });

  it('a priority ticket is due when it is issued, unless the site has no priority lane', () => {
    assert.equal(due(null, 5, true).due, nine + 5 * minute);
    assert.equal(due(30, 5, true).due, nine + 5 * minute);
    assert.equal(due(null, 5, true, { ...defaultHallPolicy, priorityLane: false }).due, nine + 25 * minute);
  });

  it('being more punctual never makes an appointment due later', () => {
    const minutes = fc.integer({ min: -60, max: 120 });
    fc.assert(
      fc.property(minutes, minutes, (one, other) => {
        const [early, late] = one < other ? [one, other] : [other, one];
        assert.ok(due(0, early).due <= due(0, late).due);
      }),
    );
  });
});

describe('call order', () => {
  it('who is called next is due first among those whom the counter can serve and who are not early', () => {
    fc.assert(
      fc.property(
        arrivals,
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: 1, max: 3 }),
        (list, at, label) => {
          const play = fill(new HallPlay(hallSite(3)), list);
          const context = { site: play.site, now: nine + at * minute };
          const counter = play.site.counters[label - 1]!;
          const able = [...play.hall.tickets.values()].filter(
            (each) => each.state === 'waiting' && canServe(counter, each),
          );
          const next = nextFor(play.hall, counter.code, context);
          assert.equal(next === null, able.length === 0);
          if (next === null) return;
          const early = (ticket: typeof next.ticket) => isEarly(ticket, play.site.hall, context.now);
          for (const other of able) {
            if (early(next.ticket)) assert.ok(early(other), 'an early one is called while another waits');
            if (early(next.ticket) === early(other)) assert.ok(compareDue(next.ticket, other) <= 0);
          }
        },
      ),
    );
  });

  it('calling again and again with one counter for everything follows the order that the console shows', () => {
    fc.assert(
      fc.property(arrivals, (list) => {
        const play = fill(new HallPlay(hallSite(1)), list).open(1);
        const context = { site: play.site, now: nine + 300 * minute };
        const shown = callOrder(play.hall, context).map((each) => each.id);
        const queueOf = (id: string) => play.ticket(id).queue;
        shown.forEach((id, index) => {
          const before = shown.slice(0, index).filter((other) => queueOf(other) === queueOf(id));
          assert.equal(aheadOf(play.hall, play.ticket(id), context), before.length);
        });
        const called = shown.map(() => {
          const id = play.call(300);
          play.do(300, { type: 'finish', counter: play.counter(1), outcome: 'completed' });
          return id;
        });
        assert.deepEqual(called, shown);
      }),
      { numRuns: 40 },
    );
  });

  it('an early appointment steps back while a walk-in waits, and is called when nobody else does', () => {
    const play = new HallPlay(hallSite(1)).open(1);
    const appointment = play.checkIn(0, 15);
    const walkIn = play.walkIn(0);
    assert.equal(play.call(4), walkIn);
    play.do(4, { type: 'finish', counter: play.counter(1), outcome: 'completed' });
    const next = nextFor(play.hall, play.counter(1), { site: play.site, now: nine + 4 * minute });
    assert.equal(next?.ticket.id, appointment);
    assert.equal(next?.reason.early, true);
    assert.equal(play.call(4), appointment);
  });

  it('an appointment goes first from ten minutes before its time', () => {
    const play = new HallPlay(hallSite(1)).open(1);
    const appointment = play.checkIn(0, 15);
    play.walkIn(0);
    assert.equal(play.call(5), appointment);
  });

  it('a ticket that is kept for a counter is called by no other', () => {
    const play = new HallPlay(hallSite(3)).open(1, 2);
    const ticket = play.walkIn(0);
    play.call(1);
    play.do(2, { type: 'transfer', counter: play.counter(1), toQueue: null, toCounter: play.counter(2) });
    assert.equal(play.code(3, { type: 'call_next', counter: play.counter(1) }), 'nobody_waiting');
    assert.equal(play.call(3, 2), ticket);
  });

  it('the reason says the waiting time and the target, or the booked time', () => {
    const play = new HallPlay(hallSite(3));
    const walkIn = play.ticket(play.walkIn(0));
    const booked = play.ticket(play.checkIn(15, 75));
    const at = (minutes: number) => ({ site: play.site, now: nine + minutes * minute });
    const first = callReason(walkIn, at(22.9));
    assert.deepEqual([first.kind, first.waitedMinutes, first.targetMinutes], ['walk_in', 22, 20]);
    const second = callReason(booked, at(75));
    assert.deepEqual([second.kind, second.bookedStart], ['appointment', nine + 75 * minute]);
    assert.equal(second.targetMinutes, null);
    const tooLate = callReason(play.ticket(play.checkIn(76, 30)), at(76));
    assert.deepEqual([tooLate.kind, tooLate.targetMinutes], ['too_late_appointment', 20]);
    play.open(1);
    assert.equal(play.call(77), walkIn.id);
    for (const type of ['recall', 'recall', 'missed'] as const)
      play.do(78, { type, counter: play.counter(1) });
    play.do(79, { type: 'return', ticket: walkIn.id });
    const back = callReason(play.ticket(walkIn.id), at(80));
    assert.deepEqual([back.kind, back.targetMinutes], ['returned', null]);
  });

  it('people ahead are those of the same queue who are called before', () => {
    const play = new HallPlay(hallSite(3));
    play.walkIn(0);
    play.walkIn(0, { queue: queueB });
    const last = play.walkIn(1, { queue: queueA });
    play.walkIn(2, { priority: true });
    const context = { site: play.site, now: nine + 2 * minute };
    assert.equal(aheadOf(play.hall, play.ticket(last), context), 2);
  });

  it('nobody is ahead of a ticket that does not wait, and who does not wait is ahead of nobody', () => {
    const play = new HallPlay(hallSite(2)).open(1, 2);
    const [first, second, third] = [play.walkIn(0), play.walkIn(1), play.walkIn(2)];
    const ahead = (id: string) =>
      aheadOf(play.hall, play.ticket(id), { site: play.site, now: nine + 3 * minute });
    assert.deepEqual([ahead(first), ahead(second), ahead(third)], [0, 1, 2]);
    assert.equal(play.call(3), first);
    assert.deepEqual([ahead(first), ahead(second), ahead(third)], [0, 0, 1]);
    play.do(3, { type: 'call_ticket', counter: play.counter(2), ticket: third, reason: 'asked' });
    assert.deepEqual([ahead(second), ahead(third)], [0, 0]);
  });

  it('a call out of turn passes over those who wait, come before and could be served there', () => {
    const play = new HallPlay(hallSite(3)).open(1, 2, 3);
    const called = play.walkIn(0);
    const [first, other, asked] = [play.walkIn(1), play.walkIn(1, { queue: queueB }), play.walkIn(2)];
    play.walkIn(3);
    assert.equal(play.call(4, 2), called);
    const [onlyA, , both] = play.site.counters;
    assert.ok(onlyA !== undefined && both !== undefined);
    const over = (counter: Counter, id: string) =>
      overtakenBy(play.hall, counter, play.ticket(id), { site: play.site, now: nine + 4 * minute });
    assert.deepEqual([over(onlyA, asked), over(both, asked)], [1, 2]);
    assert.deepEqual([over(both, first), over(both, other)], [0, 1]);
  });

  it('appointments that are early stand in the order of their times, after all others', () => {
    const play = new HallPlay(hallSite(2)).open(1);
    const [sixty, fifty, forty] = [play.checkIn(0, 60), play.checkIn(1, 50), play.checkIn(2, 40)];
    const walkIn = play.walkIn(3);
    const order = callOrder(play.hall, { site: play.site, now: nine + 4 * minute });
    assert.deepEqual(
      order.map(({ id }) => id),
      [walkIn, forty, fifty, sixty],
    );
  });

  it('of two who are due at once the one who came first is called, whatever the letter of the number', () => {
    const play = new HallPlay(hallSite(3)).open(1, 2, 3);
    const first = { ...play.booked(30), queue: queueB };
    play.do(0, first);
    const second = play.checkIn(1, 30);
    const [one, other] = [play.ticket(first.id), play.ticket(second)];
    assert.ok(one.number > other.number);
    assert.ok(compareDue(one, other) < 0 && compareDue(other, one) > 0);
    assert.equal(compareDue(one, one), 0);
  });

  it('a counter that the site does not have has nobody next', () => {
    const play = new HallPlay(hallSite(1));
    play.walkIn(0);
    assert.equal(nextFor(play.hall, 'BJ-TSY-9', { site: play.site, now: nine }), null);
  });
});

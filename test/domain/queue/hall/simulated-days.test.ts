import assert from 'node:assert/strict';
import { playDay, SimulatedDay } from '../../../../seeds/demo/simulated-day.ts';
import { canServe, compareDue, isEarly } from '../../../../server/domain/queue/hall/call-policy.ts';
import { evolveHall, replayHall } from '../../../../server/domain/queue/hall/evolve-hall.ts';
import type { Hall, HallEvent } from '../../../../server/domain/queue/hall/hall.ts';
import { emptyHall } from '../../../../server/domain/queue/hall/hall.ts';
import type { Ticket } from '../../../../server/domain/queue/hall/ticket.ts';
import { isAtCounter, isFinal } from '../../../../server/domain/queue/hall/transitions.ts';
import { day, nine, seventeen } from '../../../support/hall-play.ts';
import { hallMinutes, hallSite } from '../../../support/hall-site.ts';

const seeds = [11, 12, 13, 14, 15, 16];
const site = hallSite(10);

function play(seed: number) {
  const options = { site, opensAt: nine, closesAt: seventeen, seed, tickets: 420, minutes: hallMinutes };
  return playDay(new SimulatedDay(options), site, day);
}

const days = new Map<number, ReturnType<typeof play>>();
const theDay = (seed: number) => {
  const known = days.get(seed) ?? play(seed);
  days.set(seed, known);
  return known;
};

/** Shows every event with the hall before it. */
function watch(seed: number, look: (before: Hall, event: HallEvent, after: Hall) => void): void {
  let hall = emptyHall(site.code, day);
  for (const event of theDay(seed).events) {
    const after = evolveHall(hall, event);
    look(hall, event, after);
    hall = after;
  }
}

const waitingFor = (hall: Hall, code: string): readonly Ticket[] => {
  const counter = site.counters.find((each) => each.code === code)!;
  return [...hall.tickets.values()].filter((each) => each.state === 'waiting' && canServe(counter, each));
};

for (const seed of seeds) {
  describe(`a simulated day of 400 tickets, seed ${seed}`, () => {
    it('has a day’s work in it and ends with every ticket in a final state', () => {
      const { hall, events } = theDay(seed);
      assert.ok(hall.tickets.size > 350, `${hall.tickets.size} tickets`);
      assert.ok([...hall.tickets.values()].every((each) => isFinal(each.state)));
      const types = new Set(events.map((each) => each.type));
      for (const type of [
        'ticket_missed',
        'ticket_returned',
        'ticket_parked',
        'ticket_transferred',
      ] as const) {
        assert.ok(types.has(type), `no ${type}`);
      }
    });

    it('replaying its events gives the stored state', () => {
      const { hall, events } = theDay(seed);
      assert.deepEqual(replayHall(site.code, day, events), hall);
    });

    it('versions grow by one with no gap, and ticket numbers never repeat or go back', () => {
      const last = new Map<string, string>();
      const numbers = new Set<string>();
      watch(seed, (before, event) => {
        assert.equal(event.version, before.version + 1);
        if (event.type !== 'ticket_issued') return;
        const { number, queue } = event.ticket;
        assert.ok(number > (last.get(queue) ?? ''), number);
        assert.ok(!numbers.has(number), number);
        last.set(queue, number);
        numbers.add(number);
      });
    });

    it('a ticket at a counter is at one, and a counter has at most one', () => {
      watch(seed, (_, event, after) => {
        if (!('counter' in event)) return;
        const here = [...after.tickets.values()].filter(
          (each) => isAtCounter(each.state) && each.counter === event.counter,
        );
        assert.ok(here.length <= 1);
        assert.equal(after.counters.get(event.counter)?.ticket ?? null, here[0]?.id ?? null);
      });
    });

    it('a walk-in is never overtaken by a ticket that is due later, unless out of turn', () => {
      const overtakings = new Map<string, number>();
      watch(seed, (before, event) => {
        if (event.type !== 'ticket_called') return;
        const called = before.tickets.get(event.ticket)!;
        for (const other of waitingFor(before, event.counter)) {
          if (other.id === called.id || other.kind !== 'walk_in') continue;
          if (event.outOfTurn === null)
            assert.ok(compareDue(called, other) < 0, `${called.number}, ${other.number}`);
          if (called.issuedAt > other.issuedAt)
            overtakings.set(other.number, (overtakings.get(other.number) ?? 0) + 1);
        }
      });
      const [number, count] = [...overtakings].sort((a, b) => b[1] - a[1])[0] ?? ['nobody', 0];
      console.log(`      longest overtaking, seed ${seed}: ${number} by ${count} tickets that came later`);
    });

    it('an appointment is overtaken by a ticket due later only while it is early', () => {
      watch(seed, (before, event) => {
        if (event.type !== 'ticket_called' || event.outOfTurn !== null) return;
        const called = before.tickets.get(event.ticket)!;
        for (const other of waitingFor(before, event.counter)) {
          if (other.id === called.id || compareDue(called, other) < 0) continue;
          assert.ok(isEarly(other, site.hall, event.at));
        }
      });
    });
  });
}

describe('the simulated day', () => {
  it('is the same day for the same seed', () => {
    assert.deepEqual(play(11).events, theDay(11).events);
    assert.notDeepEqual(theDay(12).events, theDay(11).events);
  });
});

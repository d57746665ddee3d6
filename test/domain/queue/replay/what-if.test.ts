import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { HallEvent } from '../../../../server/domain/queue/hall/hall.ts';
import { asItWas } from '../../../../server/domain/queue/replay/what-if/as-it-was.ts';
import {
  type CounterChange,
  changedCounters,
} from '../../../../server/domain/queue/replay/what-if/counter-changes.ts';
import { playAgain } from '../../../../server/domain/queue/replay/what-if/play-again.ts';
import { msOf, type PlayedDay } from '../../../../server/domain/queue/replay/what-if/played-day.ts';
import { whatIf } from '../../../../server/domain/queue/replay/what-if/what-if.ts';
import { day, HallPlay, minute, nine } from '../../../support/hall-play.ts';
import { hallSite, queueA, queueB } from '../../../support/hall-site.ts';
import { atOnce, busyDay, playedOf, sessions, times } from './replayed.ts';

const site = hallSite(10);
const days = [31, 32, 33, 34, 35, 36].map((seed) => playedOf(site, busyDay(site, seed, 420)));
const unchanged = { opens: null, closes: null, shut: false, queues: null };

function ask(played: PlayedDay, changes: readonly CounterChange[] = []) {
  return { played, day, sessions, changes, times };
}

function again(played: PlayedDay) {
  const counters = changedCounters(ask(played));
  return atOnce(playAgain({ played, counters, usualReaction: 1, usualVisit: () => 1 }));
}

const act = fc.record({
  minutes: fc.integer({ min: 0, max: 6 }),
  what: fc.constantFrom(
    ...([
      'issue',
      'issue',
      'issue',
      'check_in',
      'call',
      'call',
      'call',
      'choose',
      'finish',
      'finish',
    ] as const),
    ...(['missed', 'park', 'back', 'transfer', 'to_counter', 'leave', 'defer', 'change', 'void'] as const),
    ...(['pause', 'resume', 'close', 'open', 'pause_hall', 'resume_hall', 'undo', 'correct'] as const),
  ),
  counter: fc.integer({ min: 1, max: 3 }),
  which: fc.nat(30),
});
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

/** A day on which everything happens that can. */
function strangeDay(acts: readonly Act[]): readonly HallEvent[] {
  const play = new HallPlay(hallSite(3)).open(1, 2, 3);
  let at = 1;
  for (const { minutes, what, counter: label, which } of acts) {
    at += minutes;
    const counter = play.counter(label);
    const ticket = [...play.hall.tickets.keys()][which % Math.max(1, play.hall.tickets.size)] ?? '';
    const queue = which % 3 === 0 ? queueB : queueA;
    const command = {
      issue: () => play.issue({ queue, priority: which % 7 === 0 }),
      check_in: () => play.booked(at + 10 - (which % 20), which % 9 === 0),
      call: () => ({ type: 'call_next', counter }) as const,
      choose: () => ({ type: 'call_ticket', counter, ticket, reason: '老人' }) as const,
      finish: () => ({ type: 'finish', counter, outcome: 'completed' }) as const,
      recall: () => ({ type: 'recall', counter }) as const,
      missed: () => ({ type: 'missed', counter }) as const,
      park: () => ({ type: 'park', counter }) as const,
      back: () =>
        play.hall.tickets.get(ticket)?.state === 'parked'
          ? ({ type: 'resume_ticket', ticket } as const)
          : ({ type: 'return', ticket } as const),
      transfer: () => ({ type: 'transfer', counter, toQueue: queue, toCounter: null }) as const,
      to_counter: () =>
        ({ type: 'transfer', counter, toQueue: null, toCounter: play.counter((which % 3) + 1) }) as const,
      leave: () => ({ type: 'leave', ticket }) as const,
      defer: () => ({ type: 'defer', ticket, places: (which % 3) + 1 }) as const,
      change: () =>
        ({
          type: 'change_ticket',
          ticket,
          queue,
          services: null,
          priority: which % 2 === 0,
          note: null,
        }) as const,
      void: () => ({ type: 'void_ticket', ticket }) as const,
      pause: () => ({ type: 'pause_counter', counter, reason: '用餐' }) as const,
      resume: () => ({ type: 'resume_counter', counter }) as const,
      close: () => ({ type: 'close_counter', counter }) as const,
      open: () => ({ type: 'open_counter', counter, staff: null }) as const,
      pause_hall: () => ({ type: 'pause_hall', reason: '停电' }) as const,
      resume_hall: () => ({ type: 'resume_hall' }) as const,
      undo: () => play.undo(label),
      correct: () => ({ type: 'correct', ticket, to: 'waiting', outcome: 'completed' }) as const,
    }[what]();
    play.attempt(at, command);
  }
  return play.events;
}

describe('a day played again', () => {
  it('with nothing changed is the day as it was, to the last call', () => {
    for (const played of days) assert.deepEqual(again(played), asItWas(played));
  });

  it('whatever happened on it: out of turn, deferred, transferred, set aside, missed, taken back, put right', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 20, maxLength: 120 }), fc.boolean(), (acts, over) => {
        const events = strangeDay(acts);
        const played = playedOf(hallSite(3), events, over ? undefined : nine + 100 * minute);
        assert.deepEqual(again(played), asItWas(played));
      }),
      { numRuns: 300 },
    );
  });

  it('is played in pieces, so that whoever serves others can let them go first', () => {
    const played = days[0] as PlayedDay;
    const calls = asItWas(played).filter(({ called }) => called).length;
    let pieces = 0;
    for (const _ of whatIf(ask(played, [{ ...unchanged, counter: 'BJ-TSY-3', shut: true }]))) pieces += 1;
    // a call is at least one moment at which something happens
    assert.ok(pieces > calls / 50, `${pieces} pieces for ${calls} calls`);
  });

  it('tells the calls that the events tell', () => {
    const events = busyDay(site, 31, 420);
    const calls = events.filter(({ type }) => type === 'ticket_called').map(({ at }) => at);
    const played = days[0] as PlayedDay;
    const called = asItWas(played).filter((stand) => stand.called);
    assert.deepEqual(
      called.map(({ until }) => played.from + msOf(until)),
      calls,
    );
  });

  it('one counter more never makes people wait longer in all, over many days', () => {
    let before = 0;
    let after = 0;
    for (let seed = 100; seed < 130; seed += 1) {
      const busy = hallSite(5);
      const more = {
        ...busy,
        counters: [...busy.counters, { ...site.counters[9]!, code: 'more', label: '9' }],
      };
      const played = playedOf(more, busyDay(busy, seed, 260));
      const { real, other } = atOnce(whatIf(ask(played, [{ ...unchanged, counter: 'more', opens: 9 * 60 }])));
      before += real.total;
      after += other.total;
    }
    assert.ok(after < 0.8 * before, `${after} minutes, ${before} before`);
  });

  it('a counter that stays closed calls nobody, and the others do its work', () => {
    const played = days[0] as PlayedDay;
    const shut = { ...unchanged, counter: 'BJ-TSY-3', shut: true };
    const counters = changedCounters(ask(played, [shut]));
    assert.deepEqual(counters.find(({ code }) => code === shut.counter)?.spans, []);
    const { real, other } = atOnce(whatIf(ask(played, [shut])));
    assert.ok(other.total > real.total && (other.p90 ?? 0) > (real.p90 ?? 0));
  });

  it('what is added to a counter lies in the hours, and what it did stays as it was', () => {
    const play = new HallPlay(hallSite(3));
    for (const at of [1, 2, 3]) play.walkIn(at);
    play.do(60, { type: 'open_counter', counter: play.counter(1), staff: null });
    play.do(70, { type: 'pause_counter', counter: play.counter(1), reason: '用餐' });
    play.do(90, { type: 'close_counter', counter: play.counter(1) });
    const played = playedOf(play.site, play.events);
    const early = { ...unchanged, counter: play.counter(1), opens: 8 * 60, closes: 18 * 60 };
    const spans = changedCounters(ask(played, [early]))[0]?.spans.map(({ from, to }) =>
      [from, to].map((tick) => Math.round(msOf(tick) / minute)),
    );
    // it was open for ten minutes, and called nobody
    assert.deepEqual(spans, [
      [0, 60],
      [90, 480],
    ]);
    const never = { ...unchanged, counter: play.counter(2), opens: 9 * 60 + 30 };
    const opened = changedCounters(ask(played, [never]))[1]?.spans.map(({ from }) => msOf(from) / minute);
    assert.deepEqual(opened, [30]);
    const waits = atOnce(whatIf(ask(played, [never])));
    assert.deepEqual(
      [waits.real.called, waits.other.called, waits.real.left, waits.other.left],
      [0, 3, 3, 0],
    );
  });

  it('a counter that serves another queue calls those who wait there', () => {
    const play = new HallPlay(hallSite(3)).open(1);
    play.walkIn(1, { queue: queueB });
    play.walkIn(2);
    play.call(3);
    play.do(10, { type: 'finish', counter: play.counter(1), outcome: 'completed' });
    const change = { ...unchanged, counter: play.counter(1), queues: [queueA, queueB] };
    const { real, other } = atOnce(whatIf(ask(playedOf(play.site, play.events), [change])));
    assert.deepEqual([real.called, other.called], [1, 2]);
  });
});

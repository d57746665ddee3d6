import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { alarmsOf } from '../../../../server/domain/queue/floor/alarms.ts';
import { floorOf, waitsFrom } from '../../../../server/domain/queue/floor/floor.ts';
import { replayHall } from '../../../../server/domain/queue/hall/evolve-hall.ts';
import { standingEvents } from '../../../../server/domain/queue/hall/undone.ts';
import { momentAt, queueSteps, stepsTogether } from '../../../../server/domain/queue/replay/day-replay.ts';
import { openSpans } from '../../../../server/domain/queue/replay/open-spans.ts';
import { replayedEvents } from '../../../../server/domain/queue/replay/replayed-events.ts';
import { day, HallPlay, minute, nine, seventeen } from '../../../support/hall-play.ts';
import { hallSite } from '../../../support/hall-site.ts';
import { askOf, busyDay, replayOf, sessions, times } from './replayed.ts';

const site = hallSite(10);
const events = busyDay(site, 21, 420);
const replay = replayOf(site, events);
const spans = openSpans(replay);

describe('a day looked at again', () => {
  it('every moment is the hall that the events up to then made', () => {
    const standing = standingEvents(events);
    fc.assert(
      fc.property(fc.integer({ min: replay.from, max: replay.to }), (at) => {
        const before = standing.filter((event) => event.at <= at);
        const hall = replayHall(
          site.code,
          day,
          before.map((event, index) => ({ ...event, version: index + 1 })),
        );
        const moment = momentAt(replay, at);
        const tickets = [...hall.tickets.values()];
        for (const [index, { id }] of site.queues.entries()) {
          const waiting = tickets.filter(({ state, queue }) => state === 'waiting' && queue === id);
          const expected = waiting.map((one) => [one.number, Math.max(0, at - waitsFrom(one))]);
          const shown = moment.queues[index]?.map(({ number, waited }) => [number, waited]);
          assert.deepEqual(new Map(shown as [string, number][]), new Map(expected as [string, number][]));
          const waits = (moment.queues[index] ?? []).map(({ waited }) => waited);
          assert.deepEqual(
            waits,
            [...waits].sort((a, b) => b - a),
          );
        }
        assert.equal(moment.served, tickets.filter(({ state }) => state === 'done').length);
        for (const [index, { code }] of site.counters.entries()) {
          const counter = hall.counters.get(code);
          const there = hall.tickets.get(counter?.ticket ?? '');
          const shown = moment.counters[index];
          assert.deepEqual(
            [shown?.state, shown?.ticket, shown?.serving],
            [counter?.state ?? 'closed', there?.number ?? null, there?.state === 'serving'],
          );
          const open = spans.get(code)?.some(({ from, to }) => from <= at && at < to) ?? false;
          assert.equal(open, counter?.state === 'open' && at < replay.to, `${code} is open at ${at}`);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('the curves are the numbers of the moments', () => {
    const queues = queueSteps(replay);
    for (const [index, steps] of queues.entries())
      for (const step of steps.filter((_, place) => place % 17 === 0))
        assert.equal(momentAt(replay, replay.from + step.at).queues[index]?.length, step.waiting);
    for (const step of stepsTogether(queues).filter((_, place) => place % 17 === 0))
      assert.equal(momentAt(replay, replay.from + step.at).waiting, step.waiting);
  });

  it('an alarm lasts for the minutes in which the floor has it', () => {
    for (let at = nine; at < seventeen; at += 7 * minute) {
      const hall = replayHall(
        site.code,
        day,
        events.filter((event) => event.at < at),
      );
      const context = { site, now: at };
      const found = alarmsOf({
        ...{ floor: floorOf(hall, times, context), context, closedAt: seventeen },
        ...{ state: hall.state === 'paused' ? 'paused' : 'open', unattended: [], silent: [], conflicts: 0 },
      });
      const shown = momentAt(replay, at).alarms.map(({ kind, queue, counter }) =>
        [kind, site.queues[queue]?.id ?? site.counters[counter]?.code].join(' '),
      );
      const expected = found.map((alarm) =>
        [alarm.kind, 'queue' in alarm ? alarm.queue : 'counter' in alarm ? alarm.counter : ''].join(' '),
      );
      assert.deepEqual(shown.sort(), expected.sort(), new Date(at).toISOString());
    }
    assert.ok(replay.alarms.length > 0);
  });

  it('a day of 400 tickets is small, and names nobody', () => {
    const text = JSON.stringify(replay);
    assert.ok(replay.tickets.length > 350);
    assert.ok(gzipSync(text).length < 60_000, `${gzipSync(text).length} bytes`);
    assert.doesNotMatch(text, /ticket-\d|booking|RENEW/);
  });

  it('what was taken back never happened, and is counted', () => {
    const play = new HallPlay(hallSite(3, { recalls: 0 })).open(1);
    play.walkIn(1);
    play.call(2);
    play.do(3, { type: 'missed', counter: play.counter(1) });
    play.do(4, play.undo());
    play.do(9, { type: 'finish', counter: play.counter(1), outcome: 'completed' });
    const played = replayedEvents(askOf(play.site, play.events));
    assert.equal(played?.takenBack, 1);
    const moment = momentAt(replayOf(play.site, play.events), nine + 3.5 * minute);
    assert.equal(moment.counters[0]?.ticket, 'A001');
  });

  it('nobody waits longer than the day: whoever was cleaned away at midnight waits until it ends, and so it ends', () => {
    const play = new HallPlay(hallSite(3, { recalls: 0 })).open(1);
    play.walkIn(1);
    play.walkIn(2);
    play.call(5);
    play.do(10, { type: 'missed', counter: play.counter(1) });
    play.do(20, { type: 'close_counter', counter: play.counter(1) });
    play.do(15 * 60, { type: 'close_day' });
    const shown = replayOf(play.site, play.events);
    assert.deepEqual([shown.from, shown.to], [nine, seventeen]);
    const end = momentAt(shown, shown.to);
    assert.deepEqual([end.waiting, end.longest], [1, seventeen - nine - 2 * minute]);
  });

  it('a counter that still serves after closing belongs to the day', () => {
    const play = new HallPlay(hallSite(3, { recalls: 0 })).open(1);
    play.walkIn(470);
    play.call(478);
    play.do(500, { type: 'finish', counter: play.counter(1), outcome: 'completed' });
    play.do(900, { type: 'close_day' });
    assert.equal(replayOf(play.site, play.events).to, nine + 500 * minute);
  });

  it('a visit that a supervisor puts right in the evening is shown as it was recorded, and counted', () => {
    const play = new HallPlay(hallSite(3, { recalls: 0 })).open(1);
    const ticket = play.walkIn(1);
    play.call(5);
    play.do(10, { type: 'missed', counter: play.counter(1) });
    play.do(600, { type: 'correct', ticket, to: 'done', outcome: 'completed' });
    const played = replayedEvents(askOf(play.site, play.events));
    assert.deepEqual([played?.to, played?.correctedLater], [seventeen, 1]);
    assert.equal(momentAt(replayOf(play.site, play.events), seventeen).served, 0);
  });

  it('a day that is not over is shown up to now', () => {
    const now = nine + 90.5 * minute;
    const half = replayOf(site, events, now);
    assert.equal(half.to, nine + 90 * minute);
    assert.deepEqual(momentAt(half, half.to), {
      ...momentAt(replay, half.to),
      alarms: momentAt(half, half.to).alarms,
    });
    assert.equal(replayedEvents({ ...askOf(site, [], now), sessions }), null);
  });
});

import assert from 'node:assert/strict';
import { emptyHall, type Hall, type HallEvent } from '../../server/domain/queue/hall/hall.ts';
import { boardOf } from '../../server/domain/queue/screens/board.ts';
import type { BoardMaker } from '../../server/realtime/board-maker.ts';
import type { BoardChange, CounterChange } from '../../server/realtime/events.ts';
import { HallRoom } from '../../server/realtime/hall-room.ts';
import { HallPlay, nine } from '../support/hall-play.ts';
import { hallSite, openHall } from '../support/hall-site.ts';
import { HandTiming, settled } from './hand-timing.ts';

const site = hallSite(3);
const noWaits = { tickets: new Map(), newcomers: new Map() };

/** `cost`: what it takes to tell everybody, milliseconds. */
function room(failures: { left: number } = { left: 0 }, cost = 0) {
  const timing = new HandTiming();
  const play = new HallPlay(site).open(1, 2, 3);
  const pushes: (BoardChange & { readonly at: number })[] = [];
  const staffPushes: CounterChange[] = [];
  const errors: unknown[] = [];
  /** what the database answers, when it is not the newest */
  const read: { hall: Hall | null } = { hall: null };
  const maker = {
    siteOf: async () => site,
    current: async () => boardOf(read.hall ?? play.hall, site, noWaits, openHall, nine),
    of: async (_site: unknown, hall: Hall) => {
      if (failures.left > 0) {
        failures.left -= 1;
        throw new Error('the database is away');
      }
      return boardOf(hall, site, noWaits, openHall, nine);
    },
  } as unknown as BoardMaker;
  const made = new HallRoom(site.code, {
    maker,
    timing,
    push: (change) => {
      pushes.push({ ...change, at: timing.now });
      timing.now += cost;
    },
    pushToStaff: (change) => staffPushes.push(change),
    failed: (error) => errors.push(error),
  });
  const change = (events: readonly HallEvent[]): void => made.changed({ hall: play.hall, events });
  return { timing, play, pushes, staffPushes, errors, read, change, made };
}

describe('the room of a hall', () => {
  it('tells a change at once when nothing was told just before', async () => {
    const { play, pushes, change } = room();
    const version = play.hall.version;
    change(play.do(0, play.issue()));
    await settled();
    assert.deepEqual(
      pushes.map(({ at, version: pushed, after }) => ({ at, pushed, after })),
      [{ at: 0, pushed: version + 1, after: version }],
    );
  });

  it('pushes more often where that costs nothing than where it is work, and never seldom', async () => {
    for (const [cost, most] of [
      [0, 10],
      [20, 7],
      [200, 4],
    ] as const) {
      const { timing, play, pushes, change } = room({ left: 0 }, cost);
      for (let turn = 0; turn < 60; turn += 1) {
        change(play.do(0, play.issue()));
        await timing.advance(50);
      }
      for (const { at } of pushes) {
        const inSecond = pushes.filter((push) => push.at >= at && push.at < at + 1000);
        assert.ok(
          inSecond.length <= most,
          `${cost} ms: ${inSecond.length} pushes in the second from ${at} ms`,
        );
      }
      const [first, last] = [pushes[0]?.at ?? 0, pushes.at(-1)?.at ?? 0];
      const each = (last - first) / (pushes.length - 1);
      assert.ok(each <= 250 + 50 + cost, `${cost} ms: one in ${each} ms`);
    }
  });

  it('pushes at most ten times a second, ends on the newest state, and drops no call and no recall', async () => {
    const { timing, play, pushes, change } = room();
    const calls: number[] = [];
    for (let index = 0; index < 40; index += 1) play.walkIn(index * 0.01);
    for (let turn = 0; turn < 40; turn += 1) {
      const counter = play.counter((turn % 3) + 1);
      for (const type of ['call_next', 'recall', 'park'] as const) {
        const events = play.do(1, { type, counter });
        if (type !== 'park') calls.push(...events.map(({ version }) => version));
        change(events);
      }
      await timing.advance(50);
    }
    await timing.advance(1000);
    for (const { at } of pushes) {
      const inSecond = pushes.filter((push) => push.at >= at && push.at < at + 1000);
      assert.ok(inSecond.length <= 10, `${inSecond.length} pushes in the second from ${at} ms`);
    }
    const told = pushes.flatMap(({ facts }) => facts);
    const toldCalls = told.filter(({ type }) => type === 'ticket_called' || type === 'ticket_recalled');
    assert.deepEqual(
      toldCalls.map(({ version }) => version),
      calls,
    );
    assert.equal(pushes.at(-1)?.version, play.hall.version);
    pushes.forEach((push, index) => {
      if (index > 0) assert.equal(push.after, pushes[index - 1]?.version, 'no gap between pushes');
    });
  });

  it('tells later what it could not tell while the database was away', async () => {
    const { timing, play, pushes, errors, change } = room({ left: 2 });
    const first = play.do(0, play.issue());
    change(first);
    await settled();
    const second = play.do(0, play.issue());
    change(second);
    await timing.advance(5000);
    assert.equal(errors.length, 2);
    assert.deepEqual(
      pushes.flatMap(({ facts }) => facts.map(({ version }) => version)),
      [...first, ...second].map(({ version }) => version),
    );
  });

  it('does not tell the end of yesterday to screens that show today', async () => {
    const { timing, play, pushes, change, made } = room();
    change(play.do(0, play.issue()));
    await settled();
    const yesterday = { ...play.hall, day: '2026-11-23', version: 900 };
    made.changed({ hall: yesterday, events: [{ type: 'day_closed', version: 900, at: nine }] });
    await timing.advance(1000);
    assert.equal(pushes.length, 1);
  });

  it('goes over to the new day at midnight without anybody doing anything', async () => {
    const { play, change, made } = room();
    change(play.do(0, play.issue()));
    await settled();
    const yesterday = await made.refreshed();
    assert.equal(yesterday?.version, play.hall.version);
    play.hall = emptyHall(site.code, '2026-11-25');
    const today = await made.refreshed();
    assert.equal(today?.day, '2026-11-25');
    assert.deepEqual([today?.version, today?.after, today?.board.waiting], [0, 0, []]);
  });

  it('gives whoever joins no older board than the room has been shown, whatever was read before it', async () => {
    const { play, change, made, read } = room();
    read.hall = play.hall;
    change(play.do(0, play.issue()));
    await settled();
    const { version, day } = play.hall;
    assert.ok(read.hall.version < version);
    assert.equal((await made.board())?.version, version);
    read.hall = { ...play.hall, day: '2026-11-23', version: version + 900 };
    assert.equal((await made.board())?.day, day, 'yesterday is older, however much happened then');
    read.hall = emptyHall(site.code, '2026-11-25');
    assert.equal((await made.board())?.day, '2026-11-25');
  });

  it('tells the staff and not the hall that a counter calls for help', async () => {
    const { timing, play, pushes, staffPushes, change } = room();
    change(play.do(0, { type: 'ask_help', counter: play.counter(1) }));
    await timing.advance(1000);
    const types = (list: readonly Pick<BoardChange, 'facts'>[]) =>
      list.flatMap(({ facts }) => facts.map(({ type }) => type));
    assert.deepEqual(types(staffPushes), ['help_asked']);
    assert.deepEqual(types(pushes), []);
    assert.equal(pushes.at(-1)?.version, play.hall.version, 'the version goes on without a gap');
  });
});

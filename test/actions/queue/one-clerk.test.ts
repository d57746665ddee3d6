import assert from 'node:assert/strict';
import { perform } from '../../../server/actions/perform.ts';
import { hallHandler } from '../../../server/actions/queue/hall-batch-handler.ts';
import type { HallRequest } from '../../../server/actions/queue/hall-order.ts';
import type { Site } from '../../../server/domain/catalogue/site.ts';
import { replayHall } from '../../../server/domain/queue/hall/evolve-hall.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { clerkPlaces } from '../../../server/store/queue/counter-clerk-query.ts';
import { eventsAfter, loadHall } from '../../../server/store/queue/hall-query.ts';
import { type BareSystem, bareSystem } from '../../support/bare-system.ts';
import { engines } from '../../support/engines.ts';
import { day, minute, nine } from '../../support/hall-play.ts';
import { hallSite } from '../../support/hall-site.ts';

const here = { ...hallSite(3), sessions: [{ weekday: 2, opens: '09:00', closes: '17:00' }] };
const elsewhere = (id: string): string => id.replace('TSY', 'YZ');
const there: Site = {
  ...here,
  code: 'BJ-YZ',
  queues: here.queues.map((queue) => ({ ...queue, id: elsewhere(queue.id) })),
  services: here.services.map((line) => ({ ...line, queue: elsewhere(line.queue) })),
  counters: [{ code: 'BJ-YZ-7', label: '7', queues: [elsewhere('BJ-TSY:A')], sort: 1 }],
};
const counter = 'BJ-TSY-1';
const clerks = Array.from({ length: 20 }, (_, k) => `clerk-${k}`);

for (const engine of engines) {
  describe(`a counter has one clerk, and a clerk one counter [${engine}]`, function () {
    this.timeout(60_000);
    let bare: BareSystem;
    let processes: readonly BareSystem[];
    beforeEach(async () => {
      bare = await bareSystem({ engine, sites: [here, there], now: nine + minute });
      // a file of SQLite belongs to one process
      processes = engine === 'postgres' ? [bare, bare.another(), bare.another()] : [bare];
    });
    afterEach(() => bare?.close());

    const submit = (request: HallRequest, clerk: string | null = null, k = 0, site = here.code) =>
      (processes[k % processes.length] ?? bare).system.halls.submit(site, request, {
        actor: theSystem,
        clerk: clerk === null || !('counter' in request) ? null : { staff: clerk, counter: request.counter },
      });
    const open = (staff: string, code = counter, leave?: string): HallRequest => ({
      type: 'open_counter',
      counter: code,
      staff,
      leave,
    });
    const take = (staff: string, from: string | null, code = counter): HallRequest => ({
      type: 'take_over',
      counter: code,
      staff,
      from,
    });
    const places = async (...staff: string[]) =>
      (await clerkPlaces(bare.system.database.reader, staff)).map(
        (place) => `${place.staff} ${place.counter}`,
      );
    /** Whoever has the counter, and that the rows are those that the events play. */
    const holder = async () => {
      const { reader } = bare.system.database;
      const stored = await loadHall(reader, here.code, day);
      const events = (await eventsAfter(reader, here.code, day, 0)).map(({ event }) => event);
      assert.deepEqual(replayHall(here.code, day, events).counters, stored.counters);
      return stored.counters.get(counter)?.staff ?? null;
    };
    const codes = (answers: readonly Awaited<ReturnType<typeof submit>>[]) =>
      answers.map((answer) => (answer.ok ? 'accepted' : answer.code)).sort();

    it('of twenty who open it at once one has it', async () => {
      const answers = await Promise.all(clerks.map((clerk, k) => submit(open(clerk), clerk, k)));
      assert.deepEqual(codes(answers), ['accepted', ...Array(19).fill('already_open')]);
      const won = clerks[answers.findIndex(({ ok }) => ok)] ?? '';
      assert.equal(await holder(), won);
      assert.deepEqual(await places(...clerks), [`${won} ${counter}`]);
    });

    it('of twenty who take it over at once one has it, and nobody who was told no', async () => {
      assert.ok((await submit(open('first'))).ok);
      const answers = await Promise.all(clerks.map((clerk, k) => submit(take(clerk, 'first'), clerk, k)));
      assert.deepEqual(codes(answers), ['accepted', ...Array(19).fill('counter_held')]);
      const won = clerks[answers.findIndex(({ ok }) => ok)] ?? '';
      assert.equal(await holder(), won);
      assert.deepEqual(await places('first', ...clerks), [`${won} ${counter}`]);
      const pressed = await Promise.all(
        ['first', ...clerks].map((clerk, k) => submit({ type: 'ask_help', counter }, clerk, k)),
      );
      assert.equal(pressed.filter(({ ok }) => ok).length, 1);
    });

    it('a clerk who opens three counters at once, at two sites, has one', async () => {
      const answers = await Promise.all([
        submit(open('ann'), 'ann', 0),
        submit(open('ann', 'BJ-TSY-2'), 'ann', 1),
        submit(open('ann', 'BJ-YZ-7'), 'ann', 2, there.code),
      ]);
      assert.deepEqual(codes(answers), ['accepted', 'has_other_counter', 'has_other_counter']);
      assert.equal((await places('ann')).length, 1);
    });

    it('leaves one and has the next in one commit, and goes to another site when that is closed', async () => {
      assert.ok((await submit(open('ann'))).ok);
      assert.ok((await submit(open('ann', 'BJ-TSY-2', counter))).ok);
      assert.deepEqual(await places('ann'), ['ann BJ-TSY-2']);
      const refused = await submit(open('ann', 'BJ-YZ-7'), 'ann', 0, there.code);
      assert.deepEqual(refused, {
        ok: false,
        code: 'has_other_counter',
        details: { counter: 'BJ-TSY-2', label: '2' },
      });
      const both = await Promise.all([
        submit({ type: 'close_counter', counter: 'BJ-TSY-2' }),
        submit(open('ann', 'BJ-YZ-7'), 'ann', 0, there.code),
      ]);
      if (!both[1].ok) assert.ok((await submit(open('ann', 'BJ-YZ-7'), 'ann', 0, there.code)).ok);
      assert.deepEqual(await places('ann'), ['ann BJ-YZ-7']);
    });

    it('the end of the day frees everybody, and yesterday’s counter holds nobody back today', async () => {
      assert.ok((await submit(open('ann'))).ok);
      bare.clock.set(nine + 24 * 60 * minute);
      assert.ok((await submit(open('ann', 'BJ-TSY-2'))).ok, 'yesterday was not closed');
      const close = { type: 'close_day' } as const;
      assert.ok((await bare.system.halls.submit(here.code, close, { actor: theSystem, day })).ok);
      assert.deepEqual(await places('ann'), ['ann BJ-TSY-2']);
    });

    it('the keys of the table keep it, too, where nothing else does', async () => {
      const { database, clock } = bare.system;
      const handler = hallHandler(bare.system);
      const racing = { ...handler, scopes: () => [] };
      const order = (site: string, request: HallRequest) => ({
        command: { site, day: null, request, actor: theSystem, clerk: null, audit: null },
        idempotency: null,
      });
      const answers = await Promise.all(
        [order(here.code, open('ann')), order(there.code, open('ann', 'BJ-YZ-7'))].map((one) =>
          perform(database, racing, [one], clock.now),
        ),
      );
      assert.deepEqual(codes(answers.flat()), ['accepted', 'has_other_counter']);
      const row = { day, site: here.code, counter };
      await database.writer('counter_clerk').delete();
      await database.writer('counter_clerk').insert({ ...row, staff: 'ann' });
      await assert.rejects(database.writer('counter_clerk').insert({ ...row, staff: 'ben' }), /unique/i);
    });
  });
}

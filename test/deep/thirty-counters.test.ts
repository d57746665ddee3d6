import assert from 'node:assert/strict';
import { createKey } from '../../server/actions/staff/create-key.ts';
import { replayHall } from '../../server/domain/queue/hall/evolve-hall.ts';
import type { HallEvent } from '../../server/domain/queue/hall/hall.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { eventsAfter, loadHall } from '../../server/store/queue/hall-query.ts';
import { type Answer, attackClock, attackSite, counters, post } from '../attack/attack-site.ts';
import { type BareSystem, bareSystem } from '../support/bare-system.ts';
import { engines } from '../support/engines.ts';
import { type HallProcess, startProcess } from '../support/hall-process.ts';

const tickets = process.env['HALL_DEEP'] === undefined ? 150 : 600;
const day = '2026-11-24';

for (const engine of engines) {
  const count = engine === 'postgres' ? 3 : 1;
  describe(`thirty counters call from one queue, ${count} process(es) [${engine}]`, function () {
    this.timeout(300_000);
    let bare: BareSystem;
    let processes: HallProcess[] = [];
    let key = '';
    let heard: string[] = [];
    let replaced: Promise<unknown> | null = null;
    const start = () => startProcess({ databaseUrl: bare.url, clockStart: attackClock });

    before(async () => {
      bare = await bareSystem({ engine, sites: [attackSite(3)], now: attackClock });
      const made = await createKey(bare.system, {
        kind: 'staff',
        site: 'BJ-TSY',
        name: 'test',
        actor: theSystem,
      });
      assert.ok(made.ok);
      key = made.value.key;
      processes = await Promise.all(Array.from({ length: count }, start));
      const services = [{ code: 'RENEW', quantity: 1 }];
      const issued = await Promise.all(
        Array.from({ length: tickets }, (_, k) => {
          const request = { type: 'walk_in', id: `t${k}`, services, priority: false, byStaff: true } as const;
          return bare.system.halls.submit('BJ-TSY', request, { actor: theSystem });
        }),
      );
      assert.ok(issued.every((outcome) => outcome.ok));
    });
    after(async () => {
      await Promise.all(processes.map((each) => each.end('SIGKILL')));
      await bare?.close();
    });

    /** Asks once more, another process, when one does not answer because it has been killed. */
    async function ask(counter: string, what: string, body: object, turn: { k: number }): Promise<Answer> {
      const once = () => {
        const url = processes[turn.k % processes.length]?.url ?? '';
        return post(url, `/counters/${counter}/${what}`, body, { authorization: `Bearer ${key}` });
      };
      try {
        return await once();
      } catch (error) {
        if (replaced === null) throw error;
        await replaced;
        turn.k += 1;
        return once();
      }
    }

    /** A clerk who does the next sensible thing, whatever was or was not answered before; `called` is told of each new ticket. */
    async function work(k: number, called: (number: string) => void): Promise<void> {
      const counter = `BJ-TSY-${k + 1}`;
      const turn = { k };
      for (;;) {
        const call = await ask(counter, 'calls', {}, turn);
        if (call.status === 204) return;
        if (call.status === 201) called(String((call.body['ticket'] as { number: string }).number));
        else assert.equal(call.body['code'], 'counter_busy', JSON.stringify(call.body));
        for (const [what, body] of [
          ['start', {}],
          ['finish', { outcome: 'completed' }],
        ] as const) {
          const { status, body: answer } = await ask(counter, what, body, turn);
          // done before, by a process that did not live to say so
          if (status !== 200) assert.match(String(answer['code']), /^(wrong_state|counter_idle)$/);
        }
      }
    }

    const storedEvents = async (): Promise<HallEvent[]> =>
      (await eventsAfter(bare.system.database.reader, 'BJ-TSY', day, 0)).map(({ event }) => event);

    async function assertSoundHall(): Promise<readonly HallEvent[]> {
      const events = await storedEvents();
      assert.deepEqual(
        events.map(({ version }) => version),
        events.map((_, k) => k + 1),
        'no gap',
      );
      const stored = await loadHall(bare.system.database.reader, 'BJ-TSY', day);
      assert.deepEqual(replayHall('BJ-TSY', day, events), stored);
      if (engine === 'postgres') {
        const { rows } = await bare.system.database.reader.raw(
          'select deadlocks from pg_stat_database where datname = current_database()',
        );
        assert.equal(Number(rows[0].deadlocks), 0);
      }
      return events;
    }

    it('every ticket is called exactly once, though a process is killed in the middle', async () => {
      const opened = await Promise.all(
        Array.from({ length: counters }, (_, k) => ask(`BJ-TSY-${k + 1}`, 'open', {}, { k })),
      );
      assert.deepEqual(new Set(opened.map(({ status }) => status)), new Set([200]));
      const began = performance.now();
      heard = [];
      const called = (number: string): void => {
        heard.push(number);
        if (heard.length < tickets / 3 || replaced !== null) return;
        const victim = processes[0];
        replaced =
          victim?.end('SIGKILL').then(async () => {
            // the only process must come back; of several, the others go on
            if (count === 1) processes[0] = await start();
            else processes = processes.filter((each) => each !== victim);
          }) ?? null;
      };
      const clerks = Array.from({ length: counters }, (_, k) => work(k, called));
      await Promise.all(clerks);
      await replaced;
      const seconds = (performance.now() - began) / 1000;
      const events = await assertSoundHall();
      const calls = events.flatMap((event) => (event.type === 'ticket_called' ? [event.ticket] : []));
      console.log(`      ${calls.length} calls, ${events.length} events in ${seconds.toFixed(1)} s`);
      assert.equal(calls.length, tickets, 'each once');
      assert.equal(new Set(calls).size, tickets, 'all of them');
      assert.equal(new Set(heard).size, heard.length, 'nobody was told the same ticket twice');
      const finished = events.filter((event) => event.type === 'service_finished');
      assert.equal(finished.length, tickets, 'and served');
      // in the order of their due times: the numbers of one queue, called as they were issued
      const numbers = new Map(
        events.flatMap((e) => (e.type === 'ticket_issued' ? [[e.ticket.id, e.ticket.number] as const] : [])),
      );
      assert.deepEqual(
        calls.map((id) => numbers.get(id)),
        [...numbers.values()].sort(),
      );
    });
  });
}

import assert from 'node:assert/strict';
import type { Knex } from 'knex';
import { raiseCatalogueVersion } from '../../../../server/store/catalogue/catalogue-store.ts';
import { engines } from '../../../support/engines.ts';
import { there } from '../../../support/there.ts';
import { signIn } from '../office.ts';
import { workbookOf } from '../workbook.ts';
import { day, query, simulatedEvening } from './simulated-evening.ts';
import { numbers } from './table-cells.ts';

function level(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = part * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? 0;
  return low + ((sorted[Math.ceil(at)] ?? low) - low) * (at % 1);
}

for (const engine of engines) {
  describe(`statistics [${engine}]`, function () {
    this.timeout(90_000);
    const evening = simulatedEvening(engine, 70);
    const { table } = evening;

    it('of a simulated day equal what the simulation knows', async () => {
      const [row = []] = await table('days');
      const waits = [...evening.truth.firstCalls].map(
        ([id, at]) => (at - (evening.truth.issued.get(id) ?? 0)) / 60_000,
      );
      assert.ok(evening.truth.served.length > 40, 'the day was a real one');
      assert.deepEqual(
        [row[0], Number(row[1]), Number(row[4])],
        [day, evening.truth.issued.size, evening.truth.served.length],
      );
      const close = (cell: string | undefined, value: number): void =>
        assert.ok(Math.abs(Number(cell) - value) <= 0.0501 + value / 100, `${cell} is not ${value}`);
      const mean = (values: readonly number[]): number =>
        Math.round((10 * values.reduce((sum, one) => sum + one, 0)) / values.length) / 10;
      const served = evening.truth.served.map(({ minutes }) => minutes);
      assert.deepEqual([row[11], row[14]].map(Number), [mean(waits), mean(served)]);
      close(row[12], level(waits, 0.5));
      close(row[13], level(waits, 0.9));
      close(row[15], level(served, 0.5));
    });

    it('say how waits came out against what each ticket was told, and who missed a call', async () => {
      const waits = [...evening.truth.firstCalls].map(([id, at]) => {
        const wait = (at - (evening.truth.issued.get(id) ?? 0)) / 60_000;
        const told = evening.truth.told.get(id);
        const how =
          told === undefined
            ? 'untold'
            : wait < told.low
              ? 'shorter'
              : wait > told.high
                ? 'longer'
                : 'inside';
        return { id, how };
      });
      const rows = await table('waits');
      const groups = [
        () => true,
        (id: string) => evening.truth.appointments.has(id),
        // the same people from the booked time on: what they were told was told before
        null,
        (id: string) => !evening.truth.appointments.has(id),
        (id: string) => evening.truth.priority.has(id),
      ];
      assert.ok(
        evening.truth.appointments.size > 5 && evening.truth.priority.size > 0,
        'the day had visitors of each kind',
      );
      for (const [position, wanted] of groups.entries()) {
        if (wanted === null) continue;
        const own = waits.filter(({ id }) => wanted(id));
        const compared = own.filter(({ how }) => how !== 'untold');
        const percent = (how: string): number =>
          Math.round((1000 * compared.filter((one) => one.how === how).length) / compared.length) / 10;
        const [called, , , , , told, shorter, inside, longer] = numbers(rows[position]);
        assert.deepEqual([called, told], [own.length, compared.length]);
        assert.deepEqual([shorter, inside, longer], ['shorter', 'inside', 'longer'].map(percent));
      }
      const bands = (await table('bands')).map((row) => Number(row[1]));
      assert.equal(
        bands.reduce((sum, count) => sum + count, 0),
        waits.length,
      );
      assert.equal(Number((await table('days'))[0]?.[5]), evening.truth.missed.size);
    });

    it('show who was never served, and how many were called within the target', async () => {
      const { truth, hall, office } = evening;
      const [row] = await table('days');
      const [, , , served = 0, missed = 0, left = 0, notReached = 0, notRecorded = 0] = numbers(row);
      assert.deepEqual([missed, left], [truth.missed.size, truth.left.size]);
      assert.equal(served + missed + left + notReached + notRecorded, truth.issued.size);
      assert.ok(missed + left + notReached > 0, 'not everybody was served');
      const walkIns = [...truth.issued].filter(([id]) => !truth.appointments.has(id));
      const expected = (target: number): number => {
        const gone = walkIns.filter(([id, at]) => {
          const leftAt = truth.left.get(id);
          return !truth.firstCalls.has(id) && leftAt !== undefined && leftAt - at <= target * 60_000;
        });
        const within = walkIns.filter(
          ([id, at]) => (truth.firstCalls.get(id) ?? Number.POSITIVE_INFINITY) - at <= target * 60_000,
        );
        return Math.round((1000 * within.length) / (walkIns.length - gone.length)) / 10;
      };
      const inTime = async () => numbers((await table('waits'))[3])[1];
      assert.equal(await inTime(), expected(20));
      const page = await office.agent.get(`/admin/statistics?${query}&lang=en`);
      assert.match(page.text, /within 20 min; who was never called was not/);
      const path = '/admin/sites/BJ-TSY/hall';
      const saved = await office.send(path, { ...(await office.form(path)), calledWithin: '3' });
      assert.equal(saved.status, 303);
      hall.system.catalogueCache.forget();
      assert.equal(await inTime(), expected(3), 'a new target holds for the days before, too');
      assert.notEqual(expected(3), expected(20));
    });

    it('count visits and missing materials by service as they were', async () => {
      const { services } = await evening.hall.system.catalogue();
      const rows = new Map((await table('services')).map(([name = '', ...rest]) => [name, rest.map(Number)]));
      assert.equal(rows.size, evening.truth.visits.size);
      for (const [code, visits] of evening.truth.visits) {
        const row = rows.get(services.get(code)?.name.en ?? '');
        const served = evening.truth.served.filter(({ ticket }) =>
          ticket.services.some((one) => one.code === code),
        ).length;
        assert.deepEqual(
          [row?.[0], row?.[2], row?.[3]],
          [visits, served, evening.truth.missing.get(code) ?? 0],
          code,
        );
      }
    });

    it('know how long each counter was open and whom it served', async () => {
      const rows = await table('counters');
      assert.equal(rows.length, evening.truth.open.size);
      for (const [name = '', served, , open] of rows) {
        const code = `BJ-TSY-${name.replace('Counter ', '')}`;
        assert.equal(
          Number(served),
          evening.truth.served.filter(({ counter }) => counter === code).length,
          code,
        );
        assert.ok(Math.abs(Number(open) - (evening.truth.open.get(code) ?? 0) / 3_600_000) <= 0.0501, code);
      }
    });

    it('still know a counter that has been taken away', async () => {
      const before = await table('counters');
      const { writer } = evening.hall.system.database;
      const row = await writer('counter').where({ code: 'BJ-TSY-1' }).first();
      const changed = async (change: (transaction: Knex.Transaction) => Promise<unknown>): Promise<void> => {
        await writer.transaction(async (transaction) => {
          await change(transaction);
          await raiseCatalogueVersion(transaction);
        });
        evening.hall.system.catalogueCache.forget();
      };
      await changed((transaction) => transaction('counter').where({ code: 'BJ-TSY-1' }).delete());
      const after = await table('counters');
      await changed((transaction) => transaction('counter').insert(there(row)));
      assert.deepEqual(after.at(-1), ['BJ-TSY-1 (no longer there)', ...(before[0] ?? []).slice(1)]);
      assert.equal(after.length, before.length);
    });

    it('by hour are those of the simulation', async () => {
      const rows = await table('hours');
      const hour = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(11, 13);
      for (const [name = '', issued] of rows)
        assert.equal(
          Number(issued),
          [...evening.truth.issued.values()].filter((at) => `${hour(at)}:00` === name).length,
          name,
        );
      const sum = (column: number): number => rows.reduce((total, row) => total + Number(row[column]), 0);
      assert.deepEqual([sum(1), sum(3)], [evening.truth.issued.size, evening.truth.served.length]);
    });

    it('of a closed day are folded once and kept, and come out the same when they are folded again', async () => {
      const before = await table('days');
      const kept = await evening.hall.system.database.reader('day_fold').where({ site: 'BJ-TSY', day });
      assert.equal(kept.length, 1);
      await evening.hall.system.database.writer('day_fold').delete();
      assert.deepEqual(await table('days'), before);
    });

    it('do not believe a fold of another version of the day', async () => {
      const before = await table('days');
      await evening.hall.system.database.writer('day_fold').update({ version: 1, fold: '{"statistics":{}}' });
      assert.deepEqual(await table('days'), before);
    });

    it('count ratings, whenever they were given', async () => {
      const rated = evening.truth.served.slice(0, 3).map(({ ticket }) => ticket.id);
      for (const [position, ticket] of rated.entries())
        await evening.hall.system.database
          .writer('rating')
          .insert({ ticket, score: 5 - position, at: evening.hall.clock.now() });
      const rows = await table('ratings');
      assert.deepEqual(
        rows.map((row) => Number(row[1])),
        [1, 1, 1, 0, 0],
      );
    });

    it('are shown with charts that the content policy lets through', async () => {
      const page = await evening.office.agent.get(`/admin/statistics?${query}&lang=en`);
      assert.equal(page.status, 200);
      assert.match(page.text, /<svg role="img" aria-label="Bars of tickets/);
      assert.doesNotMatch(page.text, /\sstyle="|<style/);
      const all = await evening.office.agent.get(`/admin/statistics?site=all&from=${day}&to=${day}&lang=en`);
      assert.match(all.text, /Offices compared/);
      for (const name of ['days', 'waits', 'bands', 'hours', 'services', 'counters'])
        assert.match(page.text, new RegExp(`aria-labelledby="${name}"`));
    });

    it('come as a workbook, and whoever takes them away is in the audit', async () => {
      const sheets = await workbookOf(evening.office, `/admin/statistics?${query}&list=services&format=xlsx`);
      assert.equal(sheets[0]?.length, evening.truth.visits.size + 1);
      const lines = await evening.hall.system.database
        .reader('audit')
        .where({ action: 'statistics.export', subject: 'BJ-TSY' });
      assert.ok(lines.some(({ after }) => after?.includes('"xlsx"')));
    });

    it('are for those who may see them, of their own sites', async () => {
      assert.equal((await evening.hall.request.get('/admin/statistics')).status, 303);
      const counter = await signIn(evening.hall, 'counter', ['BJ-TSY']);
      assert.equal((await counter.agent.get('/admin/statistics')).status, 403);
      const manager = await signIn(evening.hall, 'manager', ['BJ-TSY']);
      assert.equal((await manager.agent.get('/admin/statistics')).status, 200);
      const { sites } = await evening.hall.system.catalogue();
      const other = [...sites.keys()].find((code) => code !== 'BJ-TSY') ?? '';
      assert.equal((await manager.agent.get(`/admin/statistics?site=${other}`)).status, 403);
      assert.equal((await manager.agent.get('/admin/statistics?site=nowhere')).status, 404);
    });
  });
}

import assert from 'node:assert/strict';
import { foldedDays, foldedMonths } from '../../../server/actions/queue/day-statistics.ts';
import { figuresKeeper } from '../../../server/actions/queue/keep-figures.ts';
import { talliedDays } from '../../../server/actions/queue/tallied-days.ts';
import { putTogether } from '../../../server/domain/queue/figures/period-sum.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { type BareSystem, bareSystem } from '../../support/bare-system.ts';
import { engines } from '../../support/engines.ts';
import { hallSite } from '../../support/hall-site.ts';
import { officeHours } from '../../support/sites.ts';

const counter = 'BJ-TSY-1';
const site = { ...hallSite(1), sessions: officeHours };
const days = ['2026-09-29', '2026-10-13', '2026-10-14', '2026-11-24'];

for (const engine of engines) {
  describe(`figures that are made before anybody asks [${engine}]`, () => {
    let bare: BareSystem;
    before(async () => {
      bare = await bareSystem({ engine, sites: [site], now: '2026-09-29T09:00:00+08:00' });
      for (const [place, day] of days.entries()) await play(day, 2 + place);
      bare.clock.set('2026-11-25T09:00:00+08:00');
    });
    after(() => bare?.close());

    const {
      days: foldRows,
      months: monthRows,
      tallies,
    } = {
      days: () => bare.system.database.reader('day_fold').orderBy('day'),
      months: () => bare.system.database.reader('month_fold').orderBy('month'),
      tallies: () => bare.system.database.reader('day_tally').where({ site: 'BJ-TSY' }),
    };

    async function send(
      command: Parameters<typeof bare.system.halls.submit>[1],
      day?: string,
    ): Promise<void> {
      const by = { actor: theSystem, ...(day === undefined ? {} : { day }) };
      const done = await bare.system.halls.submit('BJ-TSY', command, by);
      assert.ok(done.ok, JSON.stringify(done));
    }

    async function play(day: string, visits: number): Promise<void> {
      bare.clock.set(`${day}T09:00:00+08:00`);
      await send({ type: 'open_counter', counter, staff: null });
      for (let k = 0; k < visits; k += 1) {
        const services = [{ code: 'RENEW', quantity: 1 }];
        await send({ type: 'walk_in', id: `${day}-${k}`, services, priority: false, byStaff: true });
        bare.clock.advance(60_000 * (k + 1));
        await send({ type: 'call_next', counter });
        await send({ type: 'start', counter });
        bare.clock.advance(300_000);
        await send({ type: 'finish', counter, outcome: 'completed' });
      }
      await send({ type: 'close_day' });
    }

    const asked = async (read: typeof foldedDays | typeof foldedMonths) => {
      const found: Awaited<ReturnType<ReturnType<typeof foldedDays>['next']>>['value'][] = [];
      for await (const one of read(bare.system, [site], '2026-09-15', '2026-11-25')) found.push(one);
      return found;
    };
    const together = async (read: typeof foldedDays | typeof foldedMonths) =>
      putTogether((await asked(read)).map(({ fold }) => fold));

    it('are those of closed days and of months that are over, and a second process has nothing left to do', async () => {
      assert.deepEqual(await figuresKeeper(bare.system)(), { days: 4, months: 2 });
      assert.deepEqual(await figuresKeeper(bare.another().system)(), { days: 0, months: 0 });
      assert.deepEqual(
        (await foldRows()).map(({ day }) => day),
        days,
      );
      assert.deepEqual(
        (await monthRows()).map(({ month }) => month),
        ['2026-09', '2026-10'],
      );
    });

    it('say the same by whole months and by days', async () => {
      const [byDay, byMonth] = [await together(foldedDays), await together(foldedMonths)];
      assert.equal(byDay.tickets, 2 + 3 + 4 + 5);
      assert.deepEqual(byMonth, byDay);
      // September is not whole in what was asked for, and November is not over
      assert.deepEqual((await asked(foldedMonths)).map(({ day }) => day).sort(), [
        '2026-09-29',
        '2026-10-01',
        '2026-11-24',
      ]);
    });

    it('are made anew of one day alone when that is put right afterwards, and so is its month', async () => {
      const before = new Map((await foldRows()).map(({ day, fold }) => [day, fold]));
      const { writer } = bare.system.database;
      // what nobody ever wrote: whoever folded another day again would be seen
      await writer('day_fold')
        .whereNot({ day: '2026-10-13' })
        .update({ fold: before.get('2026-10-14') ?? '' });
      const events = await writer('hall_event')
        .where({ day: '2026-10-13' })
        .orderBy('version', 'desc')
        .first();
      const version = Number(events?.version) + 1;
      const data = JSON.stringify({ ticket: '2026-10-13-0' });
      await writer('hall_event').insert({ ...(events ?? assert.fail()), version, type: 'ticket_left', data });
      await writer('hall_event')
        .where({ day: '2026-10-13', type: 'ticket_called' })
        .whereLike('data', '%2026-10-13-0%')
        .update({ type: 'hall_resumed', data: '{}' });
      await writer('hall_event')
        .where({ day: '2026-10-13' })
        .whereIn('type', ['service_started', 'service_finished'])
        .whereLike('data', '%2026-10-13-0%')
        .update({ type: 'hall_resumed', data: '{}' });
      await writer('hall_day').where({ day: '2026-10-13' }).update({ version });
      assert.deepEqual(await figuresKeeper(bare.system)(), { days: 1, months: 1 });
      const after = new Map((await foldRows()).map(({ day, fold }) => [day, fold]));
      assert.equal(after.get('2026-11-24'), before.get('2026-10-14'), 'left alone');
      assert.notEqual(after.get('2026-10-13'), before.get('2026-10-13'));
      await writer('day_fold').delete();
      const anew = await together(foldedMonths);
      assert.deepEqual([anew.tickets, anew.served, anew.left], [14, 13, 1]);
    });

    it('of an older way of counting are made anew', async () => {
      await bare.system.database.writer('day_fold').update({ form: 4, fold: '{}' });
      await bare.system.database.writer('month_fold').update({ form: 4, fold: '{}' });
      assert.deepEqual(await figuresKeeper(bare.system)(), { days: 4, months: 2 });
    });

    it('of bookings and ratings are counted once, and again after any change, whoever makes it', async () => {
      const { writer } = bare.system.database;
      const scores = async (): Promise<readonly number[]> => {
        for await (const { day, tally } of talliedDays(bare.system, [site], '2026-10-13', '2026-10-14'))
          if (day === '2026-10-14') return tally.scores;
        return [];
      };
      const kept = async () => (await tallies().where({ day: '2026-10-14' })).length;
      assert.deepEqual([await scores(), await kept()], [[], 1]);
      await writer('rating').insert({ ticket: '2026-10-14-1', score: 2, at: 0 });
      assert.equal(await kept(), 0, 'the count is void');
      assert.equal((await tallies().where({ day: '2026-10-13' })).length, 1, 'the others are not');
      assert.deepEqual([await scores(), await kept()], [[0, 1, 0, 0, 0], 1]);
      await writer('rating').where({ ticket: '2026-10-14-1' }).update({ score: 5 });
      assert.deepEqual(await scores(), [0, 0, 0, 0, 1]);
      await writer('ticket').where({ id: '2026-10-14-1' }).update({ state: 'void' });
      assert.deepEqual(await scores(), []);
      await writer('ticket').where({ id: '2026-10-14-1' }).update({ state: 'done' });
      assert.deepEqual(await scores(), [0, 0, 0, 0, 1]);
      await writer('rating').delete();
      assert.deepEqual(await scores(), []);
    });
  });
}

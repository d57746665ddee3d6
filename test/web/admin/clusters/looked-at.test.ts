import assert from 'node:assert/strict';
import { bookedInARow, type RowBooking } from '../../../support/booked-in-a-row.ts';
import { engines } from '../../../support/engines.ts';
import { mondayMorning } from '../../../support/hall-system.ts';
import { there } from '../../../support/there.ts';
import { hallAndOffice } from '../hall-and-office.ts';

const site = 'BJ-TSY';
const list = '/admin/clusters';

for (const engine of engines) {
  describe(`a cluster of bookings that was looked at [${engine}]`, function () {
    this.timeout(60_000);
    const suite = hallAndOffice(engine, 'manager', [site]);
    beforeEach(() => suite.hall.clock.set(mondayMorning));

    const row = (nth: number, count: number, start: string) =>
      bookedInARow(suite.hall, {
        ...{ count, start },
        enterprise: (n) => `星海贸易第${nth + n}公司`,
        mobile: (n) => `1380000700${nth + n}`,
      });
    const page = (made: readonly RowBooking[]) => `${list}/${there(made[0]).reference}`;

    it('is set aside until another booking joins it; nobody is told, and it can be listed again', async () => {
      const made = await row(1, 5, '2026-11-24T09:00:00+08:00');
      const { database } = suite.hall.system;
      const press = async (looked: '0' | '1') => {
        const { _csrf } = await suite.office.form(page(made));
        return suite.office.send(`${page(made)}/looked`, { _csrf: _csrf ?? '', looked });
      };
      const listed = async (state: string) =>
        (await suite.office.agent.get(`${list}?state=${state}`)).text.includes(there(made[0]).reference);
      const messages = async () => (await database.reader('outbox').pluck('id')).length;
      const before = await messages();
      const done = await press('1');
      assert.deepEqual([done.status, done.headers['location']], [303, `${list}?looked=5`]);
      assert.match((await suite.office.agent.get(`${list}?looked=5`)).text, /5 个预约照常保留/);
      assert.equal((await press('1')).status, 303, 'twice is once');
      assert.deepEqual(
        [await listed('open'), await listed('looked'), await listed('all')],
        [false, true, true],
      );
      assert.doesNotMatch((await suite.office.agent.get('/admin')).text, /疑似批量预约，共/);
      assert.match((await suite.office.agent.get(page(made))).text, /已看过/);
      assert.equal(await messages(), before);
      const states = await database.reader('booking').pluck('state');
      assert.deepEqual(new Set(states), new Set(['confirmed']));
      const audits = await database.reader('audit').where({ action: 'cluster.looked' });
      assert.equal(audits.length, 1);

      await press('0');
      assert.deepEqual([await listed('open'), await listed('looked')], [true, false]);
      await press('1');
      suite.hall.clock.advance(5000);
      await row(6, 1, '2026-11-24T14:00:00+08:00');
      assert.ok(await listed('open'), 'one more has joined');
      assert.match((await suite.office.agent.get('/admin')).text, /有 1 组疑似批量预约，共 6 个名额/);
    });
  });
}

import assert from 'node:assert/strict';
import { plannedRevision, planWeekday } from '../../server/actions/planning/plan-weekday.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { tellOfFloorAlarms } from '../../server/jobs/floor-alarms.ts';
import { warnOfStaffing } from '../../server/jobs/warn-of-staffing.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { keepBusyDay } from '../support/recorded-days.ts';
import { somebody } from '../support/somebody.ts';
import { setHall, site } from '../web/number/door.ts';
import { openPostOffice, type PostOffice } from './post-office.ts';

const at = (time: string): string => `2026-11-24T${time}:00+08:00`;

for (const engine of engines) {
  describe(`the mail to the manager on duty, through a mail server [${engine}]`, function () {
    this.timeout(60_000);
    let office: PostOffice;
    let hall: HallSystem;

    before(async () => {
      office = await openPostOffice();
      hall = await startSystem({ engine, env: { SMTP_URL: office.url } });
      hall.clock.set(at('09:30'));
      await setHall(hall, site, { alarmsTo: 'duty@port.invalid, vice@port.invalid', alarmsAfter: 5 });
      const walkIn = { type: 'walk_in', id: 'w', services: [{ code: 'RENEW', quantity: 1 }] } as const;
      const request = { ...walkIn, priority: false, byStaff: true };
      assert.ok((await hall.system.halls.submit(site, request, { actor: theSystem })).ok);
    });
    after(async () => {
      await hall?.close();
      await office?.close();
    });

    const look = () => tellOfFloorAlarms(hall.system, () => Promise.resolve([]));
    /** resolves when the office has accepted so many mails */
    const accepted = (count: number): Promise<void> =>
      new Promise((resolve) => {
        const enough = async (): Promise<void> => {
          if (office.mails.length >= count) resolve();
        };
        office.onAccepted = enough;
        void enough();
      });

    it('arrives at each address once, and says what is wrong and where to look', async () => {
      await look();
      hall.clock.set(at('09:35'));
      assert.deepEqual(await look(), { told: 1 });
      await accepted(2);
      const to = office.mails.flatMap(({ to: one }) => [one].flat().map((each) => each?.text));
      assert.deepEqual(to.sort(), ['duty@port.invalid', 'vice@port.invalid']);
      for (const { subject = '', text = '', html } of office.mails) {
        assert.match(subject, /\S/);
        assert.match(text, /有 1 人等候，但没有开启的窗口可以受理/);
        for (const body of [text, String(html)]) {
          assert.ok(body.includes(`/floor/${site}`));
          assert.doesNotMatch(body, /undefined|\[object|NaN|token=/);
        }
      }
      const rows = await hall.system.database.reader('outbox').where({ template: 'floor_alarm' });
      assert.equal(rows.length, 2);
      assert.deepEqual(await look(), { told: 0 }, 'not again within the hour');
    });

    it('arrives days ahead where the planned counters will not do, with the day and where to plan it', async () => {
      office.mails.length = 0;
      const { writer } = hall.system.database;
      await keepBusyDay(writer, site, '2026-11-19');
      const planned = new Map([[540, 1]]);
      const none = plannedRevision(undefined);
      const saved = await planWeekday(hall.system, { site, weekday: 4, planned, revision: none }, somebody);
      assert.ok(saved.ok);
      assert.deepEqual(await warnOfStaffing(hall.system), { told: 1 });
      await accepted(2);
      for (const { subject = '', text = '', html } of office.mails) {
        assert.match(subject, /11月26日.*计划的窗口不够/);
        for (const body of [text, String(html)]) {
          assert.match(body, /到下班还叫不到/);
          assert.ok(body.includes(`/admin/planner/${site}/ahead`));
          assert.doesNotMatch(body, /undefined|\[object|NaN|token=|自 /);
        }
      }
      assert.deepEqual(await warnOfStaffing(hall.system), { told: 0 });
    });
  });
}

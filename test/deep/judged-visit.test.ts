import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { createStaff } from '../../server/actions/staff/create-staff.ts';
import type { MessageTemplate } from '../../server/domain/message/message.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { endDays } from '../../server/jobs/end-days.ts';
import { endTimeOffers } from '../../server/jobs/end-time-offers.ts';
import { settleUnsettled } from '../../server/jobs/settle-conflicts.ts';
import { makeMailbox } from '../../server/messages/mailbox.ts';
import { messageLinks } from '../../server/web/message-links.ts';
import { paths, withQuery } from '../../server/web/paths.ts';
import { everyWay, named, plainVisitor, pressed, type Way } from '../browser/plain-visitor.ts';
import { wordingContext } from '../messages/mail-fixture.ts';
import { engines } from '../support/engines.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { mondayMorning } from '../support/hall-system.ts';
import { bookedVisit, closeDays, type HeldVisit, openDays } from '../support/held-visit.ts';
import { signInByBrowser } from '../support/sign-in-by-browser.ts';
import { changeRules } from '../support/site-rules.ts';
import { there } from '../support/there.ts';
import { unmarked } from '../support/unmarked.ts';
import { openCounters } from '../support/worked-day.ts';

const site = 'BJ-TSY';
const password = 'Office-work-since-1998';
const at = (day: string, time = '09:00') => `2026-${day}T${time}:00+08:00`;
const said = {
  'zh-CN': {
    prevented: /这次预约不能按时办理[\s\S]*原因：停电检修/,
    onTime: /请按约定时间到场/,
    notHeld: /未履行（窗口原因）[\s\S]*不算您未到场[\s\S]*一键另约/,
    reason: /停电检修/,
    missed: /未到场/,
    told: /网点会在[\s\S]*前答复/,
    came: /已办结/,
    conflicts: /有 3 个预约与现在的安排冲突/,
    moved: /已改到新的时间/,
    back: /已撤回/,
    none: /您已答复这些时间都不合适/,
    owed: /因窗口原因这次预约无法办理，已取消/,
  },
  en: {
    prevented: /This visit cannot take place as booked[\s\S]*Reason: Power cut/,
    onTime: /Please come on time/,
    notHeld: /Not held by the office[\s\S]*It does not count as missed[\s\S]*Book another time now/,
    reason: /Power cut/,
    missed: /Missed/,
    told: /The office will answer by/,
    came: /Completed/,
    conflicts: /3 bookings do not fit as things are now/,
    moved: /Your booking was moved/,
    back: /^Undone/,
    none: /You have told us that none of the times suits/,
    owed: /the office had to cancel this visit/,
  },
};

for (const engine of engines) {
  describe(`a visit is judged on evidence, in a browser [${engine}]`, function () {
    this.timeout(300_000);
    const suite = hallAndBrowser({ engine });
    let nth = 0;
    before(async () => {
      // mails leave when they are asked to, not beside
      await suite.hall.delivery.close();
      const staff = { name: '李娜', role: 'manager', sites: [site], password, actor: theSystem } as const;
      assert.ok((await createStaff(suite.hall.system, { ...staff, username: 'li' })).ok);
    });
    beforeEach(() => suite.hall.clock.set(mondayMorning));
    afterEach(() => openDays(suite.hall));

    const booked = (start: string, { locale }: Way): Promise<HeldVisit> => {
      nth += 1;
      return bookedVisit(suite.hall, { start, nth, locale });
    };
    const stateOf = async ({ id }: HeldVisit) =>
      there(await suite.hall.system.database.reader('booking').where({ id }).first()).state;
    const messages = async ({ id }: HeldVisit, template: MessageTemplate) =>
      (await suite.hall.system.database.reader('outbox').where({ booking: id, template })) as {
        id: string;
        state: string;
      }[];
    const mailOf = async (visit: HeldVisit, template: MessageTemplate): Promise<string> => {
      const { system } = suite.hall;
      const [row] = await messages(visit, template);
      const words = { ...wordingContext, catalogue: system.catalogue, links: messageLinks(system) };
      return there(await makeMailbox(system.database, words).read(there(row).id)).text;
    };
    const main = async (page: Page) => unmarked(await page.locator('main').innerText());
    const visiting = async (visit: HeldVisit, way: Way) => {
      const visitor = await plainVisitor(suite.browser, way);
      await visitor.open(`${suite.hall.url}${visit.own}&lang=${way.locale}`);
      return visitor;
    };
    const desk = async (way: Way) => {
      const manager = await plainVisitor(suite.browser, way);
      await signInByBrowser(manager.page, suite.hall.url, { username: 'li', password });
      return {
        ...manager,
        show: (path: string) => manager.open(`${suite.hall.url}${withQuery(path, { lang: way.locale })}`),
      };
    };

    for (const [index, way] of everyWay.entries()) {
      const text = said[way.locale];

      it(`${named(way)}: a day that is closed with bookings on it says so at once, reminds nobody, and owes another visit`, async () => {
        const { hall } = suite;
        const day = there(['11-24', '11-25', '11-26', '11-27'][index]);
        const visit = await booked(at(day), way);
        const { page, errors, close } = await visiting(visit, way);
        assert.match(await main(page), text.onTime);
        await closeDays(hall, [`2026-${day}`]);
        await page.reload();
        assert.match(await main(page), text.prevented);
        assert.doesNotMatch(await main(page), text.onTime);

        hall.clock.set(at(day, '08:00'));
        await hall.delivery.deliverDue();
        const reminders = await messages(visit, 'reminder');
        assert.ok(reminders.length > 0 && reminders.every(({ state }) => state === 'superseded'));
        hall.clock.set(at(day, '23:59'));
        hall.clock.advance(120_000);
        await endDays(hall.system);
        assert.equal(await stateOf(visit), 'not_held');
        assert.match(await mailOf(visit, 'not_held'), text.reason);
        await page.reload();
        assert.match(await main(page), text.notHeld);
        await pressed(page, 'form[action$="/instead"] button');
        assert.notEqual(new URL(page.url()).pathname, `/bookings/${visit.reference}`);
        const first = await hall.system.database.reader('priority_visit').where({ visit: visit.id });
        assert.equal(first.length, 1, 'called first');
        assert.equal((await messages(visit, 'missed_warning')).length, 0);
        assert.deepEqual(errors, []);
        await close();
      });

      it(`${named(way)}: whoever was there says so, staff correct it with a reason, and the strike is gone`, async () => {
        const { hall } = suite;
        const day = there(['11-24', '11-25', '11-26', '11-27'][index]);
        const visit = await booked(at(day), way);
        await openCounters(hall, site, at(day, '08:55'));
        hall.clock.set(at(day, '23:59'));
        hall.clock.advance(120_000);
        await endDays(hall.system);
        assert.equal(await stateOf(visit), 'missed');
        const { page, errors, close } = await visiting(visit, way);
        assert.match(await main(page), text.missed);
        await pressed(page, '#objection form button');
        assert.equal(await page.locator('#words-error').count(), 1);
        await page.fill('#words', 'A001');
        await pressed(page, '#objection form button');
        assert.match(await main(page), text.told);
        assert.equal(await page.locator('#objection form').count(), 0, 'once');

        const manager = await desk(way);
        await manager.show(paths.admin.section('objections'));
        await pressed(manager.page, `main a:has-text("${visit.reference}")`);
        assert.match(await main(manager.page), /A001/);
        const form = 'form[action$="/correction"]';
        await pressed(manager.page, `${form} button[value=came]`);
        assert.equal(await stateOf(visit), 'missed', 'not without a reason');
        await manager.page.locator(`${form} [name=reason]`).fill('on the camera');
        await pressed(manager.page, `${form} button[value=came]`);
        assert.equal(await stateOf(visit), 'completed');
        await page.reload();
        assert.match(await main(page), text.came);
        assert.equal((await messages(visit, 'corrected')).length, 1);
        const { system } = hall;
        const struck = await system.database
          .reader('booking')
          .where({ credit_code: visit.creditCode, state: 'missed' });
        assert.equal(struck.length, 0);
        assert.deepEqual([...errors, ...manager.errors], []);
        await manager.close();
        await close();
      });

      it(`${named(way)}: conflicts alarm the manager and settle by the rule: times to choose from, a move, a cancellation`, async () => {
        const { hall } = suite;
        // from the last to the first: what is booked instead lies later
        const day = there(['12-04', '12-03', '12-02', '12-01'][index]);
        const before = there(['12-03', '12-02', '12-01', '11-30'][index]);
        const hour = there(['10:00', '11:00', '14:00', '15:00'][index]);
        await changeRules(hall, site, { unsettled: 'offer', lastWorkingDay: 14 });
        const [takes, declines, waits] = [
          await booked(at(day), way),
          await booked(at(day, '09:15'), way),
          await booked(at(day, '09:30'), way),
        ];
        await closeDays(hall, [`2026-${day}`]);
        const manager = await desk(way);
        await manager.show(paths.floor(site));
        assert.match(await main(manager.page), text.conflicts);
        await manager.show(paths.admin.act('sites', site, 'conflicts'));
        const row = `main tr:has-text("${takes.reference}")`;
        await pressed(manager.page, `${row} form:has(input[name=act][value=offer]) button`);
        assert.equal((await messages(takes, 'times_offered')).length, 0, 'it asks first');
        await pressed(manager.page, 'main section form button[value=offer]');
        assert.equal((await messages(takes, 'times_offered')).length, 1);
        assert.equal(await manager.page.locator(`${row} form:has(input[value=offer])`).count(), 0);
        assert.deepEqual(manager.errors, []);
        await manager.close();

        const first = await visiting(takes, way);
        assert.match(await main(first.page), text.prevented);
        assert.equal(await first.page.locator('#times button[name=start]').count(), 3);
        await pressed(first.page, '#times button[name=start]');
        assert.match(await main(first.page), text.moved);
        await pressed(first.page, 'form.undo button');
        assert.match(await main(first.page), text.back);
        assert.match(await main(first.page), text.prevented);
        await first.close();

        hall.clock.set(at(before));
        assert.ok((await settleUnsettled(hall.system)).settled >= 3, 'whoever took it back is asked again');
        const second = await visiting(declines, way);
        await pressed(second.page, '#times form[action$="/refusal"] button');
        assert.match(await main(second.page), text.none);
        await second.close();
        hall.clock.set(at(before, '20:00'));
        await endTimeOffers(hall.system);
        for (const visit of [takes, declines, waits]) assert.equal(await stateOf(visit), 'cancelled');
        assert.match(await mailOf(waits, 'cancelled_by_office'), text.reason);
        const third = await visiting(waits, way);
        assert.match(await main(third.page), text.owed);
        await pressed(third.page, 'form[action$="/instead"] button');
        assert.equal(
          (await hall.system.database.reader('priority_visit').where({ visit: waits.id })).length,
          1,
        );
        await third.close();

        await changeRules(hall, site, { unsettled: 'move' });
        hall.clock.set(at(before, '08:00'));
        const moved = await booked(at('12-08', hour), way);
        await closeDays(hall, ['2026-12-08']);
        hall.clock.set(at('12-07'));
        assert.ok((await settleUnsettled(hall.system)).settled >= 1);
        assert.match(await mailOf(moved, 'moved_by_office'), text.reason);
        const { starts_at } = there(
          await hall.system.database.reader('booking').where({ id: moved.id }).first(),
        );
        assert.equal(Number(starts_at), Date.parse(at('12-09', hour)), 'the same hour of the next day');
      });
    }
  });
}

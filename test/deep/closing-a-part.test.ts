import assert from 'node:assert/strict';
import { createStaff } from '../../server/actions/staff/create-staff.ts';
import { theHolder, theSystem } from '../../server/domain/staff/actor.ts';
import { field } from '../browser/office-browser.ts';
import { everyWay, named, plainVisitor, pressed } from '../browser/plain-visitor.ts';
import { bookCommand } from '../support/commands.ts';
import { engines } from '../support/engines.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { signInByBrowser } from '../support/sign-in-by-browser.ts';
import { unmarked } from '../support/unmarked.ts';

const password = 'Office-work-since-1998';
const said = {
  'zh-CN': {
    told: /1 个预约将无法保留/,
    closed: /所属队列当时停办/,
    until: /停办至 17:00：业务学习/,
    later: /再放出一批/,
  },
  en: {
    told: /1 booking no longer fits/,
    closed: /Its queue is closed then/,
    until: /closed until 17:00: Training/,
    later: /more places open/,
  },
};

for (const engine of engines) {
  describe(`closing a part of a site and keeping places back, in a browser [${engine}]`, function () {
    this.timeout(300_000);
    const suite = hallAndBrowser({ engine });

    for (const [index, way] of everyWay.entries()) {
      it(`${named(way)}: a queue is closed on Friday afternoons, told with its bookings, seen by visitors; then all places wait for the second release`, async () => {
        const { hall, browser } = suite;
        const { writer } = hall.system.database;
        hall.clock.set(Date.parse('2026-11-23T08:30:00+08:00'));
        const text = said[way.locale];
        const username = `office-${index}`;
        const made = await createStaff(hall.system, {
          ...{ username, name: username, role: 'administrator', sites: [], password, actor: theSystem },
        });
        assert.ok(made.ok);
        const start = Date.parse('2026-11-27T14:00:00+08:00') + index * 15 * 60_000;
        const booked = await hall.system.bookings.submit(
          bookCommand({ id: `b${index}`, start, mobile: `1380000000${index}` }),
          {
            actor: theHolder,
          },
        );
        assert.ok(booked.ok, JSON.stringify(booked));
        const office = await plainVisitor(browser, way);
        await signInByBrowser(office.page, hall.url, { username, password });
        const closures = `${hall.url}/admin/sites/BJ-TSY/parts?lang=${way.locale}`;
        await office.open(closures);
        const fill = (name: string, value: string) =>
          office.page.locator(field(`parts.new1.${name}`)).fill(value);
        await fill('first', '2026-11-27');
        await fill('last', '2027-02-26');
        await office.page.locator(`${field('parts.new1.weekdays')}[value="5"]`).check();
        await fill('from', '13:00');
        await fill('to', '17:00');
        await fill('reason.zh-CN', '业务学习');
        await fill('reason.en', 'Training');
        await pressed(office.page, 'form.settings .settings__actions .button');
        const effects = unmarked((await office.page.locator('.settings__effects').textContent()) ?? '');
        assert.match(effects, text.told);
        assert.match(effects, text.closed);
        assert.equal((await writer('part_closure').select()).length, 0);
        await pressed(office.page, '.settings__effects button[name=_confirm]');
        assert.match(office.page.url(), /conflicts\?found=1/);

        const visitor = await plainVisitor(browser, way);
        hall.clock.set(Date.parse('2026-11-27T14:10:00+08:00'));
        await visitor.open(`${hall.url}/sites/BJ-TSY?lang=${way.locale}`);
        assert.match(unmarked((await visitor.page.locator('main').textContent()) ?? ''), text.until);
        hall.clock.set(Date.parse('2026-11-23T08:35:00+08:00'));

        await office.open(`${hall.url}/admin/sites/BJ-TSY/places?lang=${way.locale}`);
        await office.page.locator(field('laterAt')).fill('15:00');
        await office.page.locator(field('queues.BJ-TSY:A.laterShare')).fill('100');
        await pressed(office.page, 'form.settings .settings__actions .button');
        assert.match(office.page.url(), /saved=1/);
        const time = `${hall.url}/book/time?service=RENEW&answer=RENEW_STATE.EXPIRED&site=BJ-TSY&lang=${way.locale}`;
        await visitor.open(time);
        assert.match(unmarked((await visitor.page.locator('main').textContent()) ?? ''), text.later);
        hall.clock.set(Date.parse('2026-11-23T15:00:00+08:00'));
        await visitor.open(time);
        assert.match(unmarked((await visitor.page.locator('main').textContent()) ?? ''), /09:00/);
        assert.deepEqual([...office.errors, ...visitor.errors], []);
        await visitor.close();
        await office.close();

        // the next one finds the site as it was
        await writer('part_closure').delete();
        await writer('booking').update({ state: 'cancelled' });
        await writer('queue').update({ plan: null });
        await writer('catalogue_version').increment('version', 1);
        hall.system.catalogueCache.forget();
      });
    }
  });
}

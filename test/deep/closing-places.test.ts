import assert from 'node:assert/strict';
import { theHolder } from '../../server/domain/staff/actor.ts';
import { administratorAt, field } from '../browser/office-browser.ts';
import { named, plainVisitor } from '../browser/plain-visitor.ts';
import { bookCommand } from '../support/commands.ts';
import { engines } from '../support/engines.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { unmarked } from '../support/unmarked.ts';

const said = {
  'zh-CN': { told: /1 个预约将无法保留/, kept: /另保留 \d+ 个/ },
  en: { told: /1 booking no longer fits/, kept: /left, \d+ kept/ },
};
const ways = [
  { locale: 'zh-CN', script: true },
  { locale: 'en', script: false },
] as const;

for (const engine of engines) {
  describe(`places by the time of day, closed, kept for walk-ins, in a browser [${engine}]`, function () {
    this.timeout(300_000);
    const suite = hallAndBrowser({ engine });

    for (const [index, way] of ways.entries())
      it(`${named(way)}: some places and a counter are closed, none late in the day, some kept for walk-ins, and visitors are offered what is left`, async () => {
        const { hall, browser } = suite;
        const { writer } = hall.system.database;
        hall.clock.set(Date.parse('2026-11-23T08:30:00+08:00'));
        const text = said[way.locale];
        const lang = `lang=${way.locale}`;
        for (const n of [1, 2]) {
          const start = Date.parse('2026-11-27T09:00:00+08:00');
          const command = bookCommand({ id: `p${index}${n}`, start, mobile: `1380000${index}00${n}` });
          assert.ok((await hall.system.bookings.submit(command, { actor: theHolder })).ok);
        }
        const desk = await administratorAt(hall, browser, `places-${index}`);
        const type = (name: string, value: string) => desk.page.locator(field(name)).fill(value);
        const save = async () => {
          await desk.press('form.settings .settings__actions .button');
          const effects = desk.page.locator('.settings__effects');
          const told = (await effects.count()) > 0 ? await effects.innerText() : '';
          if (told !== '') await desk.press('.settings__effects button[name=_confirm]');
          assert.match(desk.page.url(), /saved=1|conflicts\?found=\d/);
          return told;
        };
        const close = async (part: string, more: Readonly<Record<string, string>>) => {
          await desk.open(`/admin/sites/BJ-TSY/parts?${lang}`);
          await desk.page.locator(field('parts.new1.part')).selectOption(part);
          await type('parts.new1.first', '2026-11-27');
          for (const [name, value] of Object.entries(more)) await type(`parts.new1.${name}`, value);
          await type('parts.new1.reason.zh-CN', '业务学习');
          await type('parts.new1.reason.en', 'Training');
          return save();
        };
        const forget = async () => {
          await writer('part_closure').delete();
          await writer('catalogue_version').increment('version', 1);
          hall.system.catalogueCache.forget();
        };
        const visitor = await plainVisitor(browser, way);
        const starts = async () => {
          await visitor.open(
            `${hall.url}/book/time?service=RENEW&answer=RENEW_STATE.EXPIRED&site=BJ-TSY&day=2026-11-27&${lang}`,
          );
          const buttons = await visitor.page.locator('#offer button[name=start]').allInnerTexts();
          return buttons.map((one) => /\d\d:\d\d/.exec(one)?.[0] ?? one);
        };
        assert.ok((await starts()).includes('09:00'));

        assert.equal(await close('counter:BJ-TSY-1', {}), '', 'what is booked still fits');
        const without = await starts();
        assert.ok(
          !without.includes('09:00') && without.includes('09:15'),
          'a counter takes its places with it',
        );
        await forget();
        assert.match(await close('places:BJ-TSY:A', { places: '2' }), text.told);
        const fewer = await starts();
        assert.ok(!fewer.includes('09:00') && fewer.includes('09:15'), 'one place of three is left');

        await desk.open(`/admin/sites/BJ-TSY/places?${lang}`);
        await type('queues.BJ-TSY:A.spans.s1.from', '16:00');
        await type('queues.BJ-TSY:A.spans.s1.until', '17:00');
        await type('queues.BJ-TSY:A.spans.s1.places', '0');
        await save();
        const early = await starts();
        assert.ok(early.includes('15:45') && !early.some((time) => time >= '16:00'), early.join());

        await forget();
        await desk.open(`/admin/sites/BJ-TSY/places?${lang}`);
        await type('queues.BJ-TSY:A.walkInShare', '34');
        await save();
        assert.ok(!(await starts()).includes('09:00'), 'the last place of the hour is kept for walk-ins');
        await desk.open(`/admin/day/new?site=BJ-TSY&date=2026-11-27&service=RENEW&${lang}`);
        assert.match(unmarked(await desk.page.locator('main').innerText()), text.kept);
        assert.deepEqual([...desk.errors, ...visitor.errors], []);
        await visitor.close();
        await desk.close();

        // the next one finds the site as it was
        await writer('booking').update({ state: 'cancelled' });
        await writer('place').delete();
        await writer('queue').update({ plan: null });
        await forget();
      });
  });
}

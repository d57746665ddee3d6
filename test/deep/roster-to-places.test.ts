import assert from 'node:assert/strict';
import { createStaff } from '../../server/actions/staff/create-staff.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { paths, withQuery } from '../../server/web/paths.ts';
import { administratorAt, type Desk, field, save } from '../browser/office-browser.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';

const site = 'BJ-TSY';
/** a Friday */
const day = '2026-11-27';
const { act } = paths.admin;

describe('a roster and an absence, entered in a browser', function () {
  this.timeout(60_000);
  const suite = hallAndBrowser();
  let desk: Desk;

  /** Places that anybody is offered at a time of that day. */
  const offered = async (time: string): Promise<number> => {
    const asked = `/api/v1/sites/${site}/slots?service=RENEW&from=${day}&to=${day}`;
    const { body } = await suite.hall.request.get(asked);
    const slots: readonly { readonly start: string; readonly free: number }[] = body.days[0].slots;
    return slots.find(({ start }) => start.includes(`T${time}`))?.free ?? 0;
  };
  const dayOfRoster = async () => {
    await desk.open(withQuery(act('planner', site, 'roster'), { date: day, lang: 'en' }));
    const row = desk.page.locator('[aria-labelledby=counters] tbody tr', { hasText: '13:00–13:30' });
    return (await row.locator('td').allInnerTexts()).map((text) => text.trim());
  };

  before(async () => {
    const password = 'Correct-horse-7-battery';
    for (const username of ['wang', 'zhao', 'qian']) {
      const account = {
        username,
        name: `Name of ${username}`,
        role: 'counter',
        sites: [site],
        password,
      } as const;
      assert.ok((await createStaff(suite.hall.system, { ...account, actor: theSystem })).ok);
    }
    desk = await administratorAt(suite.hall, suite.browser);
  });

  it('show who is at work for the planned counters, and whoever is ill takes their share of the places that visitors are offered', async () => {
    assert.equal(await offered('15:00'), 3);
    const { page } = desk;
    for (const [index, name] of ['Name of wang', 'Name of zhao', 'Name of qian'].entries()) {
      await desk.open(withQuery(act('sites', site, 'roster'), { lang: 'en' }));
      if (index === 0) await page.locator(field('full')).fill('');
      await page.locator(field('shifts.new1.staff')).selectOption({ label: name });
      for (const weekday of ['1', '2', '3', '4', '5'])
        await page.locator(`${field('shifts.new1.weekdays')}[value="${weekday}"]`).check();
      await page.locator(field('shifts.new1.from')).fill('09:00');
      await page.locator(field('shifts.new1.to')).fill('17:00');
      await page.locator(field('shifts.new1.validFrom')).fill('2026-11-01');
      await save(desk);
    }
    await page.locator(field('full')).fill('3');
    await save(desk);
    assert.deepEqual(await dayOfRoster(), ['3', '3', '', '0'], 'three at work for three counters');
    assert.equal(await offered('15:00'), 3);

    await desk.press('main a[href$="/absences"]');
    await page.locator(field('changes.new1.staff')).selectOption({ label: 'Name of zhao' });
    await page.locator(field('changes.new1.what')).selectOption('ill');
    await page.locator(field('changes.new1.first')).fill(day);
    await page.locator(field('changes.new1.from')).fill('13:00');
    await page.locator(field('changes.new1.to')).fill('17:00');
    await save(desk);
    assert.deepEqual(await dayOfRoster(), ['2', '2', '', '0'], 'the planned counters follow the people');
    assert.deepEqual([await offered('11:00'), await offered('15:00')], [3, 2]);
    assert.match(await page.locator('main').innerText(), /the counters follow the number of people at work/);
    assert.deepEqual(desk.errors, []);
  });
});

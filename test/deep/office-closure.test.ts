import assert from 'node:assert/strict';
import { foldDay } from '../../server/domain/queue/figures/day-fold.ts';
import { putTogether } from '../../server/domain/queue/figures/period-sum.ts';
import { theHolder } from '../../server/domain/staff/actor.ts';
import { eventsAfter } from '../../server/store/queue/hall-query.ts';
import { paths, withQuery } from '../../server/web/paths.ts';
import { administratorAt, type Desk, faultsOf, field } from '../browser/office-browser.ts';
import { bookCommand } from '../support/commands.ts';
import { engines } from '../support/engines.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { simulate } from '../web/admin/statistics/simulated-truth.ts';

const day = '2026-11-24';
const nine = Date.parse(`${day}T09:00:00+08:00`);
const { act, section } = paths.admin;
const conflicts = act('sites', 'BJ-TSY', 'conflicts');

for (const engine of engines) {
  describe(`a day that is closed though visits are booked, in a browser [${engine}]`, function () {
    this.timeout(40_000);
    const suite = hallAndBrowser({ engine });
    let desk: Desk;
    const ids = ['b1', 'b2', 'b3', 'b4'];
    const states = async () =>
      (await suite.hall.system.database.writer('booking').orderBy('id').select('id', 'state', 'day')) as {
        id: string;
        state: string;
        day: string;
      }[];
    const listed = async (): Promise<string[]> =>
      (await desk.page.locator('main tbody th').allInnerTexts()).map((text) => text.trim());

    before(async () => {
      for (const [index, id] of ids.entries()) {
        const start = nine + Math.floor(index / 2) * 3_600_000;
        const command = bookCommand({ id, start, mobile: `1380000000${index}` });
        const done = await suite.hall.system.bookings.submit(command, { actor: theHolder });
        assert.ok(done.ok, JSON.stringify(done));
      }
      desk = await administratorAt(suite.hall, suite.browser);
    });

    it('is told with how many no longer fit, and closed once that is confirmed', async () => {
      await desk.open(withQuery(act('sites', 'BJ-TSY', 'closures'), { lang: 'en' }));
      await desk.page.locator(field('closures.new1.kind')).selectOption('closed');
      await desk.page.locator(field('closures.new1.date')).fill(day);
      await desk.page.locator(field('closures.new1.reason.zh-CN')).fill('系统升级');
      await desk.page.locator(field('closures.new1.reason.en')).fill('Maintenance');
      await desk.press('form.settings .settings__actions .button');
      assert.match(
        (await desk.page.locator('.settings__effects').textContent()) ?? '',
        /4 bookings no longer fit/,
      );
      assert.equal((await suite.hall.system.database.writer('site_exception').select()).length, 0);
      await desk.press('.settings__effects button[name=_confirm]');
      assert.match(desk.page.url(), /conflicts\?found=4/);
      assert.match(
        (await desk.page.locator('main').innerText()) ?? '',
        /4 bookings no longer fit because of it/,
      );
      assert.equal(await desk.page.locator('.tab-badge').innerText(), '4');
      assert.equal((await suite.hall.system.database.writer('site_exception').select()).length, 1);
    });

    it('leaves a list in which one is moved, one cancelled, and then all the rest moved at once', async () => {
      await desk.open(conflicts);
      assert.deepEqual(await faultsOf(desk.page, { colours: true }), []);
      assert.deepEqual(
        (await listed()).sort(),
        ids.map((id) => `REF-${id}`),
      );
      const act = (name: string) => `form:has(input[name=act][value=${name}]) button`;
      const row = (id: string) => `main tr:has(input[value="${id}"])`;
      await desk.press(`${row('b1')} ${act('move')}`);
      await desk.press('main [aria-labelledby=ask] button[value=move]');
      assert.ok(!(await listed()).includes('REF-b1'));
      await desk.press(`${row('b2')} ${act('cancel')}`);
      await desk.press('main [aria-labelledby=ask] button[value=cancel]');
      assert.deepEqual((await listed()).sort(), ['REF-b3', 'REF-b4']);
      await desk.page.locator('main details:has(button[value=move]) summary').click();
      await desk.press('main details button[value=move]');
      assert.deepEqual(await listed(), []);
      assert.match((await desk.page.locator('main').textContent()) ?? '', /Every booking fits/);
      const now = await states();
      assert.deepEqual(
        now.map(({ state }) => state),
        ['confirmed', 'cancelled', 'confirmed', 'confirmed'],
      );
      assert.ok(now.every(({ id, day: on }) => (id === 'b2') === (on === day)));
    });

    it('has told every enterprise, in the outbox that the office reads', async () => {
      const told = await suite.hall.system.database
        .writer('outbox')
        .whereIn('template', ['moved_by_office', 'cancelled_by_office'])
        .select('booking', 'template');
      assert.deepEqual(told.map(({ booking, template }) => `${booking} ${template}`).sort(), [
        'b1 moved_by_office',
        'b2 cancelled_by_office',
        'b3 moved_by_office',
        'b4 moved_by_office',
      ]);
      await desk.open(paths.admin.outbox());
      assert.ok((await desk.page.locator('main tbody tr').count()) >= 4);
      assert.deepEqual(desk.errors, []);
    });
  });
}

describe('the statistics of a simulated day, in a browser', function () {
  this.timeout(300_000);
  const suite = hallAndBrowser();

  it('are those of its events, and what the simulation knows', async () => {
    const truth = await simulate(suite.hall, 'BJ-TSY', day, 30);
    suite.hall.clock.set(`${day}T20:00:00+08:00`);
    const events = await eventsAfter(suite.hall.system.database.reader, 'BJ-TSY', day, 0);
    const fold = foldDay(
      events.map(({ event }) => event),
      'Asia/Shanghai',
    );
    const { statistics: known } = fold;
    const { wait, service } = putTogether([fold]);
    assert.deepEqual([known.tickets, known.served], [truth.issued.size, truth.served.length]);
    assert.ok(known.served > 10, 'the day was a real one');
    const desk = await administratorAt(suite.hall, suite.browser);
    await desk.open(withQuery(section('statistics'), { site: 'BJ-TSY', from: day, to: day, lang: 'en' }));
    const cells = (heading: string): Promise<string[]> =>
      desk.page.locator(`[aria-labelledby="${heading}"] tbody tr`).first().locator('th, td').allInnerTexts();
    const { tickets, appointments, walkIns, served, missed, left, notReached, notRecorded } = known;
    const days = (await cells('days')).slice(1, 16);
    assert.deepEqual(
      days.slice(0, 8),
      [tickets, appointments, walkIns, served, missed, left, notReached, notRecorded].map(String),
    );
    assert.deepEqual(
      days.slice(10),
      [wait.mean, wait.median, wait.p90, service.mean, service.median].map(String),
    );
    const figures = await desk.page.locator('.statistics-figures dd').allInnerTexts();
    assert.equal(figures[0]?.split(/\s/)[0], String(known.tickets));
    assert.equal(figures[1]?.split(/\s/)[0], String(known.served));
    const visits = await desk.page
      .locator('[aria-labelledby="services"] tbody tr td:nth-child(2)')
      .allInnerTexts();
    assert.equal(
      visits.reduce((sum, text) => sum + Number(text), 0),
      Object.values(known.services).reduce((sum, { visits: of }) => sum + of, 0),
    );
    assert.ok((await desk.page.locator('figure.chart svg').count()) >= 1);
    assert.deepEqual(await faultsOf(desk.page, { colours: true }), []);
    assert.deepEqual(desk.errors, []);
  });
});

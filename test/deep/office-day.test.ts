import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { theHolder } from '../../server/domain/staff/actor.ts';
import { paths, withQuery } from '../../server/web/paths.ts';
import { administratorAt, type Desk, faultsOf } from '../browser/office-browser.ts';
import { bookCommand } from '../support/commands.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';

const day = '2026-11-24';
const nine = Date.parse(`${day}T09:00:00+08:00`);
const { section, item, act } = paths.admin;
const dayPage = (view: string) => withQuery(section('day'), { site: 'BJ-TSY', date: day, view });
const primary = 'main form.day-form .actions .button';

describe('the day of a site, in a browser', function () {
  this.timeout(40_000);
  const suite = hallAndBrowser();
  let desk: Desk;
  const kept = async (reference: string) =>
    suite.hall.system.database
      .reader('booking')
      .where({ reference })
      .first('id', 'state', 'starts_at', 'source');
  const told = async (): Promise<string> =>
    (await desk.page.locator('main [role=status]').first().textContent()) ?? '';
  const fillIn = async (mobile: string): Promise<void> => {
    await desk.page.fill('#enterprise', '北京示例贸易有限公司');
    await desk.page.fill('#creditCode', '91110108551385082Q');
    await desk.page.fill('#name', '王芳');
    await desk.page.fill('#mobile', mobile);
    await desk.page.check('#consent');
  };
  const referenceShown = async (): Promise<string> =>
    ((await desk.page.locator('main h1').textContent()) ?? '').trim();

  before(async () => {
    desk = await administratorAt(suite.hall, suite.browser);
    for (const id of ['b1', 'b2', 'b3']) {
      const mobile = `1380000000${id.slice(1)}`;
      const command = bookCommand({
        id,
        start: nine,
        mobile,
        reference: `TPNH-22C${id.slice(1)}`,
      });
      const done = await suite.hall.system.bookings.submit(command, { actor: theHolder });
      assert.ok(done.ok, JSON.stringify(done));
    }
  });

  it('shows the bookings on a timeline, and has no fault in either view', async () => {
    await desk.open(dayPage('timeline'));
    assert.ok((await desk.page.locator('.timeline__picture a').count()) >= 1, 'a bar for each booking');
    const wrong = [...(await faultsOf(desk.page, { colours: true }))];
    await desk.open(dayPage('bookings'));
    wrong.push(...(await faultsOf(desk.page, { colours: true })));
    assert.deepEqual(wrong, []);
  });

  it('finds one by its reference', async () => {
    await desk.page.fill('#q', 'TPNH-22C3');
    await desk.press('main form[role=search] button');
    const found = desk.page.locator('main tbody tr');
    assert.equal(await found.count(), 1);
    await desk.press('main tbody tr a');
    assert.equal(await referenceShown(), 'TPNH-22C3');
  });

  it('books on behalf of somebody', async () => {
    await desk.open(withQuery(item('day', 'new'), { site: 'BJ-TSY', date: day }));
    await desk.page.check('input[name=service][value=RENEW]');
    await desk.press('#service ~ .toolbar button');
    await desk.page.locator(`.times input[value="${nine + 3_600_000}"]`).check({ force: true });
    await fillIn('13900000001');
    assert.deepEqual(await faultsOf(desk.page, { colours: true }), []);
    await desk.press(primary);
    const booked = await kept(await referenceShown());
    assert.equal(booked?.starts_at, nine + 3_600_000);
    assert.equal(booked?.state, 'confirmed');
    assert.match(await told(), /已代为预约/);
  });

  it('overbooks only with a reason', async () => {
    const full = nine;
    await fillSlot(full);
    await desk.open(
      withQuery(item('day', 'new'), { site: 'BJ-TSY', date: day, service: 'RENEW', 'quantity-RENEW': '1' }),
    );
    await desk.page.locator(`.times .time--full input[value="${full}"]`).check({ force: true });
    await fillIn('13900000002');
    await desk.page.check('input[name=overbook]');
    await desk.press(primary);
    assert.equal(await desk.page.locator('main .error-summary').count(), 1);
    assert.equal(await desk.page.inputValue('#mobile'), '13900000002', 'what was typed stays');
    desk.errors.splice(0);
    await desk.page.fill('input[name=reason]', '船期紧急');
    await desk.press(primary);
    assert.equal((await kept(await referenceShown()))?.starts_at, full);
    assert.match((await desk.page.locator('main').textContent()) ?? '', /船期紧急/);
  });

  it('moves one, cancels one, and keeps a note', async () => {
    await desk.open(item('day', 'TPNH-22C1'));
    await desk.press(`main a[href="${act('day', 'TPNH-22C1', 'move')}"]`);
    await desk.page.locator(`.times input[value="${nine + 7_200_000}"]`).check({ force: true });
    await desk.press(primary);
    assert.equal((await kept('TPNH-22C1'))?.starts_at, nine + 7_200_000);
    assert.match(await told(), /已改期/);

    await desk.page.fill('#note', '请带公章');
    await desk.press(`form[action="${act('day', 'TPNH-22C1', 'notes')}"] button`);
    assert.match((await desk.page.locator('.notes').textContent()) ?? '', /请带公章/);

    await desk.open(item('day', 'TPNH-22C2'));
    await desk.page.fill('#cancel-reason', '企业来电');
    await desk.press(`form[action="${act('day', 'TPNH-22C2', 'cancel')}"] button`);
    assert.equal((await kept('TPNH-22C2'))?.state, 'cancelled');
  });

  it('checks one in by hand on the day, who then has a number', async () => {
    assert.deepEqual(desk.errors, []);
    await desk.close();
    suite.hall.clock.set(nine - 300_000);
    // yesterday's session has timed out
    desk = await administratorAt(suite.hall, suite.browser, 'zhou');
    await desk.open(item('day', 'TPNH-22C3'));
    await desk.press(`form[action="${act('day', 'TPNH-22C3', 'check-in')}"] button`);
    assert.equal((await kept('TPNH-22C3'))?.state, 'arrived');
    assert.match((await desk.page.locator('main').textContent()) ?? '', /[A-Z]\d{3}/);
  });

  it('finds people on other days and at other sites, and puts the list into another order, in English', async () => {
    await desk.open(
      withQuery(section('day'), { site: 'BJ-ZGC', date: '2026-12-01', view: 'bookings', lang: 'en' }),
    );
    await desk.page.fill('#q', 'TPNH-22C3');
    await desk.press('main form[role=search] button');
    assert.match(await told(), /No bookings match/);
    await desk.page.selectOption('#scope', 'sites');
    await desk.press('main form[role=search] button');
    assert.deepEqual(await desk.page.locator('main tbody tr a').allInnerTexts(), ['TPNH-22C3']);
    assert.match(await desk.page.locator('main tbody tr').innerText(), /Tianshuiyuan[\s\S]*138\*{4}0003/);

    await desk.open(`${dayPage('bookings')}&lang=en`);
    const references = () => desk.page.locator('main tbody td:nth-child(2) a').allInnerTexts();
    const before = await references();
    await desk.press('th[aria-sort] a:text-is("Reference")');
    const rising = await references();
    assert.deepEqual(rising, [...before].sort());
    await desk.press('th[aria-sort=ascending] a');
    assert.deepEqual(await references(), [...rising].reverse());
    await desk.page.selectOption('#state', 'cancelled');
    await desk.press('main form[role=search] button');
    assert.deepEqual(await references(), ['TPNH-22C2']);
  });

  it('narrows the tickets, each of which leads to its booking', async () => {
    await desk.open(`${dayPage('tickets')}&lang=en`);
    await desk.page.selectOption('#kind', 'walk_in');
    await desk.press('main form[role=search] button');
    assert.match(await told(), /No tickets match/);
    await desk.page.selectOption('#kind', 'appointment');
    await desk.press('main form[role=search] button');
    await desk.press('main tbody td a');
    assert.equal(await referenceShown(), 'TPNH-22C3');
    const drawn = await desk.page.evaluate('document.querySelector(".ticket-code svg").clientWidth');
    assert.ok(Number(drawn) > 0, 'the code of the ticket is drawn');
  });

  it('prints the day on A4, without who has cancelled and with what was noted', async () => {
    await desk.open(withQuery(item('day', 'print'), { site: 'BJ-TSY', date: day, lang: 'en' }));
    await desk.page.emulateMedia({ media: 'print' });
    // the width of A4 without its margins, in CSS pixels
    await desk.page.setViewportSize({ width: 703, height: 1000 });
    const table = desk.page.locator('table.day-print');
    const text = await table.innerText();
    assert.match(text, /TPNH-22C3/);
    assert.match(text, /请带公章/);
    assert.doesNotMatch(text, /TPNH-22C2|13800000003/);
    assert.equal(await desk.page.locator('.side-menu, .staff-bar').locator('visible=true').count(), 0);
    assert.ok(Number(await desk.page.evaluate('document.documentElement.scrollWidth - innerWidth')) <= 0);
    const { width = 0 } = (await table.boundingBox()) ?? {};
    assert.ok(width > 0 && width <= 703, `the list is ${width} wide`);
    await desk.page.emulateMedia({ media: 'screen' });
    await desk.page.setViewportSize({ width: 1280, height: 800 });
  });

  it('gives the list of the day away as a file, masked', async () => {
    await desk.open(dayPage('bookings'));
    const [file] = await Promise.all([
      desk.page.waitForEvent('download'),
      desk.page.locator('main a[download][href*="format=csv"]').first().click(),
    ]);
    assert.equal(file.suggestedFilename(), `bookings-BJ-TSY-${day}.csv`);
    const text = await readFile(await file.path(), 'utf8');
    assert.match(text, /TPNH-22C3/);
    assert.doesNotMatch(text, /13800000003/);
  });

  it('and no page said that something was wrong', () => assert.deepEqual(desk.errors, []));

  /** Books until a slot has no place left. */
  async function fillSlot(start: number): Promise<void> {
    for (let index = 0; index < 30; index += 1) {
      const mobile = `1370000${String(1000 + index)}`;
      const one = bookCommand({ id: `full${index}`, start, mobile });
      const done = await suite.hall.system.bookings.submit(one, { actor: theHolder });
      if (!done.ok) return assert.match(done.code, /taken/);
    }
    assert.fail('the slot never fills');
  }
});

import assert from 'node:assert/strict';
import { noteByStaff } from '../../server/actions/booking/note-by-staff.ts';
import { theHolder, theSystem } from '../../server/domain/staff/actor.ts';
import { bookingByReference } from '../../server/store/booking/booking-query.ts';
import { paths, withQuery } from '../../server/web/paths.ts';
import { administratorAt, type Desk, faultsOf } from '../browser/office-browser.ts';
import { bookCommand } from '../support/commands.ts';
import { foreignWords, wordsOf } from '../support/foreign-words.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { somebody } from '../support/somebody.ts';

const day = '2026-11-24';
const nine = Date.parse(`${day}T09:00:00+08:00`);
const { section, item, act } = paths.admin;
const dayPage = (view: string) => withQuery(section('day'), { site: 'BJ-TSY', date: day, view });

describe('the pages of the day and of statistics, in a browser', function () {
  this.timeout(300_000);
  const suite = hallAndBrowser();
  let desk: Desk;

  before(async () => {
    for (const id of ['1', '2', '3']) {
      const mobile = `1380000000${id}`;
      const command = bookCommand({ id: `b${id}`, start: nine, mobile, reference: `TPNH-22C${id}` });
      assert.ok((await suite.hall.system.bookings.submit(command, { actor: theHolder })).ok);
    }
    const booking = await bookingByReference(suite.hall.system.database.reader, 'TPNH-22C1');
    assert.ok(booking !== null);
    assert.ok((await noteByStaff(suite.hall.system, booking, '请带公章', { ...somebody, id: '李娜' })).ok);
    suite.hall.clock.set(nine + 60_000);
    const arrive = { type: 'arrive', id: 't1', reference: 'TPNH-22C2', priority: true } as const;
    assert.ok((await suite.hall.system.halls.submit('BJ-TSY', arrive, { actor: theSystem })).ok);
    desk = await administratorAt(suite.hall, suite.browser);
  });

  for (const locale of ['zh-CN', 'en'] as const) {
    it(`every page of the day fits a phone and a desk, without a fault or a stray word (${locale})`, async () => {
      const at = (path: string) => `${path}${path.includes('?') ? '&' : '?'}lang=${locale}`;
      const wanted = { site: 'BJ-TSY', date: day };
      const pages = [
        ...['timeline', 'bookings', 'tickets'].map(dayPage),
        withQuery(section('day'), { ...wanted, view: 'bookings', q: '0000-0000' }),
        withQuery(item('day', 'new'), { ...wanted, service: 'RENEW', 'quantity-RENEW': '1' }),
        withQuery(item('day', 'print'), wanted),
        item('day', 'TPNH-22C1'),
        act('day', 'TPNH-22C1', 'move'),
        withQuery(section('statistics'), { site: 'BJ-TSY', from: day, to: day }),
        withQuery(section('statistics'), { site: 'all', from: day, to: day }),
      ];
      const wrong: string[] = [];
      for (const path of pages) {
        await desk.open(at(path));
        assert.equal(await desk.page.locator('html').getAttribute('lang'), locale);
        for (const width of [360, 1280]) {
          await desk.page.setViewportSize({ width, height: 800 });
          const wide = Number(await desk.page.evaluate('document.documentElement.scrollWidth - innerWidth'));
          if (wide > 0) wrong.push(`${path} scrolls sideways by ${wide} pixels at ${width}`);
        }
        const found = await faultsOf(desk.page, { colours: locale === 'zh-CN' });
        wrong.push(...found.map((fault) => `${path} ${fault}`));
        const said = foreignWords(own(wordsOf(await desk.page.content())), locale);
        if (said.length > 0) wrong.push(`${path} says ${said.join(' ')}`);
      }
      assert.deepEqual(wrong, []);
    });
  }
});

/** Without names and what people wrote: they are their own. */
function own(text: string): string {
  return text.replaceAll(
    /北京示例贸易有限公司|测试企业|李娜|王\*|王小明|王芳|请带公章|船期紧急|企业来电|Excel|Quantity/g,
    '',
  );
}

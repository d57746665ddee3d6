import assert from 'node:assert/strict';
import { engines } from '../../support/engines.ts';
import { hallAndOffice } from './hall-and-office.ts';

const path = '/admin/calendar/import';
const day = { name: '元旦', date: '2027-01-01', isOffDay: true };

for (const engine of engines) {
  describe(`the working calendar of the office [${engine}]`, () => {
    const suite = hallAndOffice(engine);
    const send = async (year: string, file: string, lang = 'zh-CN') =>
      suite.office.send(`${path}?lang=${lang}`, { ...(await suite.office.form(path)), year, file });
    const years = async () => [...(await suite.hall.system.catalogue()).calendar.years].sort();

    it('a file of another year than the chosen one, or that is no calendar, is told in words and changes nothing', async () => {
      const before = await years();
      const cases: readonly (readonly [string, RegExp])[] = [
        [
          JSON.stringify({ year: 2026, days: [{ ...day, date: '2026-01-01' }] }),
          /您选择的是 2027 年，文件里是 2026 年/,
        ],
        [
          JSON.stringify({ year: 2027, days: [{ ...day, date: '2031-01-01' }] }),
          /2031-01-01 不属于该年度的安排/,
        ],
        [JSON.stringify({ year: 2027, days: [] }), /文件里没有日期/],
        ['{"year": 2027', /不是 ?JSON/],
        ['', /请填写/],
      ];
      for (const [file, told] of cases) {
        const answer = await send('2027', file);
        assert.equal(answer.status, 422, file);
        assert.match(answer.text, told);
        assert.match(answer.text, /href="#file"/);
      }
      assert.deepEqual(await years(), before);
    });

    it('warns while the published calendar ends soon, and no more once the next year is there', async () => {
      assert.match((await suite.office.agent.get('/admin?lang=en')).text, /31 December 2026/);
      const saved = await send('2027', `\uFEFF${JSON.stringify({ year: 2027, days: [day] })}`);
      assert.equal(saved.status, 303);
      assert.deepEqual((await years()).at(-1), 2027);
      assert.doesNotMatch((await suite.office.agent.get('/admin?lang=en')).text, /31 December 2026/);
      const shown = await suite.office.agent.get('/admin/calendar?year=2027&lang=en');
      assert.match(shown.text, /元旦/);
    });

    it('what one site does otherwise is an entry of its closures, and only its own', async () => {
      const closures = '/admin/sites/HZ/closures';
      const saved = await suite.office.send(closures, {
        ...(await suite.office.form(closures)),
        'closures.new1.kind': 'open',
        'closures.new1.date': '2026-11-28',
        'closures.new1.from': '09:00',
        'closures.new1.to': '11:00',
        'closures.new1.reason.zh-CN': '周六加开',
        'closures.new1.reason.en': 'Open on Saturday',
      });
      assert.equal(saved.status, 303, saved.text.match(/error-summary.*?<\/ul>/s)?.[0]);
      const stateAt = async (site: string) =>
        (
          await suite.hall.request.get(
            `/api/v1/sites/${site}/slots?service=RENEW&from=2026-11-28&to=2026-11-28`,
          )
        ).body.days[0];
      assert.equal((await stateAt('HZ')).state, 'open');
      assert.equal((await stateAt('BJ-TSY')).state, 'closed');
    });
  });
}

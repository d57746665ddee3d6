import assert from 'node:assert/strict';
import { engines } from '../../support/engines.ts';
import { wholeNotice } from '../../support/whole-notice.ts';
import { hallAndOffice } from './hall-and-office.ts';

const path = '/admin/calendar/import';
const day = { name: '元旦', date: '2027-01-01', isOffDay: true };
const whole = wholeNotice(2027);

for (const engine of engines) {
  describe(`the working calendar of the office [${engine}]`, () => {
    const suite = hallAndOffice(engine);
    const send = async (year: string, file: string, lang = 'zh-CN') =>
      suite.office.send(`${path}?lang=${lang}`, { ...(await suite.office.form(path)), year, file });
    const years = async () => [...(await suite.hall.system.catalogue()).calendar.years].sort();

    it('a file of another year than the chosen one, or that is no calendar, is told in words and changes nothing', async () => {
      const before = await years();
      const cases: readonly (readonly [string, RegExp])[] = [
        [JSON.stringify(wholeNotice(2026)), /您选择的是 2027 年，文件里是 2026 年/],
        [
          JSON.stringify({ year: 2027, days: [{ ...day, date: '2031-01-01' }] }),
          /2031-01-01 不属于该年度的安排/,
        ],
        [JSON.stringify({ year: 2027, days: [] }), /文件里没有日期/],
        [JSON.stringify({ year: 2027, days: [day] }), /缺少放假日：春节、清明、劳动节、端午、中秋、国庆节/],
        [`{"year": 2027${' '.repeat(20_000)}}`, /内容过长，最多 20000 个字符/],
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

    it('one day never takes the place of the whole of 2026, so that 1 October stays closed', async () => {
      const file = JSON.stringify({ year: 2026, days: [{ ...day, date: '2026-01-01' }] });
      const answer = await send('2026', file, 'en');
      assert.equal(answer.status, 422);
      assert.match(answer.text, /days off are missing of: 春节/);
      const { days } = (await suite.hall.system.catalogue()).calendar;
      assert.deepEqual(days.get('2026-10-01'), { name: '国庆节', off: true });
    });

    it('tells what a file changes, day by day and year by year, and saves it once exactly that is confirmed', async () => {
      assert.match((await suite.office.agent.get('/admin?lang=en')).text, /31 December 2026/);
      const file = `\uFEFF${JSON.stringify({ ...whole, days: [{ ...day, date: '2026-12-31' }, ...whole.days] })}`;
      const told = await send('2027', file, 'en');
      assert.equal(told.status, 200);
      assert.match(told.text, /2026: 1 named day added, 0 removed, 0 changed\./);
      assert.match(told.text, /2027: 28 named days added, 0 removed, 0 changed\./);
      assert.match(told.text, /2026-12-31 Thu[\s\S]{0,200}Working day[\s\S]{0,80}Holiday · 元旦/);
      assert.deepEqual((await years()).at(-1), 2026, 'nothing is saved yet');
      const confirmed = /name="_confirm" value="([^"]+)"/.exec(told.text)?.[1] ?? '';
      const form = { ...(await suite.office.form(path)), year: '2027', _confirm: confirmed };
      const other = await suite.office.send(path, { ...form, file: JSON.stringify(whole) });
      assert.equal(other.status, 200, 'another file is told anew');
      const saved = await suite.office.send(path, { ...form, file });
      assert.equal(saved.status, 303);
      assert.deepEqual((await years()).at(-1), 2027);
      assert.doesNotMatch((await suite.office.agent.get('/admin?lang=en')).text, /31 December 2026/);
      const shown = await suite.office.agent.get('/admin/calendar?year=2027&lang=en');
      assert.match(shown.text, /元旦/);
      assert.match(shown.text, /holidays are published until Friday 31 December 2027/);
    });

    it('one day is changed without a file, told before it is saved, and never makes a whole year a part', async () => {
      const at = '/admin/calendar/day';
      const put = async (fields: Readonly<Record<string, string>>) =>
        suite.office.send(`${at}?lang=en`, { ...(await suite.office.form(at)), ...fields });
      const off = { date: '2026-12-30', kind: 'off', name: '元旦' };
      const told = await put(off);
      assert.equal(told.status, 200);
      assert.match(told.text, /2026: 1 named day added, 0 removed, 0 changed\./);
      assert.match(told.text, /2026-12-30 Wed/);
      const _confirm = /name="_confirm" value="([^"]+)"/.exec(told.text)?.[1] ?? '';
      assert.equal((await put({ ...off, _confirm })).status, 303);
      const { calendar } = await suite.hall.system.catalogue();
      assert.deepEqual(calendar.days.get('2026-12-30'), { name: '元旦', off: true });
      assert.ok(calendar.years.has(2026) && calendar.years.has(2027), 'the rest of the notice stands');
      const opens = await put({ date: '2026-10-01', kind: 'weekday', name: '' });
      assert.equal(opens.status, 422);
      assert.match(opens.text, /国庆节/);
      assert.equal((await put({ ...off, name: '' })).status, 422);
      const lines = await suite.hall.system.database.reader('audit').where({ action: 'calendar.day' });
      assert.equal(lines.length, 1);
      assert.ok(String(lines[0]?.after).includes('2026-12-30'));
    });

    it('the audit has the days before and after', async () => {
      const lines = await suite.hall.system.database
        .reader('audit')
        .where({ action: 'calendar.import' })
        .select('before', 'after');
      assert.equal(lines.length, 1);
      assert.doesNotMatch(String(lines[0]?.before), /2027-01-01/);
      assert.match(String(lines[0]?.after), /2027-01-01/);
    });

    it('a year of which only a part is known, from before, is never called published', async () => {
      const { database, catalogueCache } = suite.hall.system;
      await database
        .writer('calendar_year')
        .where({ year: 2027 })
        .update({ days: JSON.stringify(whole.days.slice(0, 4)) });
      await database.writer('catalogue_version').increment('version', 1);
      catalogueCache.forget();
      const shown = await suite.office.agent.get('/admin/calendar?year=2027&lang=en');
      assert.match(shown.text, /holidays are published until Thursday 31 December 2026/);
      assert.match(shown.text, /Only a part of the notice for 2027 is known; days off are missing of: 春节/);
      assert.deepEqual((await years()).at(-1), 2026);
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

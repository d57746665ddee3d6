import assert from 'node:assert/strict';
import readWorkbook from 'read-excel-file/node';
import { begun } from '../../../support/begun.ts';
import { engines } from '../../../support/engines.ts';
import { there } from '../../../support/there.ts';
import { signIn } from '../office.ts';
import { cells } from '../statistics/table-cells.ts';
import { pdfText } from './pdf-text.ts';
import { day, type ReportPost, startReportPost } from './report-post.ts';

for (const engine of engines) {
  describe(`a report by mail [${engine}]`, function () {
    this.timeout(240_000);
    let running: ReportPost | null = null;
    const post = () => begun(running);

    before(async () => {
      running = await startReportPost(engine);
    });
    after(() => running?.close());

    it('is written once, at its time, however many look and wherever the clock goes', async () => {
      const { at, write, subscribed, delivered, mails, hall } = post();
      await signIn(hall, 'administrator');
      await subscribed('administrator-all');
      at('2026-11-25T07:29:00');
      const early = await write();
      at('2026-11-25T07:30:00');
      const written = await Promise.all([write(), write(), write()]);
      at('2026-11-25T06:00:00');
      const back = await write();
      at('2026-11-25T21:00:00');
      assert.deepEqual([early, written.sort(), back, await write()].flat(), [0, 0, 0, 1, 0, 0]);
      await delivered();
      assert.equal(mails().length, 1);
    });

    it('has the figures of the page, pictures, a PDF and a workbook that say the same', async () => {
      const [mail, ...others] = post().mails();
      assert.ok(mail !== undefined && others.length === 0);
      const office = await signIn(post().hall, 'administrator');
      const file = (name: string) =>
        there(mail.attachments.find(({ filename }) => filename === name)).content;
      assert.equal(file('hours.png').subarray(1, 4).toString(), 'PNG');
      const query = `site=BJ-TSY&from=${day}&to=${day}&lang=zh-CN`;
      const sheets = await readWorkbook(file(`BJ-TSY-${day}.xlsx`));
      for (const [sheet, list] of [
        ['各时段', 'hours'],
        ['按业务', 'services'],
      ] as const) {
        const csv = await office.agent.get(`/admin/statistics?${query}&list=${list}&format=csv`);
        const rows = there(sheets.find((one) => one.sheet === sheet)).data.slice(1);
        const said = rows.map((row) => row.map((cell) => String(cell ?? '')));
        assert.ok(said.length > 1, sheet);
        assert.deepEqual(said, cells(csv.text), sheet);
      }
      const shown = await office.agent.get(`/admin/statistics?${query}`);
      const figures = [...shown.text.matchAll(/<dd>([^<]+)<br>/g)].map(([, value = '']) => value);
      assert.ok(figures.length > 9);
      const pdf = file(`BJ-TSY-${day}.pdf`);
      assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
      const paper = pdfText(pdf);
      for (const value of figures) {
        assert.ok(String(mail.html).includes(`>${value}</strong>`), value);
        assert.ok(paper.includes(value), `${value} on paper`);
      }
      assert.doesNotMatch(paper, /\ufffd/);
      assert.match(paper, /各时段/);
    });

    it('after nights without a machine is that of yesterday alone', async () => {
      const { at, write, delivered, mails } = post();
      at('2026-11-28T10:00:00');
      assert.deepEqual([await write(), await write()], [1, 0]);
      await delivered();
      assert.match(mails().at(-1)?.subject ?? '', /2026-11-27/);
    });

    it('of a day that was closed says so and why, and has no zeros', async () => {
      const { at, write, delivered, mails } = post();
      at('2026-11-30T08:00:00');
      assert.equal(await write(), 1);
      await delivered();
      const text = mails().at(-1)?.text ?? '';
      assert.match(text, /当天未营业：按营业时间不开放/);
      assert.doesNotMatch(text, /0%|: 0 /);
    });
  });
}

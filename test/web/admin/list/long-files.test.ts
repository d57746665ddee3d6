import assert from 'node:assert/strict';
import readWorkbook from 'read-excel-file/node';
import { engines } from '../../../support/engines.ts';
import { type HallSystem, startSystem } from '../../../support/hall-system.ts';
import { longAudit } from '../../../support/long-audit.ts';
import { whenReady } from '../../../support/when-ready.ts';
import { account, signIn } from '../../staff/staff-browser.ts';

const lines = 20_000;

for (const engine of engines) {
  describe(`a long list as a file [${engine}]`, function () {
    this.timeout(120_000);
    let hall: HallSystem;
    let headers: { cookie: string };
    let other = '';
    let pieces = 0;
    const cookiesOf = async (username: string): Promise<string> => {
      await account(hall, username, 'auditor');
      const answer = await signIn(hall.agent(), username);
      const cookies = ([] as string[]).concat(answer.headers['set-cookie'] ?? []);
      return cookies.map((one) => one.split(';')[0]).join('; ');
    };

    before(async () => {
      hall = await startSystem({ engine });
      await longAudit(hall, lines);
      headers = { cookie: await cookiesOf('reader') };
      other = await cookiesOf('another');
      hall.system.database.office.on('query', ({ sql }: { sql: string }) => {
        if (/select .audit.\.\*/.test(sql)) pieces += 1;
      });
    });
    after(() => hall.close());
    beforeEach(() => {
      pieces = 0;
    });

    const file = (format: string, signal: AbortSignal | null = null): Promise<Response> =>
      fetch(`${hall.url}/admin/audit?sort=time&action=site.change&format=${format}`, { headers, signal });

    it('CSV leaves in pieces, all lines in their order', async () => {
      let answer = '';
      const response = await file('csv');
      const decoder = new TextDecoder();
      for await (const part of response.body ?? []) answer += decoder.decode(part, { stream: true });
      const subjects = [...answer.matchAll(/site\.change,BJ-TSY (\d+),/g)].map(([, k]) => Number(k));
      assert.deepEqual(subjects, [...Array(lines).keys()]);
      assert.ok(pieces > 50, `${pieces} pieces`);
    });

    it('a workbook is made beside the loop that serves, with the same lines, and a page says how far it is', async () => {
      const asked = await file('xlsx');
      // fetch has followed the way to the page, which is there before the file is
      const waiting = await asked.text();
      assert.match(asked.headers.get('refresh') ?? '', /^\d+$/);
      assert.match(waiting, /<progress[^>]* value="\d+"/);
      assert.ok(waiting.includes('href="/admin/audit?sort=time&amp;action=site.change"'), 'and back');
      const ready = await whenReady(asked.url, headers);
      for (const address of [ready, asked.url])
        assert.equal((await fetch(address, { headers: { cookie: other } })).status, 410, 'of nobody else');
      const answer = await (await fetch(ready, { headers })).arrayBuffer();
      const [sheet] = await readWorkbook(Buffer.from(answer));
      assert.equal(sheet?.data.length, lines + 1);
      assert.equal(sheet?.data.at(-1)?.[5], `BJ-TSY ${lines - 1}`);
    });

    it('no more is read for whoever goes away', async () => {
      const gone = new AbortController();
      const response = await file('csv', gone.signal);
      const body = response.body?.getReader();
      await body?.read();
      gone.abort();
      await assert.rejects(async () => {
        for (;;) if ((await body?.read())?.done) return;
      });
      // what was under way has ended when others have been answered
      for (let k = 0; k < 5; k += 1) await hall.request.get('/readyz');
      const before = pieces;
      for (let k = 0; k < 5; k += 1) await hall.request.get('/readyz');
      assert.equal(pieces, before);
      assert.ok(pieces < lines / 200, `${pieces} pieces were read`);
    });
  });
}

import assert from 'node:assert/strict';
import type { SheetData } from 'read-excel-file/node';
import { engines } from '../../support/engines.ts';
import type { HallSystem } from '../../support/hall-system.ts';
import { day, filledOffice, site } from './filled-office.ts';
import { type Office, signIn } from './office.ts';
import { workbookOf } from './workbook.ts';

/** Every list of the office: where it is as a file, what the audit calls it, and a text that stands in it. */
const lists: readonly (readonly [path: string, list: string, holds: RegExp])[] = [
  [`/admin/day?site=${site}&date=${day}&view=bookings`, 'bookings', /,'=1\+1有限公司,/],
  [`/admin/day?site=${site}&date=${day}&view=tickets`, 'tickets', /A001/],
  [`/admin/sites/${site}/conflicts?`, 'conflicts', /,'\+1\+1有限公司,/],
  ['/admin/agency?state=any', 'agency', /,'-1\+1有限公司,/],
  ['/admin/outbox?', 'outbox', /BJ-TSY|北京海关天水园办公区/],
  ['/admin/staff?', 'staff', /'@SUM\(A1\)/],
  ['/admin/keys?', 'keys', /'=1\+1/],
  ['/staff/devices?', 'devices', /'\+1\+1/],
  ['/admin/sites?', 'sites', /BJ-TSY/],
  ['/admin/services?', 'services', /RENEW/],
  ['/admin/services/RENEW/questions?', 'questions', /RENEW_STATE/],
  ['/admin/messages?', 'messages', /./],
  ['/admin?', 'overview', /天水园/],
  [`/admin/statistics?site=${site}&from=${day}&to=${day}&list=days`, 'days', /2026-11-24/],
];

async function sheetOf(office: Office, path: string): Promise<SheetData> {
  const [sheet] = await workbookOf(office, path);
  assert.ok(sheet !== undefined);
  return sheet;
}

for (const engine of engines) {
  describe(`any list of the office as a file [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let office: Office;

    const taken = async (): Promise<{ after: string }[]> =>
      hall.system.database.reader('audit').where('action', 'like', '%.export').select('after');

    before(async () => {
      ({ hall, office } = await filledOffice(engine));
      hall.clock.set('2026-11-23T10:00:00+08:00');
    });
    after(() => hall.close());

    for (const [path, list, holds] of lists) {
      it(`${list}: CSV that Excel reads as Chinese and runs nothing of, a workbook with the same lines, each in the audit`, async () => {
        const before = (await taken()).length;
        const csv = await office.agent.get(`${path}&format=csv`);
        assert.equal(csv.status, 200, path);
        assert.match(String(csv.headers['content-type']), /^text\/csv; charset=utf-8/);
        assert.match(String(csv.headers['content-disposition']), /^attachment; filename="?[\w-]+\.csv"?$/);
        assert.equal(csv.headers['cache-control'], 'no-store');
        assert.ok(csv.text.startsWith('\ufeff'), 'the mark of UTF-8');
        assert.match(csv.text, holds);
        assert.doesNotMatch(csv.text, /(^|[\r\n,])"?[=+@]|(^|[\r\n,])"?-(?!\d)/, 'nothing that is run');
        const sheet = await sheetOf(office, `${path}&format=xlsx`);
        const lines = csv.text.trimEnd().split('\r\n').length;
        assert.equal(sheet.length, lines);
        // a formula would read as its result, or as nothing
        const texts = new Set(sheet.flat());
        for (const [, text = ''] of csv.text.matchAll(/(?<=[,\n])'([=+@-][^,"\r\n]*)(?=[,\r])/g))
          assert.ok(texts.has(text), `${text} is text in the workbook too`);
        const said = (await taken()).slice(before).map(({ after }) => JSON.parse(after));
        assert.equal(said.length, 2, 'both are in the audit');
        for (const one of said) assert.equal(one.list ?? one.table, list);
        assert.deepEqual(said.map(({ format }) => format).sort(), ['csv', 'xlsx']);
        assert.ok(said.every(({ rows }) => rows === lines - 1));
        assert.equal((await office.agent.get(`${path}&format=pdf`)).status, 404);
        assert.equal((await taken()).length, before + 2, 'what there is not is not taken');
      });
    }

    it('audit: both kinds too', async () => {
      const csv = await office.agent.get('/admin/audit?sort=time&format=csv');
      const sheet = await sheetOf(office, '/admin/audit?sort=time&format=xlsx');
      assert.ok(sheet.length >= csv.text.trimEnd().split('\r\n').length);
      assert.equal(sheet[0]?.[0], 'at');
      const first = csv.text.split('\r\n')[1]?.split(',')[0] ?? '';
      assert.equal(sheet[1]?.[0], first, 'the oldest first, as it was asked for');
    });

    it('each list can be ordered by its columns, either way, and says so to whoever does not see it', async () => {
      for (const [path, list] of lists.filter(([path]) => !/export|statistics/.test(path))) {
        const { text } = await office.agent.get(path);
        const orders = [...text.matchAll(/<th scope="col" aria-sort="none"[^>]*><a href="([^"]+)"/g)];
        assert.ok(orders.length >= 3, `${list} has ${orders.length} columns to order by`);
        for (const [, href = ''] of orders) {
          const rising = await office.agent.get(href.replaceAll('&amp;', '&'));
          assert.equal(rising.status, 200, href);
          assert.match(rising.text, /aria-sort="ascending"/, href);
          const again = /aria-sort="ascending"[^>]*><a href="([^"]+)"/.exec(rising.text)?.[1] ?? '';
          const falling = await office.agent.get(again.replaceAll('&amp;', '&'));
          assert.match(falling.text, /aria-sort="descending"/, again);
        }
      }
    });

    it('what a list was narrowed to is what its file holds', async () => {
      const csv = await office.agent.get('/admin/staff?role=counter&format=csv&lang=en');
      assert.match(csv.text, /'@SUM/);
      assert.doesNotMatch(csv.text, /administrator-all/);
      const page = await office.agent.get('/admin/staff?role=counter&lang=en');
      assert.match(page.text, /href="\/admin\/staff\?role=counter&(amp;|#38;)?format=csv"/);
    });

    it('somebody of one site takes nothing away of another', async () => {
      const manager = await signIn(hall, 'manager', ['HZ']);
      for (const path of ['/admin/outbox?', '/admin/agency?state=any', '/staff/devices?', '/admin/sites?']) {
        const csv = await manager.agent.get(`${path}&format=csv&lang=en`);
        assert.equal(csv.status, 200, path);
        assert.doesNotMatch(csv.text, /Tianshuiyuan/, path);
      }
      assert.equal((await manager.agent.get(`/admin/sites/${site}/conflicts?format=csv`)).status, 404);
      assert.equal((await manager.agent.get('/admin/audit?format=xlsx')).status, 403);
    });
  });
}

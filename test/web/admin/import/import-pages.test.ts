import assert from 'node:assert/strict';
import { engines } from '../../../support/engines.ts';
import { account } from '../../staff/staff-browser.ts';
import { hallAndOffice } from '../hall-and-office.ts';
import { inputsOf, type Office, signIn } from '../office.ts';
import { workbookOf } from '../workbook.ts';

const office = 'code,name_zh,name_en,like,city_zh,city_en\nCD,成都海关,Chengdu Customs,BJ-TSY,成都,Chengdu';
const bad = `${office}\nBAD,,No name,,成都,Chengdu\n`;

/** The form of a page: where it goes, with its token. */
async function addressOf({ agent }: Office, path: string): Promise<string> {
  const page = await agent.get(`${path}?lang=en`);
  assert.equal(page.status, 200, path);
  const action = /<form method="post" action="([^"]*)" enctype/.exec(page.text)?.[1] ?? '';
  return action.replaceAll('&amp;', '&');
}

async function look(from: Office, path: string, file: string | Buffer, name = 'lines.csv') {
  const action = await addressOf(from, path);
  const answer = await from.agent.post(action).attach('file', Buffer.from(file), name);
  const { rows = '', _revision = '' } = inputsOf(
    /<form[^>]*id="confirm".*?<\/form>/s.exec(answer.text)?.[0] ?? '',
  );
  const token = /name="_confirm" value="([^"]*)"/.exec(answer.text)?.[1];
  const confirm = () =>
    from.agent
      .post(action)
      .field({ rows: String(rows), _revision: String(_revision), _confirm: token ?? '' });
  return { answer, token, confirm };
}

const statesIn = (html: string) =>
  [...html.matchAll(/<span class="tag tag--\w+">(New|Changed|Unchanged|Refused)</g)].map(
    ([, state]) => state,
  );

for (const engine of engines) {
  describe(`spreadsheets that are sent to the office [${engine}]`, () => {
    const suite = hallAndOffice(engine);
    const sites = () => suite.hall.system.database.writer('site');
    const audits = (action: string) => suite.hall.system.database.writer('audit').where({ action });

    it('whom a file moves to another office counts in the roster of this one no more, and again once moved back', async () => {
      const { database, catalogue } = suite.hall.system;
      await account(suite.hall, 'wang', 'counter');
      const { id = '' } = (await database.writer('staff').where({ username: 'wang' }).first('id')) ?? {};
      await database.writer('roster_shift').insert({
        ...{ id: 'shift-1', site: 'BJ-TSY', staff: id, valid_from: '2026-01-01', weekdays: '[1]' },
        ...{ from_time: '09:00', to_time: '17:00' },
      });
      const gone = async () => (await catalogue()).sites.get('BJ-TSY')?.roster?.gone ?? [];
      const moved = async (to: string) => {
        const { confirm } = await look(suite.office, '/admin/import/staff', `username,sites\nwang,${to}\n`);
        assert.equal((await confirm()).status, 200);
      };
      await moved('HZ');
      assert.deepEqual(await gone(), [id]);
      await moved('BJ-TSY');
      assert.deepEqual(await gone(), []);
    });

    it('nothing is written before it is confirmed; then all good lines are, with one line of the audit', async () => {
      const before = (await sites()).length;
      const { answer, token, confirm } = await look(suite.office, '/admin/import/offices', bad);
      assert.equal(answer.status, 200);
      assert.deepEqual(statesIn(answer.text), ['New', 'Refused']);
      assert.match(answer.text, /Chinese name: [^<]+/);
      assert.ok(token);
      assert.equal((await sites()).length, before);
      const done = await confirm();
      assert.equal(done.status, 200);
      assert.match(done.text, /Written\. New: 1, Changed: 0, Unchanged: 0, Refused: 1/);
      assert.equal((await sites()).length, before + 1);
      assert.equal((await audits('site.import')).length, 1);
    });

    it('what was confirmed is written once, and not at all where something has changed meanwhile', async () => {
      const path = '/admin/import/closures';
      const line = 'site,date,reason_zh,reason_en\nBJ-TSY,2026-12-30,盘点,Stocktaking';
      const [first, second] = [await look(suite.office, path, line), await look(suite.office, path, line)];
      assert.match((await first.confirm()).text, /Written\./);
      const stale = await second.confirm();
      assert.equal(stale.status, 409);
      assert.match(stale.text, /nothing was written/);
      assert.deepEqual(statesIn(stale.text), ['Unchanged']);
      const rows = await suite.hall.system.database.writer('site_exception').where({ site: 'BJ-TSY' });
      assert.equal(rows.length, 1);
    });

    it('new accounts have first passwords, shown once, that must be changed; roles beyond one’s own are refused', async () => {
      const manager = await signIn(suite.hall, 'manager', ['BJ-TSY']);
      const path = '/admin/import/staff';
      const lines = [
        'username,name,role,sites',
        'zhao,Zhao Xin,Counter staff,BJ-TSY',
        'king,King,administrator,*',
        'other,Other,counter,HZ',
      ].join('\n');
      const { answer, confirm } = await look(manager, path, lines);
      assert.deepEqual(statesIn(answer.text), ['New', 'Refused', 'Refused']);
      const done = await confirm();
      const passwords = [...done.text.matchAll(/<code>(\w{5}-\w{5}-\w{5}-\w{5})<\/code>/g)];
      assert.equal(passwords.length, 1);
      const made = await suite.hall.system.database
        .writer('staff')
        .whereIn('username', ['zhao', 'king', 'other']);
      assert.deepEqual(
        made.map(({ username, role, must_change_password: must }) => [username, role, Boolean(must)]),
        [['zhao', 'counter', true]],
      );
      assert.ok(made[0]?.password_until !== null);
      assert.equal((await audits('staff.create')).filter(({ subject }) => subject === 'zhao').length, 1);
      const again = await confirm();
      assert.equal(again.status, 409);
      for (const kind of ['offices', 'closures', 'calendar'])
        assert.equal((await manager.agent.get(`/admin/import/${kind}`)).status, 403, kind);
    });

    it('the file to fill in has what is stored, in columns that are read back as unchanged', async () => {
      for (const kind of ['offices', 'staff', 'calendar']) {
        const path = `/admin/import/${kind}`;
        for (const lang of ['zh-CN', 'en']) {
          const csv = await suite.office.agent.get(`${path}/file?format=csv&lang=${lang}`);
          const { answer, token } = await look(suite.office, path, csv.text);
          assert.deepEqual([...new Set(statesIn(answer.text))], ['Unchanged'], `${kind} ${answer.text}`);
          assert.equal(token, undefined);
        }
        const [sheet = []] = await workbookOf(suite.office, `${path}/file?format=xlsx`);
        assert.ok(sheet.length > 1);
      }
    });

    it('a file that is none is told so, and nothing is looked at', async () => {
      for (const [file, name, said] of [
        ['code\n', 'empty.csv', /Choose a file/],
        ['a,b\n1,2', 'other.csv', /lacks these columns: Office code/],
        [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'old.xls', /cannot be read/],
      ] as const) {
        const { answer, token } = await look(suite.office, '/admin/import/offices', file, name);
        assert.equal(answer.status, 422);
        assert.match(answer.text, said);
        assert.equal(token, undefined);
      }
    });
  });
}

import assert from 'node:assert/strict';
import { theHolder } from '../../../server/domain/staff/actor.ts';
import { paths } from '../../../server/web/paths.ts';
import { bookCommand } from '../../support/commands.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { type Form, type Office, signIn } from './office.ts';

const nine = '2026-11-24T09:00:00+08:00';
const closures = '/admin/closures/new';

for (const engine of engines) {
  describe(`one closure of several offices and cities [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let office: Office;

    const closed = () => hall.system.database.writer('site_exception').orderBy('site').select('site', 'date');
    const closing = async (chosen: Form): Promise<Form> => ({
      ...(await office.form(closures)),
      date: '2026-11-24',
      'reason.zh-CN': '系统升级',
      'reason.en': 'System upgrade',
      ...chosen,
    });

    beforeEach(async () => {
      hall = await startSystem({ engine });
      office = await signIn(hall, 'administrator');
      for (const [id, site] of Object.entries({ b1: 'BJ-TSY', b2: 'BJ-TSY', b3: 'BJ-ZGC', b4: 'HZ' })) {
        const command = bookCommand({ id, site, start: nine, mobile: `1380000000${id.slice(1)}` });
        const done = await hall.system.bookings.submit(command, { actor: theHolder });
        assert.ok(done.ok, JSON.stringify(done));
      }
    });
    afterEach(() => hall.close());

    it('says for each office how many no longer fit, closes them by one confirmation, and leads to where each has its alarm', async () => {
      const form = await closing({ cities: ['BJ'] });
      const told = await office.send(`${closures}?lang=en`, form);
      assert.equal(told.status, 200, /error-summary.*?<\/ul>/s.exec(told.text)?.[0]);
      assert.match(told.text, /3 bookings no longer fit/);
      assert.match(told.text, /Tue 24 Nov 2026, 09:00/);
      const lines = [...told.text.matchAll(/<li>([^<]*): (\d) bookings? no longer fits?<\/li>/g)];
      assert.deepEqual(
        lines.map(([, name, count]) => `${name} ${count}`),
        ['Beijing Customs Tianshuiyuan Office Area 2', 'Zhongguancun Customs 1'],
      );
      assert.doesNotMatch(told.text, /REF-b4/);
      assert.deepEqual(await closed(), [], 'nothing is saved before');
      const token = /name="_confirm" value="([^"]+)"/.exec(told.text)?.[1] ?? '';
      const done = await office.send(closures, { ...form, _confirm: token });
      assert.deepEqual([done.status, done.headers['location']], [303, paths.admin.home()]);
      const sites = (await closed()).map(({ site }) => site);
      assert.ok(sites.includes('BJ-TSY') && sites.includes('BJ-ZGC') && !sites.includes('HZ'), sites.join());
      const overview = (await office.agent.get(`${paths.admin.home()}?lang=en`)).text;
      for (const site of ['BJ-TSY', 'BJ-ZGC'])
        assert.ok(overview.includes(paths.admin.act('sites', site, 'conflicts')), site);
      const reason = await hall.request.get('/sites/BJ-TSY?lang=en');
      assert.match(reason.text, /System upgrade/);
    });

    it('takes single offices besides a whole city, and refuses to close none', async () => {
      const none = await office.send(`${closures}?lang=en`, await closing({}));
      assert.equal(none.status, 422);
      assert.match(none.text, /Offices: Fill this in/);
      const told = await office.send(`${closures}?lang=en`, await closing({ sites: ['HZ'], cities: ['BJ'] }));
      assert.match(told.text, /4 bookings no longer fit/);
      assert.equal([...told.text.matchAll(/<li>[^<]*: \d bookings? no longer fits?<\/li>/g)].length, 3);
    });

    it('says at once everything that is missing', async () => {
      const bare = { ...(await office.form(closures)), date: '' };
      const none = await office.send(`${closures}?lang=en`, bare);
      assert.equal(none.status, 422);
      for (const label of ['Offices', 'Date', 'Reason (Chinese)', 'Reason (English)'])
        assert.ok(none.text.includes(`${label}: Fill this in`), label);
    });

    it('is made by a manager of several offices of these and no others', async () => {
      const manager = await signIn(hall, 'manager', ['BJ-ZGC', 'HZ']);
      const list = await manager.agent.get('/admin/closures');
      assert.match(list.text, /href="\/admin\/closures\/new"/);
      assert.doesNotMatch(list.text, /closures\/reasons/);
      const shown = await manager.agent.get(closures);
      const offered = [...shown.text.matchAll(/name="(sites|cities)" value="([^"]*)"/g)].map(
        ([, , one]) => one,
      );
      // Beijing has offices that are not theirs
      assert.deepEqual(offered.sort(), ['BJ-ZGC', 'HZ', 'HZ']);
      const opened = await manager.form(closures);
      const send = async (chosen: Form) => {
        const form = {
          ...(await closing(chosen)),
          _csrf: opened['_csrf'] ?? '',
          _opener: opened['_opener'] ?? '',
        };
        const told = await manager.send(closures, form);
        const token = /name="_confirm" value="([^"]+)"/.exec(told.text)?.[1];
        return token === undefined ? told : manager.send(closures, { ...form, _confirm: token });
      };
      for (const foreign of [{ sites: ['BJ-ZGC', 'BJ-TSY'] }, { cities: ['BJ'] }, { sites: ['BJ-TSY'] }]) {
        assert.equal((await send(foreign)).status, 403, JSON.stringify(foreign));
        assert.deepEqual(await closed(), []);
      }
      assert.equal((await send({ sites: ['BJ-ZGC', 'HZ'] })).status, 303);
      assert.deepEqual(
        (await closed()).map(({ site }) => site),
        ['BJ-ZGC', 'HZ'],
      );
    });
  });
}

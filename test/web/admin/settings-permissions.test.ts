import assert from 'node:assert/strict';
import { loadRecords } from '../../../server/store/catalogue/catalogue-query.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { type Office, signIn } from './office.ts';

describe('who may see and change settings', () => {
  let hall: HallSystem;
  let administrator: Office;
  before(async function () {
    this.timeout(60_000);
    hall = await startSystem({ engine: 'sqlite' });
    administrator = await signIn(hall, 'administrator');
  });
  after(() => hall.close());

  const csrf = async (office: Office) =>
    String((await office.agent.get('/staff/password')).text.match(/name="_csrf" value="([^"]+)"/)?.[1]);

  it('managers change their own sites and nothing else', async () => {
    const manager = await signIn(hall, 'manager', ['HZ']);
    const path = '/admin/sites/HZ/rules';
    const saved = await manager.send(path, { ...(await manager.form(path)), noticeMinutes: '40' });
    assert.equal(saved.status, 303);
    for (const other of ['profile', 'rules', 'conflicts'])
      assert.equal((await manager.agent.get(`/admin/sites/BJ-TSY/${other}`)).status, 404);
    assert.doesNotMatch((await manager.agent.get('/admin/sites')).text, /BJ-TSY/);

    const before = await loadRecords(hall.system.database.writer);
    for (const foreign of [
      '/admin/sites/BJ-TSY/rules',
      '/admin/services/RENEW/profile',
      '/admin/links',
      '/admin/cities',
    ]) {
      const form = await administrator.form(foreign);
      const answer = await manager.send(foreign, { ...form, _csrf: await csrf(manager), noticeMinutes: '1' });
      assert.equal(answer.status, 403, foreign);
    }
    const settled = await manager.send('/admin/sites/BJ-TSY/conflicts', {
      act: 'cancel',
      _csrf: await csrf(manager),
    });
    assert.equal(settled.status, 403);
    assert.deepEqual(await loadRecords(hall.system.database.writer), before);
  });

  it('auditors read everything and can send nothing', async () => {
    const auditor = await signIn(hall, 'auditor');
    for (const path of [
      '/admin',
      '/admin/sites',
      '/admin/sites/BJ-TSY/hours',
      '/admin/links',
      '/admin/unverified',
    ]) {
      const { status, text } = await auditor.agent.get(path);
      assert.equal(status, 200, path);
      assert.doesNotMatch(text, /settings__actions|name="_subject"/, path);
    }
    const refused = await auditor.send('/admin/sites/BJ-TSY/rules', { _csrf: await csrf(auditor) });
    assert.equal(refused.status, 403);
  });

  it('counter staff have no settings, and strangers are sent to sign in', async () => {
    const counter = await signIn(hall, 'counter', ['BJ-TSY']);
    for (const path of ['/admin/sites', '/admin/sites/BJ-TSY/hours', '/admin/calendar', '/admin/unverified'])
      assert.equal((await counter.agent.get(path)).status, 403, path);
    assert.equal((await hall.request.get('/admin/sites')).status, 303);
  });

  it('the menu shows each role what it may open', async () => {
    const linksFor = async (office: Office) =>
      [
        ...((await office.agent.get('/admin')).text.split('class="side-menu"')[1] ?? '')
          .split('</nav>')[0]!
          .matchAll(/href="([^"]+)"/g),
      ].map((match) => match[1]);
    const counter = await linksFor(await signIn(hall, 'counter', ['HZ']));
    assert.ok(
      counter.includes('/admin/day') &&
        !counter.includes('/admin/sites') &&
        !counter.includes('/admin/audit'),
    );
    const all = await linksFor(administrator);
    assert.ok(
      ['/admin/sites', '/admin/audit', '/admin/keys', '/admin/staff'].every((href) => all.includes(href)),
    );
  });
});

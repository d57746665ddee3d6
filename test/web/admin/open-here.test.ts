import assert from 'node:assert/strict';
import { openFacts } from '../../../server/actions/catalogue/confirm-facts.ts';
import { there } from '../../support/there.ts';
import { hallAndOffice } from './hall-and-office.ts';

describe('what the public reads as unverified', function () {
  this.timeout(60_000);
  const suite = hallAndOffice('sqlite');
  const text = async (path: string): Promise<string> =>
    (await suite.office.agent.get(`${path}?lang=en`)).text.replace(/<[^>]+>/g, ' ');

  const recordsNow = () => {
    const { catalogueCache, database } = suite.hall.system;
    return catalogueCache.records(database.writer);
  };

  it('says so where it is typed and who may confirm it, until somebody has', async () => {
    const { agent, send } = suite.office;
    const hours = '/admin/sites/BJ-TSY/hours';
    const said =
      /Shown to the public as unverified: [^.]+\. Managers of this office and administrators can confirm/;
    assert.match(await text(hours), said);
    assert.match(
      await text('/admin/services/RENEW/profile'),
      /unverified: [^.]+\. Administrators can confirm/,
    );
    assert.doesNotMatch(await text('/admin/sites/BJ-TSY/notices'), said, 'nothing of it is open');
    const page = (await agent.get('/admin/unverified')).text;
    const form = page.split('<form').find((one) => one.includes('value="site/BJ-TSY"')) ?? '';
    const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? '';
    const parts = [...form.matchAll(/name="parts" value="([^"]+)"/g)].map(([, part = '']) => part);
    assert.ok(parts.length > 0);
    const sent = {
      ...{ _csrf: value('_csrf'), _subject: 'site/BJ-TSY', parts },
      ...{ _revision: value('_revision') },
    };
    assert.equal((await send('/admin/unverified', sent)).status, 303);
    assert.doesNotMatch(await text(hours), said);
  });

  it('says so of questions, links, outlets and lines of a checklist, too, by the name of each', async () => {
    const { form, send } = suite.office;
    const add = async (path: string, values: Readonly<Record<string, string>>) => {
      const done = await send(path, { ...(await form(path)), ...values });
      assert.equal(done.status, 303, done.text);
    };
    const row = (prefix: string, values: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}.new1.${name}`, value]));
    const outlet = { 'name.zh-CN': '测试支行', 'name.en': 'A new branch', telephone: '010-12345678' };
    const address = { 'address.zh-CN': '测试路 1 号', 'address.en': '1 Test Road' };
    await add('/admin/outlets', row('outlets', { ...outlet, ...address }));
    const { materials, serviceMaterials } = await recordsNow();
    const asked = serviceMaterials.filter(({ service }) => service === 'RENEW').map((one) => one.material);
    const material = there(materials.find(({ code }) => !asked.includes(code)));
    await add(
      '/admin/services/RENEW/materials',
      row('lines', { material: material.code, form: 'copy', active: 'on' }),
    );
    const records = await recordsNow();
    const question = there(openFacts(records).find(({ kind }) => kind === 'question')).key;
    const service = there(records.questions.find(({ code }) => code === question)).service;
    const link = there(openFacts(records).find(({ kind }) => kind === 'link')).key;
    const pages = [
      [`/admin/services/${service}/questions/${question}`, 'Everything'],
      ['/admin/links', there(records.links.find(({ code }) => code === link)).label.en],
      ['/admin/outlets', 'A new branch'],
      ['/admin/services/RENEW/materials', material.name.en],
    ] as const;
    for (const [path, name] of pages) {
      const [, said = ''] =
        /unverified: ([^.]+(?:\. [^.]+)*?)\. Administrators can confirm/.exec(await text(path)) ?? [];
      assert.ok(said.includes(name), `${path}: ${said}`);
    }
    assert.doesNotMatch(await text('/admin/services/RENEW/questions/new'), /Shown to the public as unver/);
  });
});

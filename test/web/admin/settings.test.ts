import assert from 'node:assert/strict';
import { loadRecords } from '../../../server/store/catalogue/catalogue-query.ts';
import { engines } from '../../support/engines.ts';
import { hallAndOffice } from './hall-and-office.ts';
import { signIn, siteForms } from './office.ts';

const everyForm = [
  ...['BJ-TSY', 'HZ', 'BJ-CCB'].flatMap((site) => siteForms.map((part) => `/admin/sites/${site}/${part}`)),
  '/admin/services/REPLACE/profile',
  '/admin/services/REPLACE/materials',
  '/admin/services/NEW/materials',
  '/admin/services/REPLACE/questions/REPLACE_REASON',
  '/admin/materials',
  '/admin/outlets',
  '/admin/links',
  '/admin/cities',
  '/admin/closures/reasons',
];

for (const engine of engines) {
  describe(`settings of the office [${engine}]`, () => {
    const suite = hallAndOffice(engine);
    const records = () => loadRecords(suite.hall.system.database.writer);
    const site = async (code = 'BJ-TSY') => (await records()).sites.find((one) => one.code === code);
    const audits = async (action: string) => suite.hall.system.database.writer('audit').where({ action });

    it('a form that is saved as it was opened changes nothing', async function () {
      this.timeout(60_000);
      const before = await records();
      const question = before.questions.find(({ service }) => service === 'REPLACE')?.code ?? '';
      for (const path of everyForm.map((one) => one.replace('REPLACE_REASON', question))) {
        const answer = await suite.office.send(path, await suite.office.form(path));
        assert.equal(answer.status, 303, `${path} answers ${answer.status}`);
      }
      assert.deepEqual(await records(), before);
      const settings = ['site.%', 'service.%', 'question.%', 'material.%', 'link.%', 'city.%', 'outlet.%'];
      for (const action of settings) {
        const written = await suite.hall.system.database.writer('audit').whereLike('action', action);
        assert.deepEqual(
          written.map(({ after }) => after),
          [],
        );
      }
    });

    it('a change takes effect at once and stands in the audit with who, what, before and after', async () => {
      const path = '/admin/sites/BJ-TSY/rules';
      const saved = await suite.office.send(path, {
        ...(await suite.office.form(path)),
        noticeMinutes: '45',
      });
      assert.equal(saved.status, 303);
      assert.equal((await suite.hall.system.catalogue()).sites.get('BJ-TSY')?.rules.noticeMinutes, 45);
      const [entry] = await audits('site.rules');
      assert.equal(entry?.subject, 'BJ-TSY');
      assert.match(entry?.actor, /^staff:/);
      assert.match(entry?.before ?? '', /noticeMinutes\\":30/);
      assert.match(entry?.after ?? '', /noticeMinutes\\":45/);
    });

    it('takes one or two addresses of who is on duty, and refuses at the field what is none', async () => {
      const path = '/admin/sites/BJ-TSY/hall';
      const form = await suite.office.form(path);
      for (const alarmsTo of ['nobody', 'a@test.invalid, b@test.invalid, c@test.invalid']) {
        const refused = await suite.office.send(path, { ...form, alarmsTo });
        assert.equal(refused.status, 422);
        assert.ok(refused.text.includes(`value="${alarmsTo}"`), 'what was typed stays');
      }
      const save = async (alarmsTo: string, alarmsAfter: string) => {
        const now = await suite.office.form(path);
        assert.equal((await suite.office.send(path, { ...now, alarmsTo, alarmsAfter })).status, 303);
        const hall = (await site())?.hall;
        return [hall?.alarmsTo, hall?.alarmsAfter];
      };
      assert.deepEqual(await save('a@test.invalid；b@test.invalid', '7'), [
        'a@test.invalid, b@test.invalid',
        7,
      ]);
      assert.deepEqual(await save(' ', '5'), [null, 5]);
    });

    it('of two who save the same form the second is told, keeps what was typed, and nothing is overwritten', async () => {
      const path = '/admin/sites/BJ-ZGC/rules';
      const [first, second] = [await suite.office.form(path), await suite.office.form(path)];
      assert.equal((await suite.office.send(path, { ...first, noticeMinutes: '50' })).status, 303);
      const told = await suite.office.send(`${path}?lang=en`, {
        ...second,
        noticeMinutes: '77',
        holdMinutes: '5',
      });
      assert.equal(told.status, 409);
      assert.match(told.text, /Somebody else has just changed this/);
      assert.match(told.text, /name="noticeMinutes" value="77"/);
      assert.match(told.text, /name="noticeMinutes" value="50"/, 'both values, to choose from');
      const rules = (await site('BJ-ZGC'))?.rules;
      assert.deepEqual([rules?.noticeMinutes, rules?.holdMinutes], [50, 10]);
    });

    it('of many who save at the same moment exactly one succeeds', async () => {
      const path = '/admin/sites/HZ/rules';
      const form = await suite.office.form(path);
      const answers = await Promise.all(
        [31, 32, 33, 34].map((minutes) =>
          suite.office.send(path, { ...form, noticeMinutes: String(minutes) }),
        ),
      );
      assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409, 409, 409]);
    });

    it('hours that overlap, that end before they begin or that are half filled in are refused at their field', async () => {
      const path = '/admin/sites/BJ-TSY/hours';
      const form = await suite.office.form(path);
      const before = await site();
      const wrong = await suite.office.send(`${path}?lang=en`, {
        ...form,
        'days.1.s1.closes': '08:00',
        'days.2.s2.opens': '11:30',
        'days.3.s3.opens': '18:00',
      });
      assert.equal(wrong.status, 422);
      assert.match(wrong.text, /href="#days\.1\.s1\.closes">Monday · Closes 1: The end must be after/);
      assert.match(wrong.text, /href="#days\.2\.s2\.opens">Tuesday · Opens 2: Overlaps/);
      assert.match(wrong.text, /href="#days\.3\.s3\.closes">Wednesday · Closes 3: Fill this in/);
      assert.match(wrong.text, /id="days\.1\.s1\.closes" name="days\.1\.s1\.closes" value="08:00"/);
      assert.deepEqual(await site(), before);
    });

    it('a queue without a counter is told before it is saved', async () => {
      const path = '/admin/sites/BJ-ZGC/counters';
      const form = await suite.office.form(path);
      const changed = Object.fromEntries(
        Object.entries(form).map(([name, value]) =>
          name.endsWith('.queues') ? [name, [value].flat().filter((id) => id !== 'BJ-ZGC:B')] : [name, value],
        ),
      );
      const told = await suite.office.send(`${path}?lang=en`, changed);
      assert.equal(told.status, 200);
      assert.match(told.text, /no counter serves queue B/);
      const token = /name="_confirm" value="([^"]+)"/.exec(told.text)?.[1] ?? '';
      assert.equal((await suite.office.send(path, { ...changed, _confirm: token })).status, 303);
      assert.match((await suite.office.agent.get('/admin?lang=en')).text, /no counter serves queue B/);
    });

    it('counters may swap their labels, and get new neighbours', async () => {
      const path = '/admin/sites/BJ-AIRPORT/counters';
      const form = await suite.office.form(path);
      const answer = await suite.office.send(path, {
        ...form,
        'counters.BJ-AIRPORT-1.label': '2',
        'counters.BJ-AIRPORT-2.label': '1',
        'counters.new1.label': 'v1',
        'counters.new1.queues': ['BJ-AIRPORT:A'],
      });
      assert.equal(answer.status, 303);
      const counters = (await site('BJ-AIRPORT'))?.counters.map(({ code, label }) => [code, label]);
      assert.deepEqual(counters, [
        ['BJ-AIRPORT-1', '2'],
        ['BJ-AIRPORT-2', '1'],
        ['BJ-AIRPORT-3', '3'],
        ['BJ-AIRPORT-V1', 'V1'],
      ]);
    });

    it('what somebody has confirmed is shown as unverified no more, and the audit says who it was', async () => {
      const page = await suite.office.agent.get('/admin/unverified');
      const row = page.text.split('<form').find((one) => one.includes('value="service/RENEW"')) ?? '';
      const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(row)?.[1] ?? '';
      const sent = {
        _csrf: value('_csrf'),
        _subject: 'service/RENEW',
        _revision: value('_revision'),
        parts: 'minutes',
      };
      const saved = await suite.office.send('/admin/unverified', sent);
      assert.match(saved.headers['location'] ?? '', /saved=1/);
      const renew = (await records()).services.find(({ code }) => code === 'RENEW');
      assert.deepEqual(renew?.unverified, ['summary']);
      assert.equal((await audits('fact.confirm')).length, 1);
      assert.match((await suite.office.send('/admin/unverified', sent)).headers['location'] ?? '', /stale=1/);
    });

    it('what is to be confirmed is shown as it is, and somebody who saw it otherwise confirms nothing', async () => {
      const shown = async () => (await suite.office.agent.get('/admin/unverified?lang=en')).text;
      const row = (text: string) => text.split('<form').find((one) => one.includes('value="site/HZ"')) ?? '';
      const before = row(await shown());
      assert.match(before, /href="\/admin\/sites\/HZ\/profile">www|href="\/admin\/sites\/HZ\/profile">http/);
      assert.match(before, /href="\/admin\/sites\/HZ\/hours"/);
      const path = '/admin/sites/HZ/profile';
      const form = { ...(await suite.office.form(path)), website: 'http://other.invalid' };
      assert.equal((await suite.office.send(path, form)).status, 303);
      const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(before)?.[1] ?? '';
      const sent = {
        _csrf: value('_csrf'),
        _subject: 'site/HZ',
        _revision: value('_revision'),
        parts: 'website',
      };
      assert.match((await suite.office.send('/admin/unverified', sent)).headers['location'] ?? '', /stale=1/);
      assert.ok((await site('HZ'))?.unverified?.includes('website'));
      assert.match(row(await shown()), /http:\/\/other\.invalid/);
    });

    it('the matrix shows for each service where it is done, in which queue and how long', async () => {
      const { text } = await suite.office.agent.get('/admin/services/matrix?lang=en');
      const row = (code: string) =>
        text.split('<tr>').find((one) => one.includes(`/services/${code}/`)) ?? '';
      assert.match(row('NEW'), /href="\/admin\/sites\/HZ\/services">B · 30 min/);
      assert.match(row('RENEW'), /href="\/admin\/sites\/BJ-CCB\/services">—/);
      assert.match(row('PICKUP'), /A · not in use/);
      const manager = await signIn(suite.hall, 'manager', ['HZ']);
      assert.doesNotMatch((await manager.agent.get('/admin/services/matrix')).text, /BJ-TSY/);
    });

    it('lists can be sorted by each column', async () => {
      const order = async (sort: string) => {
        const { text } = await suite.office.agent.get(`/admin/services?lang=en&sort=${sort}`);
        return [...text.matchAll(/<th scope="row"><a href="\/admin\/services\/(\w+)\//g)].map(
          (match) => match[1],
        );
      };
      const rising = await order('code');
      assert.deepEqual(rising, [...rising].sort());
      assert.deepEqual(await order('-code'), [...rising].reverse());
    });
  });
}

import assert from 'node:assert/strict';
import { parameter } from '../../../server/domain/message/visit-snapshot.ts';
import { remindOfCertificates } from '../../../server/jobs/certificate-reminders.ts';
import type { OutboxRow } from '../../../server/store/message/message-columns.ts';
import { storedMessageOf } from '../../../server/store/message/outbox-row.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { openLink } from '../../support/open-link.ts';
import { inputsOf, type Office, signIn } from '../admin/office.ts';
import { Visitor, validDetails } from '../booking/visitor.ts';

const email = 'wu@enterprise.invalid';
const at = (day: string, time = '10:00') => Date.parse(`${day}T${time}:00+08:00`);

for (const engine of engines) {
  describe(`reminders before a certificate expires [${engine}]`, () => {
    let hall: HallSystem;
    const certificates = () => hall.system.database.writer('certificate').select();
    const sent = async (template: 'certificate_confirm' | 'certificate_expiry') => {
      const rows = await hall.system.database.writer('outbox').where({ template }).orderBy('created_at');
      return (rows as OutboxRow[]).map(storedMessageOf);
    };
    const agent = () => hall.agent();
    const leave = async (change: Record<string, string> = {}, by = agent()) => {
      const page = await by.get('/certificates/new?lang=en');
      const consent = /name="consent" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
      const form = { _csrf: inputsOf(page.text)['_csrf'], expires: '2027-03-01', email, enterprise: '' };
      return by
        .post('/certificates/new?lang=en')
        .type('form')
        .send({ ...form, consent, ...change });
    };
    const linkOf = async (template: 'certificate_confirm') => {
      const message = (await sent(template)).at(-1);
      const id = parameter(message?.parameters ?? [], 'certificate') ?? '';
      return `/certificates/${id}?token=${hall.system.secrets.tokenFor('certificate', id)}`;
    };
    const press = async (link: string, act: string) => {
      const by = agent();
      const page = await by.get(link).redirects(1);
      assert.equal(page.status, 200);
      return by
        .post(link)
        .type('form')
        .send({ _csrf: inputsOf(page.text)['_csrf'], act });
    };
    const confirmed = async () => {
      assert.equal((await leave()).status, 303);
      const link = await linkOf('certificate_confirm');
      assert.equal((await press(link, 'confirm')).status, 303);
      return link;
    };
    const run = async (day: string, time?: string) => {
      hall.clock.set(at(day, time));
      return (await remindOfCertificates(hall.system)).told;
    };
    const spared = async (office: Office) => {
      const page = await office.agent.get('/admin/statistics?site=all&from=2026-01-01&to=2027-12-31&lang=en');
      return /Visits spared<\/dt><dd>(\d+)/.exec(page.text)?.[1];
    };

    beforeEach(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine });
    });
    afterEach(() => hall.close());

    it('an address is asked before it is told anything, opening the link changes nothing, and who does not answer is forgotten', async () => {
      assert.match((await leave()).headers['location'] ?? '', /done=1/);
      assert.equal((await leave()).status, 303);
      assert.equal((await sent('certificate_confirm')).length, 1, 'the same date twice is one');
      await openLink(hall, await linkOf('certificate_confirm')).expect(200);
      assert.equal((await certificates())[0]?.confirmed_at, null);
      assert.equal(await run('2026-12-31'), 0);
      assert.deepEqual(await certificates(), []);
      assert.deepEqual(await sent('certificate_confirm'), []);
    });

    it('is told 60, 30 and 7 days before, each once, by two runs at the same time, and after days off only of the last', async () => {
      await confirmed();
      hall.clock.set(at('2026-12-31', '03:00'));
      const both = await Promise.all([remindOfCertificates(hall.system), remindOfCertificates(hall.system)]);
      assert.deepEqual(both.map(({ told }) => told).sort(), [0, 1]);
      const [first] = await sent('certificate_expiry');
      assert.equal(first?.dueAt, at('2026-12-31', '09:00'), 'nobody is told at night');
      assert.equal(parameter(first?.parameters ?? [], 'days'), '60');
      assert.equal(await run('2026-12-31', '11:00'), 0);
      // the job was off on both days that were due
      assert.equal(await run('2027-02-24'), 1);
      assert.equal(await run('2027-02-27'), 0);
      const days = (await sent('certificate_expiry')).map(({ parameters }) => parameter(parameters, 'days'));
      assert.deepEqual(days, ['60', '5']);
      const stages = await hall.system.database.writer('certificate_notice').orderBy('stage').pluck('stage');
      assert.deepEqual(stages, [7, 60]);
      await run('2027-04-02');
      assert.deepEqual(await certificates(), []);
    });

    it('one press ends it, from a mail program without cookies too, and everything of it is gone', async () => {
      const link = await confirmed();
      await run('2026-12-31', '03:00');
      const stop = link.replace('?', '/stop?');
      await openLink(hall, stop).expect(200);
      assert.equal((await certificates()).length, 1, 'a program that follows links stops nothing');
      await agent().post(stop).type('form').send({ 'List-Unsubscribe': 'One-Click' }).expect(200);
      assert.deepEqual(await certificates(), []);
      assert.deepEqual(await sent('certificate_expiry'), []);
      await agent().post(stop).expect(200);
      await openLink(hall, link).expect(404);
      await agent()
        .post(stop.replace(/token=.*/, 'token=wrong'))
        .expect(404);
    });

    it('a visit is spared when somebody who was told says that they renewed online: counted once, and nobody is named any more', async () => {
      const office = await signIn(hall, 'administrator');
      let link = await confirmed();
      assert.equal((await press(link, 'renewed')).status, 303);
      assert.deepEqual(await certificates(), [], 'nobody had told them');
      assert.equal(await spared(office), '0');
      link = await confirmed();
      assert.equal(await run('2026-12-31'), 1);
      assert.equal((await press(link, 'renewed')).status, 303);
      const done = await openLink(hall, `${link}&done=renewed&lang=en`);
      assert.match(done.text, /Thank you/);
      const [row] = await certificates();
      assert.deepEqual([row?.email, row?.enterprise, row?.booking], [null, '', null]);
      const again = await signIn(hall, 'administrator', []).catch(() => office);
      assert.equal(await spared(again), '1');
    });

    it('what is wrong is said at its field, and an address is not asked without end', async () => {
      const wrong = async (change: Record<string, string>, field: string) => {
        const answer = await leave(change);
        assert.equal(answer.status, 422, JSON.stringify(change));
        assert.match(answer.text, new RegExp(`id="${field}-error"`));
      };
      await wrong({ expires: 'soon' }, 'expires');
      await wrong({ expires: '2026-11-20' }, 'expires');
      await wrong({ expires: '2026-11-29' }, 'expires');
      await wrong({ expires: '2060-01-01' }, 'expires');
      await wrong({ email: 'nobody' }, 'email');
      await wrong({ consent: '' }, 'consent');
      for (const month of ['04', '05', '06', '07']) await leave({ expires: `2027-${month}-01` });
      assert.equal((await sent('certificate_confirm')).length, 3);
    });

    it('the holder of a booking and the office leave it too, and it goes when the holder deletes what is stored', async () => {
      const visitor = await new Visitor(hall).book(['RENEW'], { ...validDetails, email });
      const reference = visitor.path.split('/')[2]?.split('?')[0] ?? '';
      const booking = await hall.system.database.writer('booking').where({ reference }).first('id');
      const path = `/bookings/${reference}/certificate`;
      const token = hall.system.secrets.tokenFor('booking', String(booking?.id));
      const by = agent();
      const page = await by.get(`${path}?token=${token}`).redirects(1);
      assert.match(page.text, new RegExp(`value="${email}"`));
      const given = { ...inputsOf(page.text), expires: '2027-03-01', consent: '' };
      const consent = /name="consent" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
      assert.equal(
        (
          await by
            .post(path)
            .type('form')
            .send({ ...given, consent })
        ).status,
        303,
      );
      const office = await signIn(hall, 'manager', ['BJ-TSY', 'HZ', 'BJ-ZGC', 'BJ-AIRPORT']);
      const desk = `/admin/day/${reference}/certificate`;
      const form = await office.form(desk);
      assert.equal((await office.send(desk, { ...form, expires: '2028-03-01', email, consent })).status, 303);
      assert.deepEqual((await certificates()).map(({ source }) => source).sort(), ['holder', 'office']);
      assert.equal(
        (await hall.system.database.writer('audit').where({ action: 'certificate.leave' })).length,
        1,
      );
      const data = await by.get(`/bookings/${reference}/data.json?token=${token}`).redirects(1);
      assert.match(data.text, /"expiresOn":\s*"2028-03-01"/);
      const deletion = `/bookings/${reference}/deletion`;
      const asked = await by.get(deletion);
      const gone = await by.post(deletion).type('form').send(inputsOf(asked.text));
      assert.equal(gone.status, 303);
      assert.deepEqual(await certificates(), []);
    });
  });
}

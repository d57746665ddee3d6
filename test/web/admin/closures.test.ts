import assert from 'node:assert/strict';
import { theHolder } from '../../../server/domain/staff/actor.ts';
import { bookCommand } from '../../support/commands.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { inputsOf, type Office, signIn } from './office.ts';

const tuesdayNine = Date.parse('2026-11-24T09:00:00+08:00');
const minutes = 60_000;

for (const engine of engines) {
  describe(`closures and cuts [${engine}]`, () => {
    let hall: HallSystem;
    let office: Office;
    const closures = '/admin/sites/BJ-TSY/closures';
    const conflicts = '/admin/sites/BJ-TSY/conflicts';
    const closure = {
      'closures.new1.kind': 'closed',
      'closures.new1.date': '2026-11-24',
      'closures.new1.reason.zh-CN': '系统升级',
      'closures.new1.reason.en': 'Maintenance',
    };
    const booking = async (id: string) =>
      hall.system.database.writer('booking').where({ id }).first('state', 'starts_at', 'day');
    const book = async (id: string, start: number, mobile: string) => {
      const done = await hall.system.bookings.submit(bookCommand({ id, start, mobile }), {
        actor: theHolder,
      });
      assert.ok(done.ok, JSON.stringify(done));
    };
    const confirmed = async (path: string, form: Record<string, string | string[]>) => {
      const told = await office.send(`${path}?lang=en`, form);
      assert.equal(told.status, 200, told.text.match(/error-summary.*?<\/ul>/s)?.[0]);
      const token = /name="_confirm" value="([^"]+)"/.exec(told.text)?.[1] ?? '';
      return { told, saved: await office.send(path, { ...form, _confirm: token }) };
    };

    beforeEach(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine });
      office = await signIn(hall, 'manager', ['BJ-TSY']);
      await book('b1', tuesdayNine, '13800000001');
      await book('b2', tuesdayNine, '13800000002');
      await book('b3', tuesdayNine + 24 * 60 * minutes, '13800000003');
    });
    afterEach(() => hall.close());

    it('a closure is told with the bookings that it hits before it is saved, and saved only when that is confirmed', async () => {
      const form = { ...(await office.form(closures)), ...closure };
      const told = await office.send(`${closures}?lang=en`, form);
      assert.match(told.text, /2 bookings no longer fit/);
      assert.match(told.text, /REF-b1.*REF-b2/s);
      assert.doesNotMatch(told.text, /REF-b3/);
      assert.match(told.text, /value="Maintenance"/);
      assert.equal((await hall.system.database.writer('site_exception').select()).length, 0);
      const guessed = await office.send(closures, { ...form, _confirm: 'something else' });
      assert.equal(guessed.status, 200);
      assert.equal((await hall.system.database.writer('site_exception').select()).length, 0);
      const { saved } = await confirmed(closures, form);
      assert.equal(saved.status, 303);
      assert.equal((await booking('b1'))?.state, 'confirmed');
    });

    it('a booking that comes in between telling and confirming is told too', async () => {
      const form = { ...(await office.form(closures)), ...closure };
      const told = await office.send(closures, form);
      const token = /name="_confirm" value="([^"]+)"/.exec(told.text)?.[1] ?? '';
      await book('late', tuesdayNine + 60 * minutes, '13800000009');
      const again = await office.send(`${closures}?lang=en`, { ...form, _confirm: token });
      assert.equal(again.status, 200);
      assert.match(again.text, /3 bookings no longer fit/);
    });

    it('all that a closure hits can be moved at once to where they fit, and the enterprises are told', async () => {
      await confirmed(closures, { ...(await office.form(closures)), ...closure });
      const page = await office.agent.get(`${conflicts}?lang=en`);
      assert.match(page.text, /2 bookings do not fit/);
      const moved = await office.send(conflicts, {
        _csrf: String(inputsOf(page.text)['_csrf']),
        act: 'move',
      });
      assert.match(moved.headers['location'] ?? '', /move=2&left=0/);
      for (const id of ['b1', 'b2']) {
        const now = await booking(id);
        assert.equal(now?.state, 'confirmed');
        assert.notEqual(now?.day, '2026-11-24');
      }
      const told = await hall.system.database.writer('outbox').where({ template: 'moved_by_office' });
      assert.equal(told.length, 2);
      assert.equal((await hall.system.database.writer('audit').where({ action: 'booking.move' })).length, 2);
      assert.match((await office.agent.get(`${conflicts}?lang=en`)).text, /Every booking fits/);
    });

    it('one can be cancelled with an apology while the other stays in the list', async () => {
      await confirmed(closures, { ...(await office.form(closures)), ...closure });
      const page = await office.agent.get(conflicts);
      const csrf = String(inputsOf(page.text)['_csrf']);
      await office.send(conflicts, { _csrf: csrf, act: 'cancel', booking: 'b2', confirmed: '1' });
      assert.equal((await booking('b2'))?.state, 'cancelled');
      assert.equal((await booking('b1'))?.state, 'confirmed');
      const left = (await office.agent.get(conflicts)).text;
      assert.match(left, /REF-b1/);
      assert.doesNotMatch(left, /REF-b2/);
      const told = await hall.system.database.writer('outbox').where({ template: 'cancelled_by_office' });
      assert.equal(told.length, 1);
    });

    it('a booking that fits cannot be cancelled as a conflict', async () => {
      const csrf = String(inputsOf((await office.agent.get('/staff/password')).text)['_csrf']);
      const answer = await office.send(conflicts, {
        _csrf: csrf,
        act: 'cancel',
        booking: 'b3',
        confirmed: '1',
      });
      assert.match(answer.headers['location'] ?? '', /cancel=0&left=0/);
      assert.equal((await booking('b3'))?.state, 'confirmed');
    });

    it('fewer places put those above them into the list, and nobody else', async () => {
      const path = '/admin/sites/BJ-TSY/queues';
      const { told, saved } = await confirmed(path, {
        ...(await office.form(path)),
        'queues.BJ-TSY:A.places': '1',
      });
      assert.match(told.text, /1 booking no longer fits/);
      assert.equal(saved.status, 303);
      const page = await office.agent.get(`${conflicts}?lang=en`);
      assert.match(page.text, /REF-b2/);
      assert.match(page.text, /Above the places/);
      const inputs = inputsOf(page.text);
      await office.send(conflicts, { ...inputs, act: 'move', confirmed: '1' });
      assert.notEqual((await booking('b2'))?.starts_at, tuesdayNine);
    });

    it('shorter hours, another slot length and a service that is taken away are told as well', async () => {
      const hours = '/admin/sites/BJ-TSY/hours';
      const later = await office.send(`${hours}?lang=en`, {
        ...(await office.form(hours)),
        'days.2.s1.opens': '10:00',
      });
      assert.match(later.text, /2 bookings no longer fit.*Outside the hours/s);
      const queues = '/admin/sites/BJ-TSY/queues';
      const longer = await office.send(`${queues}?lang=en`, {
        ...(await office.form(queues)),
        'queues.BJ-TSY:A.slotMinutes': '20',
      });
      assert.match(longer.text, /3 bookings no longer fit/);
      const services = '/admin/sites/BJ-TSY/services';
      const { 'services.RENEW.offered': _taken, ...without } = await office.form(services);
      const gone = await office.send(`${services}?lang=en`, without);
      assert.match(gone.text, /3 bookings no longer fit.*Service or queue is gone/s);
      const administrator = await signIn(hall, 'administrator');
      const everywhere = '/admin/services/RENEW/profile';
      const { active: _used, ...off } = await administrator.form(everywhere);
      const switchedOff = await administrator.send(`${everywhere}?lang=en`, off);
      assert.match(switchedOff.text, /3 bookings no longer fit.*Service or queue is gone/s);
      assert.equal((await hall.system.catalogue()).services.has('RENEW'), true);
    });

    it('a site with bookings to come cannot be hidden', async () => {
      const path = '/admin/sites/BJ-TSY/profile';
      const { active: _shown, ...hidden } = await office.form(path);
      const answer = await office.send(`${path}?lang=en`, hidden);
      assert.equal(answer.status, 422);
      assert.match(answer.text, /3 bookings are still to come/);
    });

    it('the time zone of a site with bookings to come stays, its city and kind can be put right', async () => {
      const path = '/admin/sites/BJ-TSY/profile';
      const form = await office.form(path);
      const answer = await office.send(`${path}?lang=en`, { ...form, timeZone: 'Asia/Urumqi' });
      assert.equal(answer.status, 422);
      assert.match(answer.text, /href="#timeZone">[^<]*3 bookings are still to come/);
      const saved = await office.send(path, { ...form, city: 'HZ', kind: 'branch' });
      assert.equal(saved.status, 303);
      const site = (await hall.system.catalogue()).sites.get('BJ-TSY');
      assert.deepEqual([site?.city, site?.kind, site?.timeZone], ['HZ', 'branch', 'Asia/Shanghai']);
      const nowhere = await office.send(path, { ...(await office.form(path)), city: 'XX' });
      assert.equal(nowhere.status, 422);
    });

    it('a queue with bookings or services cannot be removed', async () => {
      const path = '/admin/sites/BJ-TSY/queues';
      const used = await office.send(`${path}?lang=en`, {
        ...(await office.form(path)),
        'queues.BJ-TSY:A.remove': 'on',
      });
      assert.equal(used.status, 422);
      assert.match(used.text, /Still in use/);
      const services = '/admin/sites/BJ-TSY/services';
      const form = await office.form(services);
      const toB = Object.fromEntries(
        Object.entries(form).map(([name, value]) => [name, name.endsWith('.queue') ? 'BJ-TSY:B' : value]),
      );
      assert.equal((await office.send(services, toB)).status, 303);
      const booked = await office.send(`${path}?lang=en`, {
        ...(await office.form(path)),
        'queues.BJ-TSY:A.remove': 'on',
      });
      assert.equal(booked.status, 422);
      assert.match(booked.text, /3 bookings are still to come/);
    });

    it('days in a row are closed by one entry, and the public reads the reason', async () => {
      const form = {
        ...(await office.form(closures)),
        ...closure,
        'closures.new1.date': '2026-11-30',
        'closures.new1.until': '2026-12-02',
      };
      assert.equal((await office.send(closures, form)).status, 303);
      const days = (await hall.system.catalogue()).sites.get('BJ-TSY')?.exceptions.map(({ date }) => date);
      assert.deepEqual(days, ['2026-11-30', '2026-12-01', '2026-12-02']);
      const slots = await hall.request.get(
        '/api/v1/sites/BJ-TSY/slots?service=RENEW&from=2026-12-01&to=2026-12-01',
      );
      assert.equal(slots.body.days[0].state, 'closed');
      assert.match(JSON.stringify(slots.body.days[0]), /Maintenance/);
      const past = await office.send(`${closures}?lang=en`, {
        ...(await office.form(closures)),
        ...closure,
        'closures.new1.date': '2026-11-20',
        'closures.new1.until': '',
      });
      assert.equal(past.status, 422);
      assert.match(past.text, /This date is past/);
    });

    it('another process decides by the new settings at once', async () => {
      const other = await startSystem({ engine, databaseUrl: hall.system.database.url });
      try {
        await other.system.catalogue();
        await confirmed(closures, { ...(await office.form(closures)), ...closure });
        const refused = await other.system.bookings.submit(
          bookCommand({ id: 'x', start: tuesdayNine + 60 * minutes, mobile: '13800000008' }),
          { actor: theHolder },
        );
        assert.equal(refused.ok ? 'booked' : refused.code, 'not_offered');
      } finally {
        await other.close();
      }
    });
  });
}

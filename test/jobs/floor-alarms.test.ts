import assert from 'node:assert/strict';
import { closeDay } from '../../server/actions/queue/end-day.ts';
import type { HallRequest } from '../../server/actions/queue/hall-order.ts';
import { minute } from '../../server/domain/calendar/durations.ts';
import type { Site } from '../../server/domain/catalogue/site.ts';
import { sentenceOf } from '../../server/domain/message/alarm-message.ts';
import { theHolder } from '../../server/domain/staff/actor.ts';
import { tellOfFloorAlarms } from '../../server/jobs/floor-alarms.ts';
import { composeMail } from '../../server/messages/compose-mail.ts';
import { findMessage } from '../../server/store/message/outbox-query.ts';
import { sweep } from '../../server/store/sweep.ts';
import { wordingContext } from '../messages/mail-fixture.ts';
import { type BareSystem, bareSystem } from '../support/bare-system.ts';
import { breakWrites } from '../support/broken-writes.ts';
import { bookCommand } from '../support/commands.ts';
import { engines } from '../support/engines.ts';
import { hallSite } from '../support/hall-site.ts';
import { somebody } from '../support/somebody.ts';
import { there } from '../support/there.ts';

const site = 'BJ-TSY';
const sessions = [{ weekday: 2, opens: '09:00', closes: '17:00' }];
const plain = hallSite(2);
const office = {
  ...plain,
  sessions,
  hall: { ...plain.hall, alarmsTo: 'duty@test.invalid, vice@test.invalid' },
};
const at = (time: string): string => `2026-11-24T${time}:00+08:00`;
const test = { actor: { kind: 'staff', id: 'test' } } as const;

for (const engine of engines) {
  describe(`alarms told to the manager on duty [${engine}]`, function () {
    this.timeout(60_000);
    let bare: BareSystem;

    const look = (its = bare) => tellOfFloorAlarms(its.system, () => Promise.resolve([]));
    const messages = () =>
      bare.system.database.reader('outbox').where({ template: 'floor_alarm' }).orderBy('recipient');
    const marks = () => bare.system.database.reader('floor_alarm').whereNotNull('told_at').pluck('subject');

    /** One waits, and no counter is open. */
    const begin = async (its: Site = office): Promise<void> => {
      bare = await bareSystem({ engine, sites: [its], now: at('09:30') });
      const services = [{ code: 'RENEW', quantity: 1 }];
      const request = { type: 'walk_in', id: 'w', services, priority: false, byStaff: true } as const;
      assert.ok((await bare.system.halls.submit(site, request, test)).ok);
    };
    afterEach(() => bare.close());

    it('are told once to each address, however many processes look, and not again within the hour', async () => {
      await begin();
      const systems = engine === 'postgres' ? [bare, bare.another(), bare.another()] : [bare, bare, bare];
      await Promise.all(systems.map(look));
      bare.clock.advance(5 * minute - 1);
      await look();
      assert.deepEqual(await messages(), []);
      bare.clock.advance(1);
      const answers = await Promise.all(systems.map(look));
      assert.deepEqual(answers.map(({ told }) => told).sort(), [0, 0, 1]);
      const sent = (await messages()).map(({ recipient }) => recipient);
      assert.deepEqual(sent, ['duty@test.invalid', 'vice@test.invalid']);
      bare.clock.advance(59 * minute);
      assert.deepEqual(await look(), { told: 0 });
      bare.clock.advance(minute);
      assert.deepEqual(await look(), { told: 1 });
    });

    it('are neither told nor marked when the message cannot be written, and told the next time', async () => {
      await begin();
      await look();
      bare.clock.advance(5 * minute);
      await breakWrites(bare.system.database, ['outbox']);
      await assert.rejects(look());
      assert.deepEqual(await marks(), []);
      if (engine === 'postgres') await bare.system.database.writer.raw('drop trigger broken on outbox');
      else
        for (const change of ['insert', 'update', 'delete'])
          await bare.system.database.writer.raw(`drop trigger broken_outbox_${change}`);
      await look();
      assert.equal((await messages()).length, 2);
      assert.equal((await marks()).length, 1);
    });

    it('say where, what, since when and where to look, and nothing of a person', async () => {
      await begin();
      await look();
      bare.clock.advance(5 * minute);
      await look();
      const [row] = await messages();
      const message = there(await findMessage(bare.system.database.reader, there(row).id));
      const mail = await composeMail(
        message,
        { ...wordingContext, catalogue: bare.system.catalogue },
        message.dueAt,
      );
      for (const body of [mail.text, mail.html]) {
        assert.match(body, /有 1 人等候，但没有开启的窗口可以受理/);
        assert.match(body, /09:30/);
        assert.ok(body.includes(`https://hall.example/floor/${site}`));
        assert.doesNotMatch(body, /undefined|\[object|\{\w+\}|NaN|token=|预约号/);
      }
      assert.equal(message.booking, null);
      const said = Object.fromEntries(message.parameters);
      assert.deepEqual(
        ['booking', 'reference', 'enterprise', 'contact'].map((name) => said[name]),
        ['', '', '', ''],
      );
    });

    it('are told by nobody where no address is set, nor of a queue before opening, nor when the day has ended', async () => {
      await begin({ ...office, hall: plain.hall });
      await look();
      bare.clock.advance(30 * minute);
      assert.deepEqual(await look(), { told: 0 });
      await bare.close();
      await begin({ ...office, sessions: [{ weekday: 2, opens: '10:00', closes: '17:00' }] });
      await look();
      bare.clock.set(at('09:59'));
      assert.deepEqual(await look(), { told: 0 });
      assert.ok((await closeDay(bare.system, site, { actor: somebody })).ok);
      bare.clock.set(at('17:05'));
      await look();
      bare.clock.set(at('17:30'));
      assert.deepEqual(await look(), { told: 0 });
      assert.deepEqual(await messages(), []);
    });

    it('are told after closing too, and at lunch: of visitors who are there, not of machines and bookings', async () => {
      await begin({
        ...office,
        sessions: [
          { weekday: 2, opens: '09:00', closes: '12:00' },
          { weekday: 2, opens: '13:00', closes: '17:00' },
        ],
      });
      const subjects = async () =>
        (await messages())
          .filter(({ recipient }) => /^duty/.test(recipient))
          .map(({ parameters }) => sentenceOf(JSON.parse(parameters))?.words);
      const silent = [{ device: 'd1', name: 'west', since: 0 }];
      const seeing = () => tellOfFloorAlarms(bare.system, () => Promise.resolve(silent));
      const counter = `${site}-1`;
      const order = async (request: HallRequest): Promise<void> => {
        assert.ok((await bare.system.halls.submit(site, request, test)).ok);
      };
      await order({ type: 'open_counter', counter, staff: null });
      await order({ type: 'call_next', counter });
      await order({ type: 'start', counter });
      bare.clock.set(at('12:10'));
      await seeing();
      bare.clock.set(at('12:15'));
      assert.deepEqual(await seeing(), { told: 1 }, 'a visit that was begun at half past nine');
      await order({ type: 'finish', counter, outcome: 'completed' });
      await order({
        type: 'walk_in',
        id: 'v',
        services: [{ code: 'RENEW', quantity: 1 }],
        priority: false,
        byStaff: true,
      });
      await order({ type: 'close_counter', counter });
      bare.clock.set(at('12:30'));
      assert.deepEqual(await seeing(), { told: 0 }, 'whoever came at lunch waits for the afternoon');
      bare.clock.set(at('17:05'));
      await seeing();
      bare.clock.set(at('17:10'));
      assert.deepEqual(await seeing(), { told: 1 }, 'who is left');
      assert.deepEqual(await subjects(), ['longService', 'unserved']);
    });

    it('are told of bookings that do not fit on a closed day too, not at night, and once a day', async () => {
      await begin({ ...office, sessions: [...sessions, { weekday: 4, opens: '09:00', closes: '17:00' }] });
      bare.clock.set(at('18:00'));
      const start = '2026-11-26T10:00:00+08:00';
      const booked = await bare.system.bookings.submit(bookCommand({ id: 'b', start }), { actor: theHolder });
      assert.ok(booked.ok, JSON.stringify(booked));
      assert.ok((await closeDay(bare.system, site, { actor: somebody })).ok);
      const closed = { kind: 'closed', reason_zh: '停电', reason_en: 'Power cut' } as const;
      await bare.system.database
        .writer('site_exception')
        .insert({ id: 'x', site, date: '2026-11-26', ...closed });
      await bare.system.database.writer('catalogue_version').increment('version', 1);
      const systems = engine === 'postgres' ? [bare, bare.another(), bare.another()] : [bare, bare, bare];
      for (const each of systems) each.system.catalogueCache.forget();
      const at25 = (time: string): void => bare.clock.set(`2026-11-25T${time}:00+08:00`);
      at25('06:00');
      await look();
      at25('06:30');
      assert.deepEqual(await look(), { told: 0 }, 'at night');
      at25('07:00');
      await look();
      at25('07:05');
      const answers = await Promise.all(systems.map(look));
      assert.deepEqual(answers.map(({ told }) => told).sort(), [0, 0, 1], 'Wednesday is no day of this hall');
      for (const time of ['08:30', '12:00', '23:59']) {
        at25(time);
        assert.deepEqual(await look(), { told: 0 }, time);
      }
      assert.equal((await messages()).length, 2);
    });

    it('are forgotten after a week', async () => {
      await begin();
      await look();
      await sweep(bare.system.database.writer, bare.clock.now() + 7 * 24 * 60 * minute);
      assert.equal((await bare.system.database.reader('floor_alarm')).length, 1);
      await sweep(bare.system.database.writer, bare.clock.now() + 8 * 24 * 60 * minute);
      assert.equal((await bare.system.database.reader('floor_alarm')).length, 0);
    });
  });
}

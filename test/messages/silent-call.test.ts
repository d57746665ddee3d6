import assert from 'node:assert/strict';
import type { HallRequest } from '../../server/actions/queue/hall-order.ts';
import { makeSeal } from '../../server/actions/seal.ts';
import { visitParameters } from '../../server/domain/message/visit-snapshot.ts';
import { evolveHall } from '../../server/domain/queue/hall/evolve-hall.ts';
import { emptyHall } from '../../server/domain/queue/hall/hall.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { currentBoard } from '../../server/realtime/current-board.ts';
import { saveChannel } from '../../server/store/message/channel-store.ts';
import type { OutboxRow } from '../../server/store/message/message-columns.ts';
import { eventsAfter, loadHall } from '../../server/store/queue/hall-query.ts';
import { begun } from '../support/begun.ts';
import { bookCommand } from '../support/commands.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { setHall } from '../web/number/door.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { bookingLike } from './mail-fixture.ts';

const site = 'BJ-TSY';
const counter = 'BJ-TSY-3';
const older = {
  channel: 'webhook',
  template: 'booked',
  locale: 'zh-CN',
  parameters: JSON.stringify(visitParameters(bookingLike())),
  sequence: 0,
  state: 'queued',
  attempts: 0,
  log: '[]',
} as const;
const services = [{ code: 'RENEW', quantity: 1 }];

for (const engine of engines) {
  describe(`a call in a silent hall, on mobiles [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let gateway: Gateway;
    beforeEach(async () => {
      hall = await startSystem({ engine });
      gateway = await openGateway();
      await setHall(hall, site, { calling: 'silent' });
      await book('b1', 'en', '13800001111');
      await book('b2', 'zh-CN', '13800003333');
      await hall.system.database.writer('outbox').delete();
      hall.clock.set('2026-11-24T08:55:00+08:00');
      await order({ type: 'open_counter', counter, staff: null });
    });
    afterEach(async () => {
      await gateway.close();
      await hall.close();
    });

    const order = async (request: HallRequest): Promise<void> => {
      const answer = await hall.system.halls.submit(site, request, { actor: theSystem });
      assert.ok(answer.ok, answer.ok ? '' : answer.code);
    };
    const connect = async (active = true): Promise<void> => {
      const { config, database } = hall.system;
      const secrets = makeSeal(config.sessionSecret, 'channels').close({ key: 'shared' });
      const channel = { site, kind: 'webhook', settings: { url: gateway.url }, secrets, active } as const;
      await saveChannel(database.writer, channel, hall.clock.now());
    };
    const book = async (id: string, locale: 'zh-CN' | 'en', mobile: string): Promise<void> => {
      const start = '2026-11-24T09:00:00+08:00';
      const command = bookCommand({ id, start, locale, mobile });
      const done = await hall.system.bookings.submit(command, { actor: theSystem });
      assert.ok(done.ok, done.ok ? '' : done.code);
    };
    const arrive = (id: string) =>
      order({ type: 'arrive', id: `t-${id}`, reference: `REF-${id}`, priority: false });
    const walkIn = (id: string) => order({ type: 'walk_in', id, services, priority: false, byStaff: true });
    const written = async (): Promise<OutboxRow[]> =>
      (await hall.system.database
        .reader('outbox')
        .where({ template: 'called' })
        .orderBy('created_at')) as OutboxRow[];
    const call = (ticket: string) => order({ type: 'call_ticket', counter, ticket, reason: '测试' });
    const texts = () =>
      gateway.received
        .map(
          ({ body }) =>
            JSON.parse(body) as { template: string; locale: string; recipient: string; text: string },
        )
        .filter(({ template }) => template === 'called');
    const onPhone = async () =>
      begun(await currentBoard(hall.system, site)).calling.map((one) => [
        one.number,
        one.onPhone ?? false,
        one.times,
      ]);

    it('leaves at once beside a gateway that takes long over older messages', async () => {
      await connect();
      await arrive('b1');
      await hall.system.database.writer('outbox').insert(
        Array.from({ length: 20 }, (_, index) => ({
          ...older,
          id: `older-${index}`,
          recipient: '13900000000',
          site,
          due_at: 0,
          next_attempt_at: 0,
          created_at: 0,
        })),
      );
      gateway.answer = null;
      const stuck = new Promise<void>((resolve) => {
        gateway.onReceived = resolve;
      });
      hall.system.announce.messagesQueued();
      await stuck;
      const received = (count: number) =>
        new Promise<void>((resolve) => {
          gateway.onReceived = () => {
            if (texts().length === count) resolve();
          };
        });
      const first = received(1);
      await call('t-b1');
      await first;
      const [text] = texts();
      assert.equal(text?.recipient, '13800001111');
      assert.match(text?.text ?? '', /^Ticket A001 is called at .*\. Please go to counter 3\.$/);
      // nor does one call wait for the text of another
      await arrive('b2');
      await order({ type: 'start', counter });
      await order({ type: 'finish', counter, outcome: 'completed' });
      const second = received(2);
      await call('t-b2');
      await second;
    });

    it('is written to a mobile that is known, from the booking or given for the ticket, and spoken only to the others', async () => {
      await connect();
      await arrive('b1');
      await walkIn('given');
      await walkIn('paper');
      const { writer } = hall.system.database;
      const day = '2026-11-24';
      await writer('ahead_notice').insert({
        ticket: 'given',
        site,
        day,
        channel: 'webhook',
        recipient: '13800002222',
        locale: 'en',
        sent: true,
        asked_at: 0,
      });
      for (const ticket of ['t-b1', 'given', 'paper']) {
        await call(ticket);
        await order({ type: 'start', counter });
        await order({ type: 'finish', counter, outcome: 'completed' });
        hall.clock.advance(1000);
      }
      assert.deepEqual(
        (await written()).map(({ recipient, locale, booking }) => [recipient, locale, booking]),
        [
          ['13800001111', 'en', 'b1'],
          ['13800002222', 'en', null],
        ],
      );
      const events = (await eventsAfter(hall.system.database.reader, site, day, 0)).map(({ event }) => event);
      const stored = await loadHall(hall.system.database.reader, site, day);
      assert.deepEqual([...stored.tickets.values()].map(({ id, texted }) => [id, texted]).sort(), [
        ['given', true],
        ['paper', false],
        ['t-b1', true],
      ]);
      const replayed = events.reduce(evolveHall, emptyHall(site, day));
      assert.deepEqual([...replayed.tickets.values()], [...stored.tickets.values()]);
    });

    it('is written once; whoever does not come is called aloud the next time, and a slip within seconds writes nothing', async () => {
      await connect();
      await arrive('b1');
      await call('t-b1');
      assert.deepEqual(await onPhone(), [['A001', true, 1]]);
      await order({ type: 'undo', counter });
      hall.clock.advance(5000);
      await call('t-b1');
      assert.equal((await written()).length, 1);
      assert.deepEqual(await onPhone(), [['A001', false, 1]], 'not written to: spoken to');
      await order({ type: 'undo', counter });
      hall.clock.advance(31_000);
      await call('t-b1');
      assert.equal((await written()).length, 2);
      hall.clock.advance(20_000);
      await order({ type: 'recall', counter });
      assert.equal((await written()).length, 2);
      assert.deepEqual(await onPhone(), [['A001', false, 2]]);
    });

    it('is written to nobody where the hall calls aloud, or nothing reaches a mobile', async () => {
      await connect(false);
      await arrive('b1');
      await call('t-b1');
      assert.deepEqual(await onPhone(), [['A001', false, 1]]);
      await order({ type: 'start', counter });
      await order({ type: 'finish', counter, outcome: 'completed' });
      await connect();
      await setHall(hall, site, { calling: 'voice' });
      await arrive('b2');
      await call('t-b2');
      assert.deepEqual(await written(), []);
    });

    it('is not sent any more to whoever has come meanwhile, nor long after', async () => {
      await connect();
      await arrive('b1');
      await arrive('b2');
      await setHall(hall, site, { calling: 'voice' });
      await call('t-b1');
      const { writer } = hall.system.database;
      const put = async (id: string, ticket: string, age: number): Promise<void> => {
        const at = hall.clock.now();
        await writer('outbox').insert({
          ...older,
          id,
          template: 'called',
          parameters: JSON.stringify([...visitParameters(bookingLike()), ['ticket', ticket]]),
          recipient: '13800001111',
          site,
          due_at: at,
          next_attempt_at: at,
          created_at: at - age,
        });
      };
      await put('standing', 't-b1', 1000);
      await put('late', 't-b1', 181_000);
      await put('not called', 't-b2', 1000);
      await hall.delivery.deliverDue();
      const rows = await hall.system.database.reader('outbox').where({ template: 'called' }).orderBy('id');
      assert.deepEqual(
        rows.map(({ id, state }) => [id, state]),
        [
          ['late', 'superseded'],
          ['not called', 'superseded'],
          ['standing', 'sent'],
        ],
      );
    });
  });
}

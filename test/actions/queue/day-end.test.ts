import assert from 'node:assert/strict';
import { bookInstead } from '../../../server/actions/booking/book-instead.ts';
import { askAheadNotice } from '../../../server/actions/queue/ask-ahead-notice.ts';
import { closeDay, reopenDay } from '../../../server/actions/queue/end-day.ts';
import type { HallRequest } from '../../../server/actions/queue/hall-order.ts';
import { correctOutcome, voidTicket } from '../../../server/actions/queue/put-right.ts';
import type { MessageTemplate } from '../../../server/domain/message/message.ts';
import { foldDay } from '../../../server/domain/queue/figures/day-fold.ts';
import { replayHall } from '../../../server/domain/queue/hall/evolve-hall.ts';
import { isFinal } from '../../../server/domain/queue/hall/transitions.ts';
import { endDays } from '../../../server/jobs/end-days.ts';
import { eventsAfter, loadHall } from '../../../server/store/queue/hall-query.ts';
import { type BareSystem, bareSystem } from '../../support/bare-system.ts';
import { breakWrites } from '../../support/broken-writes.ts';
import { bookCommand } from '../../support/commands.ts';
import { engines } from '../../support/engines.ts';
import { hallSite } from '../../support/hall-site.ts';
import { there } from '../../support/there.ts';

const site = 'BJ-TSY';
const day = '2026-11-24';
const office = { ...hallSite(2), sessions: [{ weekday: 2, opens: '09:00', closes: '17:00' }] };
const by = { actor: { kind: 'staff', id: 'boss', address: null } } as const;
const test = { actor: { kind: 'staff', id: 'test' } } as const;
const services = [{ code: 'RENEW', quantity: 1 }];
const at = (time: string): string => `${day}T${time}:00+08:00`;

for (const engine of engines) {
  describe(`the end of a day [${engine}]`, function () {
    this.timeout(60_000);
    let bare: BareSystem;

    const order = async (request: HallRequest): Promise<void> => {
      const answer = await bare.system.halls.submit(site, request, test);
      assert.ok(answer.ok, answer.ok ? '' : answer.code);
    };
    const hall = () => loadHall(bare.system.database.reader, site, day);
    const recorded = async () =>
      (await eventsAfter(bare.system.database.reader, site, day, 0)).map(({ event }) => event);
    const told = async (template: MessageTemplate): Promise<string[]> =>
      (await bare.system.database
        .reader('outbox')
        .where({ template })
        .orderBy('recipient')
        .pluck('recipient')) as string[];
    const states = async (): Promise<Record<string, string>> =>
      Object.fromEntries(
        (
          (await bare.system.database.reader('booking').select('id', 'state')) as {
            id: string;
            state: string;
          }[]
        ).map(({ id, state }) => [id, state]),
      );

    /** Two counters, each with a visit that nobody ends; two booked visitors and two without wait, one of these can be told. */
    beforeEach(async () => {
      bare = await bareSystem({ engine, sites: [office], now: '2026-11-23T10:00:00+08:00' });
      for (const [index, time] of ['09:00', '09:15', '09:30'].entries()) {
        const contact = {
          name: '王',
          mobile: `1380000000${index}`,
          email: `b${index}@test.invalid`,
          telephone: null,
        };
        const command = bookCommand({ id: `b${index}`, start: at(time), contact });
        const booked = await bare.system.bookings.submit(command, test);
        assert.ok(booked.ok, booked.ok ? '' : booked.code);
      }
      bare.clock.set(at('09:00'));
      for (const counter of [`${site}-1`, `${site}-2`])
        await order({ type: 'open_counter', counter, staff: null });
      for (const index of [0, 1, 2])
        await order({ type: 'arrive', id: `t${index}`, reference: `REF-b${index}`, priority: false });
      for (const id of ['w0', 'w1', 'w2'])
        await order({ type: 'walk_in', id, services, priority: false, byStaff: true });
      const asked = { ticket: 'w2', channel: 'mail', recipient: 'w2@test.invalid', locale: 'en' } as const;
      assert.ok((await askAheadNotice(bare.system, { site, request: asked })).ok);
      await order({ type: 'call_ticket', counter: `${site}-1`, ticket: 't0', reason: 'x' });
      await order({ type: 'start', counter: `${site}-1` });
      await order({ type: 'call_ticket', counter: `${site}-2`, ticket: 'w0', reason: 'x' });
      await bare.system.database.writer('outbox').delete();
    });
    afterEach(() => bare.close());

    it('a number that staff take out is told with the reason, and that it waits again, whoever had booked or asked', async () => {
      const place = async (id: string) => ({ site, day, ticket: there((await hall()).tickets.get(id)) });
      for (const id of ['t1', 'w2', 'w1'])
        assert.ok((await voidTicket(bare.system, await place(id), '重复取号', by)).ok);
      const reachable = ['b1@test.invalid', 'w2@test.invalid'];
      assert.deepEqual(await told('ticket_void'), reachable);
      const { reader } = bare.system.database;
      for (const { parameters } of await reader('outbox').where({ template: 'ticket_void' }))
        assert.match(String(parameters), /"reason","重复取号"/);
      const back = { to: 'waiting', outcome: 'completed' } as const;
      for (const id of ['t1', 'w2'])
        assert.ok((await correctOutcome(bare.system, await place(id), back, '弄错了人', by)).ok);
      assert.deepEqual(await told('ticket_back'), reachable);
      for (const { parameters } of await reader('outbox').where({ template: 'ticket_back' }))
        assert.doesNotMatch(String(parameters), /弄错了人/);
    });

    it('ended by three at once, it ends once, and whoever can be told is told once', async () => {
      const systems = engine === 'postgres' ? [bare, bare.another(), bare.another()] : [bare, bare, bare];
      bare.clock.set(at('17:30'));
      const answers = await Promise.all(systems.map(({ system }) => closeDay(system, site, by)));
      const done = answers.filter((each) => each.ok);
      assert.equal(done.length, 1);
      assert.deepEqual(done[0]?.ok && done[0].value.dayEnd, { left: 4, notRecorded: 2, told: 3 });
      for (const each of answers) if (!each.ok) assert.equal(each.code, 'day_closed');
      const events = await recorded();
      assert.equal(events.filter(({ type }) => type === 'day_closed').length, 1);
      const now = await hall();
      for (const { state } of now.tickets.values()) assert.ok(isFinal(state));
      for (const { state } of now.counters.values()) assert.equal(state, 'closed');
      assert.deepEqual(replayHall(site, day, events), now);
      assert.deepEqual(await told('day_ended'), ['b1@test.invalid', 'b2@test.invalid', 'w2@test.invalid']);
      assert.deepEqual(await states(), { b0: 'completed', b1: 'not_served', b2: 'not_served' });
      for (const request of [
        { type: 'walk_in', id: 'late', services, priority: false, byStaff: true },
        { type: 'arrive', id: 'late', reference: 'REF-b1', priority: false },
      ] as const) {
        const late = await bare.system.halls.submit(site, request, test);
        assert.ok(!late.ok && ['day_closed', 'not_active'].includes(late.code));
      }
    });

    it('tells whoever missed a call and could still have come back, and that it goes on only while they can', async () => {
      const counter = `${site}-2`;
      const inVain = async (ticket: string | null): Promise<void> => {
        if (ticket !== null) await order({ type: 'call_ticket', counter, ticket, reason: 'x' });
        for (let times = 0; times < office.hall.recalls; times += 1) await order({ type: 'recall', counter });
        await order({ type: 'missed', counter });
      };
      bare.clock.set(at('16:00'));
      await inVain(null);
      await inVain('t2');
      bare.clock.set(at('17:10'));
      await inVain('t1');
      bare.clock.set(at('17:20'));
      const ended = await closeDay(bare.system, site, by);
      assert.deepEqual(ended.ok && ended.value.dayEnd, { left: 3, notRecorded: 1, told: 2 });
      assert.deepEqual(await told('day_ended'), ['b1@test.invalid', 'w2@test.invalid']);
      bare.clock.set(at('17:39'));
      assert.ok((await reopenDay(bare.system, site, by)).ok);
      assert.deepEqual(await told('day_goes_on'), ['b1@test.invalid', 'w2@test.invalid']);
      assert.ok((await closeDay(bare.system, site, by)).ok);
      bare.clock.set(at('17:45'));
      assert.ok((await reopenDay(bare.system, site, by)).ok);
      assert.deepEqual(await told('day_goes_on'), ['b1@test.invalid', 'w2@test.invalid', 'w2@test.invalid']);
    });

    it('broken off in the middle leaves nothing half done, and told is whoever is left when it ends in the end', async () => {
      bare.clock.set(at('17:30'));
      const before = await hall();
      await breakWrites(bare.system.database, ['hall_day']);
      await assert.rejects(closeDay(bare.system, site, by));
      assert.deepEqual(await told('day_ended'), []);
      assert.deepEqual(await hall(), before);
      if (engine === 'postgres') await bare.system.database.writer.raw('drop trigger broken on hall_day');
      else
        for (const change of ['insert', 'update', 'delete'])
          await bare.system.database.writer.raw(`drop trigger broken_hall_day_${change}`);
      assert.ok((await closeDay(bare.system, site, by)).ok);
      assert.equal((await told('day_ended')).length, 3);
    });

    it('opened again, everybody is where he was, is told so, and figures and bookings know of no end', async () => {
      bare.clock.set(at('15:00'));
      const before = await hall();
      const figures = foldDay(await recorded(), 'Asia/Shanghai');
      assert.ok((await closeDay(bare.system, site, by)).ok);
      const again = await reopenDay(bare.system, site, by);
      assert.ok(again.ok, again.ok ? '' : again.code);
      assert.deepEqual(again.value.dayEnd, { left: 4, notRecorded: 0, told: 3 });
      const now = await hall();
      assert.deepEqual({ ...now, version: 0 }, { ...before, version: 0 });
      assert.deepEqual(foldDay(await recorded(), 'Asia/Shanghai'), figures);
      assert.deepEqual(replayHall(site, day, await recorded()), now);
      assert.deepEqual(await told('day_goes_on'), ['b1@test.invalid', 'b2@test.invalid', 'w2@test.invalid']);
      assert.deepEqual(await states(), { b0: 'arrived', b1: 'arrived', b2: 'arrived' });
      await order({ type: 'finish', counter: `${site}-1`, outcome: 'completed' });
      assert.ok((await closeDay(bare.system, site, by)).ok);
      assert.equal((await told('day_ended')).length, 6, 'the second end is told as well');
      assert.equal((await states())['b0'], 'completed');
      const audited = (await bare.system.database
        .reader('audit')
        .where({ subject: site })
        .orderBy('id')
        .pluck('action')) as string[];
      assert.deepEqual(audited.sort(), ['hall.close_day', 'hall.close_day', 'hall.reopen_day']);
    });

    it('whoever had booked and was not reached books the next open day once, inside capacity, and is called first there', async () => {
      bare.clock.set(at('17:30'));
      assert.ok((await closeDay(bare.system, site, by)).ok);
      const closed = await hall();
      const press = async (id: string) => {
        const ticket = closed.tickets.get(id);
        assert.ok(ticket);
        return bookInstead(bare.system, office, day, ticket);
      };
      const [first, again] = await Promise.all([press('t1'), press('t1')]);
      assert.ok(first.ok && again.ok);
      assert.equal(first.value.id, again.value.id, 'a second press is the same booking');
      assert.equal(new Date(first.value.start).toISOString(), '2026-12-01T01:00:00.000Z', 'the next Tuesday');
      for (const id of ['t0', 'w1']) {
        const refused = await press(id);
        assert.ok(!refused.ok && refused.code === 'wrong_state', id);
      }
      const places = (await bare.system.database.reader('place').pluck('place_no')) as number[];
      assert.ok(
        places.every((place) => place <= 3),
        'no extra place',
      );
      bare.clock.set('2026-12-01T09:00:00+08:00');
      const counter = `${site}-1`;
      await order({ type: 'open_counter', counter, staff: null });
      await order({ type: 'walk_in', id: 'early', services, priority: false, byStaff: true });
      const reference = first.value.reference ?? '';
      await order({ type: 'arrive', id: 'again', reference, priority: false });
      const called = await bare.system.halls.submit(site, { type: 'call_next', counter }, test);
      assert.ok(called.ok);
      assert.deepEqual([called.value.ticket?.id, called.value.ticket?.priority], ['again', true]);
    });

    it('comes by itself once the counters are empty, not again after somebody has opened it, and at midnight in any case', async () => {
      bare.clock.set(at('17:20'));
      assert.equal(
        (await endDays(bare.system)).closed,
        1,
        'the visits of nine in the morning are forgotten ones',
      );
      assert.equal((await endDays(bare.system)).closed, 0);
      assert.ok((await reopenDay(bare.system, site, by)).ok);
      bare.clock.set(at('23:59'));
      assert.equal((await endDays(bare.system)).closed, 0);
      bare.clock.set('2026-11-25T00:00:00+08:00');
      assert.equal((await endDays(bare.system)).closed, 1);
      const ends = (await recorded()).flatMap((event) =>
        event.type === 'day_closed' ? [event.because] : [],
      );
      assert.deepEqual(ends, ['rule', 'midnight']);
      const late = await reopenDay(bare.system, site, by);
      assert.ok(!late.ok);
      assert.equal((await told('day_ended')).length, 6);
    });
  });
}

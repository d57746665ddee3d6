import assert from 'node:assert/strict';
import { SimulatedDay } from '../../../seeds/demo/simulated-day.ts';
import type { HallRequest } from '../../../server/actions/queue/hall-order.ts';
import { replayHall } from '../../../server/domain/queue/hall/evolve-hall.ts';
import { emptyHall, type Hall, type HallCommand } from '../../../server/domain/queue/hall/hall.ts';
import { isFinal } from '../../../server/domain/queue/hall/transitions.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { eventsAfter, loadHall } from '../../../server/store/queue/hall-query.ts';
import { type BareSystem, bareSystem } from '../../support/bare-system.ts';
import { bookCommand } from '../../support/booking-office.ts';
import { engines } from '../../support/engines.ts';
import { day, minute, nine } from '../../support/hall-play.ts';
import { hallMinutes, hallSite } from '../../support/hall-site.ts';

const site = { ...hallSite(4), sessions: [{ weekday: 2, opens: '09:00', closes: '14:00' }] };
const seeds = process.env['HALL_DEEP'] === undefined ? [31] : [31, 32, 33, 34, 35, 36];
const tickets = 100;

/** What is asked of the system where the pure engine is given a command. */
function requestOf(command: HallCommand): HallRequest {
  if (command.type === 'issue') {
    const { id, services, priority, byStaff } = command;
    return { type: 'walk_in', id, services, priority, byStaff };
  }
  if (command.type !== 'check_in') return command;
  const { id, booking, priority } = command;
  return { type: 'arrive', id, reference: `R-${booking}`, priority };
}

for (const engine of engines) {
  for (const seed of seeds) {
    describe(`a simulated day of ${tickets} tickets at two processes, seed ${seed} [${engine}]`, function () {
      this.timeout(120_000);
      let bare: BareSystem;
      let played: SimulatedDay;
      before(async () => {
        bare = await bareSystem({ engine, sites: [site], now: '2026-11-23T10:00:00+08:00' });
        if (engine === 'sqlite') await bare.system.database.writer.raw('pragma synchronous = off');
        const newId = (count: number) => `t${count}`;
        const options = {
          site,
          opensAt: nine,
          closesAt: nine + 5 * 60 * minute,
          seed,
          tickets,
          minutes: hallMinutes,
          newId,
        };
        played = new SimulatedDay(options);
        const booked = await Promise.all(
          played.bookings.map(({ id, start, services }) => {
            const office = { overbook: true, actor: { kind: 'office' } } as const;
            return bare.system.bookings.submit(bookCommand(id, start, { services, ...office }), {
              actor: theSystem,
            });
          }),
        );
        assert.ok(booked.filter((outcome) => outcome.ok).length > tickets / 4);
      });
      after(() => bare?.close());

      it('what is stored and what is kept in memory are the replay of the events, and a refusal leaves no trace', async () => {
        const both = [bare.system, bare.another().system];
        const stored = (): Promise<Hall> => loadHall(bare.system.database.reader, site.code, day);
        let hall = emptyHall(site.code, day);
        let [commands, refusals] = [0, 0];
        const codes = new Map<string, number>();
        for (let step = played.next(hall); step !== null; step = played.next(hall)) {
          bare.clock.set(step.at);
          const system = both[commands % 2] ?? bare.system;
          const outcome = await system.halls.submit(site.code, requestOf(step.command), { actor: theSystem });
          commands += 1;
          if (outcome.ok) {
            hall = system.hallCache.kept(site.code, day) ?? hall;
            assert.equal(outcome.value.version, hall.version);
            if (commands % 25 === 0) assert.deepEqual(hall, await stored());
          } else {
            refusals += 1;
            const seen = (codes.get(outcome.code) ?? 0) + 1;
            codes.set(outcome.code, seen);
            // the same refusal a thousand times is looked at now and then
            if (seen <= 10 || seen % 50 === 0)
              assert.deepEqual(await stored(), hall, `${outcome.code} left a trace`);
          }
          played.settle(outcome.ok, hall);
        }
        const events = await eventsAfter(bare.system.database.reader, site.code, day, 0);
        console.log(`      ${commands} commands, ${events.length} events, ${refusals} refusals`);
        assert.deepEqual(
          await stored(),
          replayHall(
            site.code,
            day,
            events.map(({ event }) => event),
          ),
        );
        assert.deepEqual(await stored(), hall);
        assert.equal(events.length, hall.version);
        assert.ok(hall.tickets.size > tickets / 2 && refusals > 0);
        assert.ok(hall.state === 'closed' && [...hall.tickets.values()].every((each) => isFinal(each.state)));
      });

      it('and the bookings behind the tickets are where their tickets ended', async () => {
        const hall = await loadHall(bare.system.database.reader, site.code, day);
        const rows = (await bare.system.database.reader('booking').select('id', 'state', 'limit_key')) as {
          id: string;
          state: string;
          limit_key: string | null;
        }[];
        for (const row of rows) {
          const ticket = [...hall.tickets.values()].find((each) => each.booking === row.id);
          const expected =
            ticket === undefined ? 'confirmed' : ticket.state === 'done' ? 'completed' : 'not_served';
          assert.equal(row.state, expected, `${row.id}, ticket ${ticket?.state}`);
          assert.equal(row.limit_key === null, ticket !== undefined, row.id);
        }
      });
    });
  }
}

import assert from 'node:assert/strict';
import { type Answer, attackClock, attackSite, bookingBody, post, slotOf } from '../attack/attack-site.ts';
import { type BareSystem, bareSystem } from '../support/bare-system.ts';
import { engines } from '../support/engines.ts';
import { type HallProcess, startProcess } from '../support/hall-process.ts';
import { assertSoundBookings } from '../support/stored-bookings.ts';

const wanted = process.env['HALL_DEEP'] === undefined ? 300 : 3000;
const atOnce = 40;

for (const engine of engines) {
  const count = engine === 'postgres' ? 2 : 1;
  describe(`a process is killed in the middle of a storm of bookings [${engine}]`, function () {
    this.timeout(300_000);
    let bare: BareSystem;
    let processes: HallProcess[] = [];
    const start = () => startProcess({ databaseUrl: bare.url, clockStart: attackClock });

    before(async () => {
      bare = await bareSystem({ engine, sites: [attackSite(50)], now: attackClock });
      processes = await Promise.all(Array.from({ length: count }, start));
    });
    after(async () => {
      await Promise.all(processes.map((each) => each.end('SIGKILL')));
      await bare?.close();
    });

    it('every acknowledged booking is there and whole, none is half there, and a retry books nothing twice', async () => {
      const acknowledged = new Map<number, string>();
      let unanswered = 0;
      let replaced: Promise<unknown> | null = null;
      const book = (k: number, turn: number): Promise<Answer> => {
        const at = slotOf(`2026-11-${25 + (k % 3)}`, k % 28);
        const url = processes[turn % processes.length]?.url ?? '';
        return post(url, '/bookings', bookingBody(k, at), { 'idempotency-key': `storm-${k}` });
      };
      const keep = (k: number, answer: Answer): void => {
        assert.equal(answer.status, 201, JSON.stringify(answer.body));
        acknowledged.set(k, String(answer.body['reference']));
      };
      const kill = (): void => {
        const victim = processes[0];
        replaced =
          victim?.end('SIGKILL').then(async () => {
            await onlyWhole();
            processes[0] = await start();
          }) ?? null;
      };
      /** Nothing is half there, right after the crash. */
      const onlyWhole = async (): Promise<void> => {
        const { database, clock } = bare.system;
        // those who were answered before the others go on
        const sure = [...acknowledged.values()];
        await assertSoundBookings(database, clock.now(), 'on');
        const stored = await database.writer('booking').select('id', 'reference');
        const references = new Set(stored.map((row) => row.reference));
        for (const reference of sure) assert.ok(references.has(reference), `${reference} was acknowledged`);
      };
      let next = 0;
      await Promise.all(
        Array.from({ length: atOnce }, async (_, worker) => {
          while (next < wanted) {
            const k = next;
            next += 1;
            try {
              keep(k, await book(k, worker));
            } catch (error) {
              if (replaced === null) throw error;
              unanswered += 1;
              await replaced;
              keep(k, await book(k, worker));
            }
            if (acknowledged.size >= wanted / 3 && replaced === null) kill();
          }
        }),
      );
      await replaced;
      await onlyWhole();
      const { writer } = bare.system.database;
      const bookings = (await writer('booking').select('id')) as { id: string }[];
      assert.equal(bookings.length, wanted, 'each once');
      assert.equal(new Set(acknowledged.values()).size, wanted);
      const events = (await writer('booking_event').where({ type: 'booked' }).select('booking')) as {
        booking: string;
      }[];
      const messages = (await writer('outbox').where({ template: 'booked' }).select('booking')) as {
        booking: string;
      }[];
      const ids = bookings.map(({ id }) => id).sort();
      for (const rows of [events, messages]) assert.deepEqual(rows.map(({ booking }) => booking).sort(), ids);
      console.log(`      ${wanted} bookings, ${unanswered} unanswered when the process was killed`);
      assert.ok(unanswered > 0, 'it was killed in the middle');
    });
  });
}

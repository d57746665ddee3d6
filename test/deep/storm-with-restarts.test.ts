import assert from 'node:assert/strict';
import { seedDatabase } from '../../seeds/seed-database.ts';
import { type Answer, bookingBody, post, slotOf } from '../attack/attack-site.ts';
import { type BareSystem, onDatabase } from '../support/bare-system.ts';
import { type HallProcess, startProcess } from '../support/hall-process.ts';
import { setClock } from '../support/hall-system.ts';
import { type OwnPostgres, ownPostgres } from '../support/own-postgres.ts';
import { assertSoundBookings } from '../support/stored-bookings.ts';

const clockStart = '2026-11-23T10:00:00+08:00';
const wanted = 600;
const atOnce = 30;
const restarts = ['fast', 'immediate', 'immediate'] as const;

describe('PostgreSQL is restarted in a storm of bookings [postgres]', function () {
  this.timeout(300_000);
  let postgres: OwnPostgres;
  let halls: HallProcess[] = [];
  let bare: BareSystem;

  before(async () => {
    postgres = await ownPostgres();
    const start = () => startProcess({ databaseUrl: postgres.url, clockStart });
    halls = await Promise.all([start(), start()]);
    await postgres.query('update queue set places = 50; update catalogue_version set version = version + 1');
    bare = onDatabase(postgres.url, setClock(clockStart), () => {});
    assert.equal(await seedDatabase(bare.system), false);
  });
  after(async () => {
    await Promise.all(halls.map((each) => each.end('SIGKILL')));
    await bare?.close();
    await postgres?.discard();
  });

  it('every acknowledged booking is there and whole, a retry under its key books once, and nothing answers but done or 503', async () => {
    const acknowledged = new Map<number, string>();
    let refused = 0;
    const book = (k: number): Promise<Answer> => {
      const at = slotOf(`2026-11-${24 + (k % 4)}`, Math.floor(k / 4) % 28);
      const url = halls[k % halls.length]?.url ?? '';
      return post(url, '/bookings', bookingBody(k, at), { 'idempotency-key': `restarted-${k}` });
    };
    const untilBooked = async (k: number): Promise<void> => {
      for (;;) {
        const { status, body } = await book(k);
        if (status === 201) {
          acknowledged.set(k, String(body['reference']));
          return;
        }
        assert.deepEqual([status, body['code']], [503, 'unavailable']);
        refused += 1;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    let next = 0;
    const storm = Array.from({ length: atOnce }, async () => {
      while (next < wanted) {
        const k = next;
        next += 1;
        await untilBooked(k);
      }
    });
    const trouble = async (): Promise<void> => {
      for (const [turn, how] of restarts.entries()) {
        const until = ((turn + 1) * wanted) / (restarts.length + 1);
        while (acknowledged.size < until) await new Promise((resolve) => setTimeout(resolve, 5));
        await postgres.stop(how);
        await postgres.start();
      }
    };
    await Promise.all([...storm, trouble()]);
    assert.equal(acknowledged.size, wanted);
    assert.ok(refused > 0, 'it was restarted in the middle');
    const { database, clock } = bare.system;
    await assertSoundBookings(database, clock.now(), 'on');
    const stored = (await database.writer('booking').select('reference')) as { reference: string }[];
    assert.equal(stored.length, wanted, 'each once');
    assert.deepEqual(stored.map(({ reference }) => reference).sort(), [...acknowledged.values()].sort());
    console.log(`      ${wanted} bookings, ${restarts.length} restarts, ${refused} answers of 503`);
  });
});

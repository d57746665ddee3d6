import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { seedDatabase } from '../../../seeds/seed-database.ts';
import { createKey } from '../../../server/actions/staff/create-key.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { bookByApi } from '../../support/book-by-api.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { type OwnPostgres, ownPostgres } from '../../support/own-postgres.ts';
import { replicaOf, type StreamingReplica } from '../../support/streaming-replica.ts';

const site = 'BJ-TSY';
const slots = `/api/v1/sites/${site}/slots?service=RENEW`;

describe('two processes whose replica shows an earlier state [postgres]', function () {
  this.timeout(120_000);
  let main: OwnPostgres;
  let replica: StreamingReplica;
  let one: HallSystem;
  let other: HallSystem;
  const lines = new EventEmitter();
  let read = 0;
  const log = {
    write: (line: string) => {
      if (line.includes('"replica":"read"')) read += 1;
      lines.emit('line');
    },
  };
  const start = (): Promise<HallSystem> =>
    startSystem({
      engine: 'postgres',
      databaseUrl: main.url,
      env: { DATABASE_READ_URL: replica.url, DATABASE_READ_BEHIND: '60', LOG_LEVEL: 'info' },
      log,
    });
  const free = async (hall: HallSystem): Promise<ReadonlyMap<string, number>> => {
    const { body } = await hall.request.get(slots).expect(200);
    const days = body.days as { slots: { start: string; free: number }[] }[];
    return new Map(days.flatMap((day) => day.slots.map((slot) => [slot.start, slot.free] as const)));
  };
  const metric = async (hall: HallSystem, by: string): Promise<number> => {
    const { text } = await hall.request.get('/metrics');
    return Number(new RegExp(`hall_public_reads_total{by="${by}"} (\\d+)`).exec(text)?.[1]);
  };
  const book = (hall: HallSystem, start: string, k: number) =>
    hall.request
      .post('/api/v1/bookings')
      .set('Idempotency-Key', `stale-${k}`)
      .send({
        site,
        services: [{ code: 'RENEW' }],
        start,
        enterprise: { name: '北京示例贸易有限公司', creditCode: '91110108551385082Q' },
        contact: { name: '王小明', mobile: `139${10_000_000 + k}` },
        consent: true,
      });

  before(async () => {
    main = await ownPostgres();
    const first = await startSystem({ engine: 'postgres', databaseUrl: main.url });
    await seedDatabase(first.system);
    await first.close();
    replica = await replicaOf(main);
    one = await start();
    other = await start();
    while (read < 2) await once(lines, 'line');
    await replica.pause();
  });
  after(async () => {
    await one?.close();
    await other?.close();
    await replica?.discard();
    await main?.discard();
  });

  it('show whoever booked the booking, and what it took, at once; the other process the booking, too', async () => {
    const before = await free(one);
    const booked = await bookByApi(one, site, { name: '王小明', mobile: '13912345678' });
    for (const hall of [one, other]) {
      const shown = await hall.request
        .get(`/api/v1/bookings/${booked.reference}`)
        .set('Authorization', `Bearer ${booked.token}`)
        .expect(200);
      assert.equal(shown.body.state, 'confirmed');
    }
    const start = [...before.keys()].find((each) => Date.parse(each) === Date.parse(booked.start)) ?? '';
    assert.equal((await free(one)).get(start) ?? 0, (before.get(start) ?? 0) - 1);
    // twice each, when something is known: whether it has changed, and what it is
    assert.deepEqual([await metric(one, 'replica'), await metric(one, 'main_changed')], [3, 2]);
  });

  it('sell no place twice that the replica shows as free, and show whoever was refused that it is gone', async () => {
    const [start = '', places = 0] = [...(await free(other))].at(-1) ?? [];
    assert.ok(places > 0);
    for (let k = 0; k < places; k += 1) await book(one, start, k).expect(201);
    assert.equal((await free(other)).get(start), places, 'the replica shows what was');
    const refused = await Promise.all(
      Array.from({ length: 8 }, (_, k) => book(k % 2 === 0 ? one : other, start, 100 + k)),
    );
    assert.deepEqual(
      [...new Set(refused.map(({ status, body }) => `${status} ${body.code}`))],
      ['409 slot_taken'],
    );
    assert.equal((await free(other)).get(start) ?? 0, 0);
    const [row] = await main.query(
      `select count(*)::int as sold from place where slot_start = ${Date.parse(start)}`,
    );
    assert.equal(row?.['sold'], places);
  });

  it('never show a board older than this process has seen', async () => {
    const made = await createKey(one.system, { kind: 'device', site, name: 'test', actor: theSystem });
    assert.ok(made.ok);
    const board = async (hall: HallSystem): Promise<number> =>
      (await hall.request.get(`/api/v1/sites/${site}/board`).expect(200)).body.version;
    assert.deepEqual([await board(one), await board(other)], [0, 0]);
    await one.request
      .post(`/api/v1/sites/${site}/tickets`)
      .set('Authorization', `Bearer ${made.value.key}`)
      .send({ services: ['RENEW'] })
      .expect(201);
    assert.ok((await board(one)) > 0);
  });
});

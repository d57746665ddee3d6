import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Knex } from 'knex';
import { ConfigError, readConfig } from '../../../server/config.ts';
import { type Database, openDatabase } from '../../../server/store/database.ts';
import type { ReplicaState } from '../../../server/store/replica/replica.ts';
import { type OwnPostgres, ownPostgres } from '../../support/own-postgres.ts';
import { replicaOf, type StreamingReplica } from '../../support/streaming-replica.ts';

const bound = 2000;

describe('the address of a replica', () => {
  const read = (env: Readonly<Record<string, string>>) =>
    readConfig({ SESSION_SECRET: 'a secret of at least thirty-two characters', ...env });
  const address = 'postgres://hall@127.0.0.1/hall';

  it('is refused by name beside an SQLite file, and beside PostgreSQL allows two seconds unless told', () => {
    assert.throws(
      () => read({ DATABASE_READ_URL: address }),
      (error) => error instanceof ConfigError && error.message.startsWith('DATABASE_READ_URL: '),
    );
    const beside = { DATABASE_URL: address, DATABASE_READ_URL: address };
    assert.deepEqual(read(beside).replica, { url: address, bound: 2000 });
    assert.equal(read({ ...beside, DATABASE_READ_BEHIND: '5' }).replica?.bound, 5000);
    assert.equal(read({ DATABASE_URL: address }).replica, null);
  });
});

describe('public reads beside a streaming replica [postgres]', function () {
  this.timeout(120_000);
  let main: OwnPostgres;
  let replica: StreamingReplica;
  let database: Database;
  /** stands still until it is told */
  let now = 0;
  const told = new EventEmitter();
  let state: ReplicaState | null = null;
  const tell = (is: ReplicaState): void => {
    state = is;
    told.emit('is');
  };
  const until = async (wanted: ReplicaState): Promise<void> => {
    while (state !== wanted) await once(told, 'is');
  };
  const open = (url: string): Database =>
    openDatabase(main.url, { replica: { url, bound, elapsed: () => now, tell } });
  const asked = (connection: Knex): Promise<string> =>
    connection('site_note')
      .first('words', connection.raw('pg_is_in_recovery() as replica'))
      .then((row) => `${row.replica ? 'replica' : 'main'}: ${row.words}`);
  const ask = (site: string): Promise<string> => database.publicReads.ask(site, asked);
  const write = (words: string): Promise<unknown> => main.query(`update site_note set words = '${words}'`);

  before(async () => {
    main = await ownPostgres();
    await main.query(`create table site_note (words text)`);
    await main.query(`insert into site_note values ('first')`);
    replica = await replicaOf(main);
    database = open(replica.url);
  });
  after(async () => {
    await database?.close();
    await replica?.discard();
    await main?.discard();
  });

  it('go to the replica when it is known to have what was written', async () => {
    await until('read');
    assert.equal(await ask('BJ'), 'replica: first');
  });

  it('see what is at most as old as the bound, and then the main database', async () => {
    await replica.pause();
    await write('second');
    now += bound;
    assert.equal(await ask('BJ'), 'replica: first', 'it holds what was written until the bound before');
    now += 1;
    assert.equal(await ask('BJ'), 'main: second');
    await until('behind');
    assert.equal(database.publicReads.counts.get('main_behind'), 1);
    await replica.resume();
    await until('read');
    assert.equal(await ask('BJ'), 'replica: second');
  });

  it('of a site that this process has changed go to the main database until the replica has the change', async () => {
    await replica.pause();
    await write('third');
    now += 1;
    database.publicReads.changed('BJ');
    assert.equal(await ask('BJ'), 'main: third');
    assert.equal(await ask('SH'), 'replica: second', 'others do not wait for it');
    await replica.resume();
    while ((await ask('BJ')) !== 'replica: third') {
      now += 1;
      await pause(20);
    }
  });

  it('are answered by the main database, the very same read, when the replica does not', async () => {
    await replica.stop();
    assert.equal(await ask('SH'), 'main: third');
    await until('silent');
    assert.equal(database.publicReads.behind(), null);
    assert.equal(await ask('SH'), 'main: third');
    await replica.start();
    await until('read');
    assert.equal(await ask('SH'), 'replica: third');
  });

  it('are never answered by what is no replica of the database', async () => {
    const stranger = await ownPostgres();
    try {
      for (const url of [main.url, stranger.url]) {
        await database.close();
        state = null;
        database = open(url);
        await until('other');
        assert.equal(await ask('BJ'), 'main: third');
      }
    } finally {
      await stranger.discard();
    }
  });
});

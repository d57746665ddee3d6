import assert from 'node:assert/strict';
import { ConfigError } from '../server/config.ts';
import { processCount } from '../server/processes/process-count.ts';

const sqlite = 'sqlite:var/hall.sqlite3';
const postgres = 'postgres://hall@127.0.0.1/hall';

describe('how many processes answer behind one address', () => {
  it('is as many as were asked for, and one for each core when that is left to us', () => {
    assert.equal(processCount({ processes: 3, databaseUrl: postgres }, 2), 3);
    assert.equal(processCount({ processes: 'auto', databaseUrl: postgres }, 2), 2);
  });

  it('is one on an SQLite file: more are refused by name, and "auto" is one', () => {
    assert.equal(processCount({ processes: 'auto', databaseUrl: sqlite }, 8), 1);
    assert.equal(processCount({ processes: 1, databaseUrl: sqlite }, 8), 1);
    assert.throws(
      () => processCount({ processes: 2, databaseUrl: sqlite }, 8),
      (error) => error instanceof ConfigError && error.message.startsWith('PROCESSES: '),
    );
  });
});

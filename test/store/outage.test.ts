import assert from 'node:assert/strict';
import { isConflict } from '../../server/store/conflict.ts';
import { outageOf } from '../../server/store/outage.ts';

const coded = (code: string, message = 'something'): Error => Object.assign(new Error(message), { code });

describe('an outage', () => {
  it('is told from a bug and from a lost race by its code, on either engine', () => {
    const told = ['57P01', '08006', '53300', '57014', '55P03', '53100', '25P03', '25006', 'ECONNREFUSED'];
    assert.deepEqual(
      told.map((code) => outageOf(coded(code))),
      [
        'database_away',
        'database_away',
        'too_busy',
        'too_slow',
        'locked',
        'disk_full',
        'too_slow',
        'database_away',
        'database_away',
      ],
    );
    const sqlite = [
      'SQLITE_BUSY',
      'SQLITE_BUSY_SNAPSHOT',
      'SQLITE_FULL',
      'SQLITE_IOERR_WRITE',
      'SQLITE_READONLY',
    ];
    assert.deepEqual(
      sqlite.map((code) => outageOf(coded(code))),
      ['locked', 'locked', 'disk_full', 'disk_full', 'not_writable'],
    );
    for (const code of ['23505', '42703', '22P02', '28P01', '3D000', 'SQLITE_CONSTRAINT', 'SQLITE_CORRUPT'])
      assert.equal(outageOf(coded(code)), null, code);
  });

  it('is known by the words of pg and knex where they have no code, also behind a statement and as a cause', () => {
    assert.equal(outageOf(new Error('Connection terminated unexpectedly')), 'database_away');
    assert.equal(outageOf(new Error('COMMIT; - Connection terminated unexpectedly')), 'database_away');
    assert.equal(outageOf(new Error('select 1 - Query read timeout')), 'database_away');
    const full = 'Knex: Timeout acquiring a connection. The pool is probably full.';
    assert.equal(outageOf(new Error(full)), 'database_away');
    assert.equal(outageOf(new Error('outer', { cause: coded('53100') })), 'disk_full');
    assert.equal(outageOf(new Error('a note says: connection terminated')), null);
  });

  it('is no conflict: a deadlock and a taken key are decided again, a lock that was waited for is not', () => {
    for (const code of ['40P01', '40001', '23505']) {
      assert.ok(isConflict(coded(code)), code);
      assert.equal(outageOf(coded(code)), null, code);
    }
    for (const code of ['55P03', 'SQLITE_BUSY', '57014']) assert.ok(!isConflict(coded(code)), code);
  });
});

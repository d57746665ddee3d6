import assert from 'node:assert/strict';
import { troubleOf } from '../../server/store/health/trouble.ts';

it('each kind of trouble has a name of its own, and what is unknown says so', () => {
  const of = (code: string) => troubleOf(Object.assign(new Error('x'), { code }));
  const known = {
    SQLITE_FULL: 'disk_full',
    '53100': 'disk_full',
    ENOSPC: 'disk_full',
    SQLITE_BUSY: 'write_locked',
    SQLITE_READONLY: 'not_writable',
    '25006': 'not_writable',
    EACCES: 'not_writable',
    ENOENT: 'gone',
    SQLITE_CORRUPT: 'damaged',
    ECONNREFUSED: 'unreachable',
    '57P03': 'unreachable',
    '53300': 'unreachable',
    '57014': 'no_answer',
    '42P01': 'failed',
  };
  for (const [code, trouble] of Object.entries(known)) assert.equal(of(code), trouble, code);
  assert.equal(troubleOf(new Error('Connection terminated unexpectedly')), 'unreachable');
});

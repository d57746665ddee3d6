import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allCalls } from '../../../server/web/api/all-calls.ts';
import { openApiDocument } from '../../../server/web/api/openapi.ts';
import { brokenBy, type Contract, contractOf } from './contract-shape.ts';

const file = join(import.meta.dirname, 'contract.json');
const now = contractOf(openApiDocument(allCalls));

describe('the contract with other systems', () => {
  it('keeps what it promised: nothing that programs send or read has gone, and nothing more is needed', () => {
    if (process.env['CONTRACT'] === 'renew') writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
    const then = JSON.parse(readFileSync(file, 'utf8')) as Contract;
    assert.deepEqual(brokenBy(then, now), [], 'a new version of the API, or CONTRACT=renew with intent');
  });

  it('is long enough to mean something', () => {
    assert.ok(now.calls.includes('POST /bookings') && now.calls.length > 20);
    assert.ok(now.needed.some((line) => line.startsWith('POST /bookings body.enterprise.creditCode')));
    assert.ok(now.answered.some((line) => line.startsWith('POST /bookings 201 answer.reference')));
  });

  it('finds each kind of break, and calls nothing one that only adds', () => {
    const without = (list: readonly string[], line: string) => list.filter((one) => one !== line);
    const [call = '', answer = '', needed = ''] = [now.calls[0], now.answered[0], now.needed[0]];
    assert.deepEqual(brokenBy(now, { ...now, calls: without(now.calls, call) }), [`gone: ${call}`]);
    assert.deepEqual(brokenBy(now, { ...now, answered: without(now.answered, answer) }), [
      `no longer answered: ${answer}`,
    ]);
    assert.deepEqual(brokenBy(now, { ...now, needed: without(now.needed, needed) }), [
      `no longer taken: ${needed}`,
    ]);
    const more = `${call} body.more: string`;
    assert.deepEqual(brokenBy(now, { ...now, needed: [...now.needed, more] }), [`newly needed: ${more}`]);
    const added = {
      ...now,
      taken: [...now.taken, more],
      answered: [...now.answered, `${call} 200 answer.more: string`],
    };
    assert.deepEqual(brokenBy(now, { ...added, calls: [...now.calls, 'GET /new'] }), []);
  });
});

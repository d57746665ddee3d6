import assert from 'node:assert/strict';
import { loggableDetails, loggableError, plainError } from '../server/loggable.ts';
import { DeliveryError } from '../server/messages/channel.ts';

describe('what may be known of an error', () => {
  const secret = /Wang|1380|王|wang@/;

  it('is its class, code, and our own sentence, never what it quotes', () => {
    const thrown = [
      Object.assign(new Error('insert into t - duplicate key of "Wang "the" Fang"'), {
        code: '23505',
        detail: 'Key (mobile)=(13800138000)',
      }),
      Object.assign(new Error('550 5.1.1 wang@enterprise.invalid is unknown'), {
        code: 'EENVELOPE',
        response: '550 wang@enterprise.invalid',
      }),
      new DeliveryError('the gateway said: Wang Fang is blocked'),
      new Error('a booking of 王芳, 13800138000, <wang@enterprise.invalid>'),
      new Error('outer', { cause: new SyntaxError('Unexpected token W in JSON, "Wang" is not valid') }),
    ];
    for (const error of thrown) {
      const told = JSON.stringify({ ...loggableError(error), stack: [] });
      assert.doesNotMatch(told, secret);
      assert.doesNotMatch(JSON.stringify(loggableDetails({ err: error })), secret);
    }
    try {
      JSON.parse('{"name": Wang Fang, 13800138000}');
    } catch (error) {
      assert.doesNotMatch(JSON.stringify(loggableError(error)), secret);
      assert.doesNotMatch(plainError(error), secret);
    }
  });

  it('is no more of one that stands deep in the details of a line, in a list or beside others', () => {
    const error = Object.assign(new Error('550 wang@enterprise.invalid is unknown'), { code: 'EENVELOPE' });
    const told = JSON.stringify(
      loggableDetails({ job: 'retention', failed: { first: error, all: [error, { of: error }] }, count: 3 }),
    );
    assert.doesNotMatch(told, secret);
    assert.match(told, /"job":"retention".*"code":"EENVELOPE".*"count":3/);
    const collected = new AggregateError([new Error('Wang Fang, 13800138000')], 'of "Wang"');
    assert.doesNotMatch(JSON.stringify(loggableDetails({ err: collected })), secret);
  });

  it('is nothing of a text that is longer than any of ours', () => {
    for (const text of ['<'.repeat(64_000), 'x'.repeat(64_000), `"${'x'.repeat(2000)}`])
      assert.equal(loggableError(new Error(text)).message, undefined);
    assert.equal(loggableError(new Error('no place is left')).message, 'no place is left');
  });

  it('has every place that it went through, and nothing of a text of several lines', () => {
    const error = new Error('first\n    at Wang Fang\n    at 13800138000:1\nlast');
    const { stack = [] } = loggableError(error);
    assert.ok(stack.some((line) => line.includes('loggable.test.ts')));
    assert.doesNotMatch(stack.join('\n'), secret);
  });

  it('on a terminal our own sentences stay as they are, and so do the names of files', async () => {
    assert.equal(plainError(new Error('there is no site "X-9999"')), 'there is no site "X-9999"');
    const { open } = await import('node:fs/promises');
    const missing = await open('/nowhere/hall.backup').catch((error: unknown) => error);
    assert.match(plainError(missing), /^ENOENT: .*\/nowhere\/hall\.backup/);
    const taken = Object.assign(new Error('insert - x "Wang"'), {
      code: '23505',
      constraint: 'booking_pkey',
      table: 'booking',
    });
    assert.equal(plainError(taken), '23505: x …: booking_pkey: booking');
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatActor, parseActor, type Who } from '../../../server/domain/staff/actor.ts';

const several = fc
  .tuple(fc.constantFrom('staff', 'key', 'device'), fc.oneof(fc.uuid(), fc.string({ minLength: 1 })))
  .map(([kind, id]): Who => ({ kind, id }));
const single = fc.constantFrom('holder', 'visitor', 'system', 'nobody').map((kind): Who => ({ kind }));

describe('actors', () => {
  it('are read from a row as they were written', () => {
    fc.assert(
      fc.property(fc.oneof(several, single), (who) => {
        assert.deepEqual(parseActor(formatActor(who)), who);
      }),
    );
  });

  it('of old rows are written back letter by letter', () => {
    const odd = fc.constantFrom(
      'office',
      'staff',
      'staff:',
      'key:',
      ':',
      '',
      'system:1',
      'staff:a:b',
      'Staff:1',
    );
    fc.assert(
      fc.property(fc.oneof(fc.string(), odd), (text) => {
        assert.equal(formatActor(parseActor(text)), text);
      }),
    );
  });

  it('have the letters in rows that the first release wrote', () => {
    const written: readonly [string, Who][] = [
      ['staff:s1', { kind: 'staff', id: 's1' }],
      ['key:k1', { kind: 'key', id: 'k1' }],
      ['device:d1', { kind: 'device', id: 'd1' }],
      ['holder', { kind: 'holder' }],
      ['visitor', { kind: 'visitor' }],
      ['system', { kind: 'system' }],
      ['nobody', { kind: 'nobody' }],
      ['staff:', { kind: 'unknown', id: 'staff:' }],
    ];
    for (const [text, who] of written) {
      assert.deepEqual(parseActor(text), who);
      assert.equal(formatActor(who), text);
    }
  });
});

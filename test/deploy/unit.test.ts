import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readConfig } from '../../server/config.ts';

const unit = readFileSync(resolve(import.meta.dirname, '../../server/deploy/hall@.service'), 'utf8');

/** What the unit sets by itself; the file of the machine comes before it. */
function environmentOfUnit(): Readonly<Record<string, string>> {
  const lines = [...unit.matchAll(/^Environment=(.+)$/gm)].flatMap(([, said = '']) => said.split(' '));
  return Object.fromEntries(
    lines.map((one) => {
      const [name = '', value = ''] = one.split('=');
      return [name, value.replace('%i', '3001')] as const;
    }),
  );
}

describe('the unit of the hall', () => {
  it('asks all staff for a second factor, unless the machine says otherwise', () => {
    const secret = { SESSION_SECRET: 'a secret of at least thirty-two characters' };
    const config = readConfig({ ...environmentOfUnit(), ...secret });
    assert.deepEqual(
      [config.production, config.host, config.trustProxy, config.secondFactorForAll],
      [true, '127.0.0.1', 1, true],
    );
    const less = readConfig({ ...environmentOfUnit(), ...secret, SECOND_FACTOR: 'required' });
    assert.deepEqual([less.secondFactorForAll, less.secondFactorRequired], [false, true]);
  });
});

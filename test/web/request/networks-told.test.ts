import assert from 'node:assert/strict';
import { networksTold } from '../../../server/command-line/doctor-checks.ts';
import { readConfig } from '../../../server/config.ts';

const told = async (env: Readonly<Record<string, string>>) => {
  const secret = 'a secret of at least thirty-two characters';
  const config = readConfig({ SESSION_SECRET: secret, DATABASE_URL: 'sqlite::memory:', ...env });
  const { state, text } = await networksTold({ config });
  return { state, text };
};
const behind = { BASE_URL: 'https://hall.example' };

describe('the doctor, asked whether visitors can be told apart by network', () => {
  it('minds an address for everybody on a server that listens to this machine alone and trusts no proxy', async () => {
    for (const env of [behind, { ...behind, HOST: '::1' }, { ...behind, HOST: 'localhost' }]) {
      const { state, text } = await told(env);
      assert.equal(state, 'mind');
      assert.match(text, /set TRUST_PROXY to the number of proxies/);
    }
  });

  it('is content where a proxy is told of, where the server meets the world itself, and where nobody was invited', async () => {
    for (const env of [{ ...behind, TRUST_PROXY: '1' }, { ...behind, HOST: '0.0.0.0' }, {}])
      assert.equal((await told(env)).state, 'well');
  });

  it('minds limits that are off', async () => {
    assert.match(
      (await told({ ...behind, TRUST_PROXY: '1', RATE_LIMITS: 'off' })).text,
      /RATE_LIMITS is off/,
    );
  });
});

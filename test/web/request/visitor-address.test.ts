import assert from 'node:assert/strict';
import { startSystem } from '../../support/hall-system.ts';
import { signIn } from '../staff/staff-browser.ts';

/** The address that the audit has of somebody who was refused. */
async function noted(proxies: number, forwarded: string): Promise<string | null | undefined> {
  const hall = await startSystem({ engine: 'sqlite', env: { TRUST_PROXY: String(proxies) } });
  try {
    const agent = hall.agent();
    agent.set('X-Forwarded-For', forwarded);
    assert.equal((await signIn(agent, 'nobody', 'wrong')).status, 422);
    const line = await hall.system.database.reader('audit').where({ action: 'staff.sign_in' }).first();
    return line?.address;
  } finally {
    await hall.close();
  }
}

describe('the address of a visitor', function () {
  this.timeout(60_000);

  it('is what the nearest trusted proxy has seen, whatever else was sent as such', async () => {
    const made = '10.9.9.9, 198.51.100.1, 203.0.113.9';
    assert.match(String(await noted(0, made)), /^(::ffff:)?127\.0\.0\.1$/);
    assert.equal(await noted(1, made), '203.0.113.9');
    assert.equal(await noted(2, made), '198.51.100.1');
  });
});

import assert from 'node:assert/strict';
import type { Engine } from '../../../server/store/database.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { type Behaviour, SoftwareAuthenticator } from '../../support/software-authenticator.ts';
import { type Agent, account, goodPassword, signedIn, submit } from './staff-browser.ts';

export const origin = 'http://localhost:4000';
export const ownPasskeys = '/staff/account/passkeys';

interface Somebody {
  readonly username: string;
  readonly id: string;
  readonly agent: Agent;
  readonly key: SoftwareAuthenticator;
  /** recovery codes, which come with the first passkey */
  readonly codes: readonly string[];
}

/** A hall where passkeys can be, and people who have some. */
export class PasskeyPeople {
  readonly hall: HallSystem;
  #people = 0;
  #networks = 0;

  private constructor(hall: HallSystem) {
    this.hall = hall;
  }

  static async in(engine: Engine): Promise<PasskeyPeople> {
    return new PasskeyPeople(await startSystem({ engine, env: { BASE_URL: origin, TRUST_PROXY: '1' } }));
  }

  /** A browser behind a network of its own. */
  browser(): Agent {
    return this.hall.agent().set('X-Forwarded-For', `10.9.${++this.#networks}.1`) as Agent;
  }

  /** Somebody with a passkey, and where they are signed in. */
  async withPasskey(): Promise<Somebody> {
    const username = `somebody-${++this.#people}`;
    const id = await account(this.hall, username, 'counter');
    const agent = await signedIn(this.hall, username);
    const key = new SoftwareAuthenticator();
    const added = await this.add(agent, key);
    assert.equal(added.status, 200, added.text);
    const codes = [...added.text.matchAll(/<li><code>([^<]+)<\/code>/g)].map(([, code = '']) => code);
    return { username, id, agent, key, codes };
  }

  async add(
    agent: Agent,
    key: SoftwareAuthenticator,
    { password = goodPassword, ...other }: Partial<Behaviour> & { password?: string } = {},
  ) {
    const passkey = key.make(await asked(agent, `${ownPasskeys}/new`), { origin, ...other });
    return submit(agent, ownPasskeys, { password, name: 'my key', passkey }, '/staff/account');
  }

  async enter(agent: Agent, key: SoftwareAuthenticator, other: Partial<Behaviour> = {}) {
    const passkey = key.sign(await asked(agent, '/staff/sign-in/passkey'), { origin, ...other });
    return send(agent, passkey);
  }

  rows(staff: string) {
    return this.hall.system.database.reader('passkey').where({ staff });
  }

  async audited(subject: string): Promise<readonly string[]> {
    const rows = this.hall.system.database.reader('audit').where({ subject }).orderBy(['at', 'id']);
    return (await rows.select('action')).map(({ action }) => action);
  }
}

/** What a browser is asked to sign. */
export async function asked(agent: Agent, path: string): Promise<{ readonly challenge: string }> {
  const { body, headers } = await agent.get(path);
  assert.equal(headers['cache-control'], 'no-store');
  assert.ok(body.options !== null, path);
  return body.options;
}

export function send(agent: Agent, passkey: string) {
  const form = { username: '', password: '', next: '', passkey };
  return submit(agent, '/staff/sign-in', form, '/staff/sign-in');
}

export async function isInside(agent: Agent): Promise<boolean> {
  return (await agent.get('/staff/account')).status === 200;
}

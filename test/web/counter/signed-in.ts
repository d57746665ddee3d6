import assert from 'node:assert/strict';
import { createStaff } from '../../../server/actions/staff/create-staff.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import type { Role } from '../../../server/domain/staff/permissions.ts';
import type { HallSystem } from '../../support/hall-system.ts';

export const password = 'Correct-Horse-42';

export interface Somebody {
  readonly id: string;
  readonly username: string;
  readonly agent: ReturnType<HallSystem['agent']>;
}

let counted = 0;

/** A member of staff with a session of their own. */
export async function signedIn(
  hall: HallSystem,
  role: Role,
  sites: readonly string[] = ['*'],
): Promise<Somebody> {
  counted += 1;
  const username = `${role}-${counted}`;
  const made = await createStaff(hall.system, {
    username,
    name: `职员${counted}`,
    role,
    sites,
    password,
    actor: theSystem,
  });
  assert.ok(made.ok);
  const agent = hall.agent();
  const form = await agent.get('/staff/sign-in');
  const answer = await agent
    .post('/staff/sign-in')
    .type('form')
    .send({ username, password, _csrf: hidden(form.text, '_csrf'), next: '' });
  assert.equal(answer.status, 303, answer.text);
  return { id: made.value.id, username, agent };
}

/** The value of the first hidden field of this name. */
export function hidden(html: string, name: string): string {
  const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1];
  assert.ok(value !== undefined, `no hidden field ${name}`);
  return value;
}

/** Presses a button of the console: the form as the page has it, with what the clerk filled in. */
export async function press(
  { agent }: Somebody,
  code: string,
  verb: string,
  fields: Readonly<Record<string, string>> = {},
  page?: string,
) {
  const html = page ?? (await agent.get(`/counter/${code}`)).text;
  return agent
    .post(`/counter/${code}/${verb}`)
    .type('form')
    .send({ _csrf: hidden(html, '_csrf'), form: hidden(html, 'form'), ...fields });
}

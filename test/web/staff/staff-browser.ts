import assert from 'node:assert/strict';
import type supertest from 'supertest';
import { createStaff } from '../../../server/actions/staff/create-staff.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import type { Role } from '../../../server/domain/staff/permissions.ts';
import type { HallSystem } from '../../support/hall-system.ts';
import { asRead } from '../booking/visitor.ts';

export const goodPassword = 'Correct-horse-7-battery';

export type Agent = ReturnType<typeof supertest.agent>;

export function csrfOf(html: string): string {
  const token = /name="_csrf" value="([^"]+)"/.exec(html)?.[1];
  assert.ok(token !== undefined, 'the page has a form');
  return token;
}

/** An account with a password of its own. Answers its id. */
export async function account(
  hall: HallSystem,
  username: string,
  role: Role,
  sites: readonly string[] = ['*'],
): Promise<string> {
  const made = await createStaff(hall.system, {
    username,
    name: username,
    role,
    sites,
    password: goodPassword,
    actor: theSystem,
  });
  assert.ok(made.ok, username);
  return made.value.id;
}

/** Sends a form as the page at `from` has it: with its token. */
export async function submit(
  agent: Agent,
  path: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
  from = '/staff/sign-in',
) {
  const page = await agent.get(from);
  const answer = await agent
    .post(path)
    .type('form')
    .send({ _csrf: csrfOf(page.text), ...fields });
  return asRead(answer);
}

export function signIn(agent: Agent, username: string, password = goodPassword, next = '') {
  return submit(agent, '/staff/sign-in', { username, password, next });
}

/** A browser in which somebody is signed in. */
export async function signedIn(hall: HallSystem, username: string, password = goodPassword): Promise<Agent> {
  const agent = hall.agent();
  const answer = await signIn(agent, username, password);
  assert.equal(answer.status, 303, answer.text);
  return agent;
}

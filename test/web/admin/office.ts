import type supertest from 'supertest';
import { createStaff } from '../../../server/actions/staff/create-staff.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import type { Role } from '../../../server/domain/staff/permissions.ts';
import type { HallSystem } from '../../support/hall-system.ts';

const password = 'Correct-horse-7-battery';

export interface Office {
  /** somebody who has signed in, with what a browser of theirs would remember */
  readonly agent: ReturnType<typeof supertest.agent>;
  /** the inputs of the form on a page, as a browser would send them */
  form(path: string): Promise<Form>;
  send(path: string, form: Form): Promise<supertest.Response>;
}

export type Form = Record<string, string | string[]>;

/** The parts of a site's settings that are one form each, saved by the button at its foot. */
export const siteForms = [
  'profile',
  'hours',
  'closures',
  'parts',
  'queues',
  'places',
  'services',
  'materials',
  'counters',
  'roster',
  'absences',
  'rules',
  'hall',
  'notices',
];

/** Signs somebody in who has this role at these sites. */
export async function signIn(
  hall: HallSystem,
  role: Role,
  sites: readonly string[] = ['*'],
): Promise<Office> {
  const username = `${role}-${sites.join('-').toLowerCase().replace('*', '') || 'all'}`;
  await createStaff(hall.system, { username, name: username, role, sites, password, actor: theSystem });
  const agent = hall.agent();
  const page = await agent.get('/staff/sign-in');
  const answer = await agent
    .post('/staff/sign-in')
    .type('form')
    .send({ _csrf: inputsOf(page.text)['_csrf'], username, password, next: '' });
  if (answer.status !== 303) throw new Error(`nobody is signed in: ${answer.status}`);
  return {
    agent,
    form: async (path) => {
      const shown = await agent.get(path);
      if (shown.status !== 200) throw new Error(`${path} answers ${shown.status}`);
      return inputsOf(shown.text);
    },
    send: (path, form) => agent.post(path).type('form').send(form),
  };
}

/** Names and values of the inputs in the settings form of a page, else of the last form. */
export function inputsOf(html: string): Form {
  const forms = html.split('<form').slice(1);
  const form = forms.find((one) => one.includes('class="settings"')) ?? forms.at(-1) ?? '';
  const inputs: Form = {};
  const put = (name: string, value: string): void => {
    const before = inputs[name];
    inputs[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  };
  for (const [, attributes = ''] of form.matchAll(/<input\s([^>]*)>/g)) {
    const name = attribute(attributes, 'name');
    const box = /type="(checkbox|radio)"/.test(attributes);
    if (name === null || (box && !/\schecked/.test(attributes))) continue;
    put(name, attribute(attributes, 'value') ?? (box ? 'on' : ''));
  }
  for (const [, attributes = '', text = ''] of form.matchAll(/<textarea\s([^>]*)>([^<]*)<\/textarea>/g))
    put(attribute(attributes, 'name') ?? '', decoded(text));
  for (const [, attributes = '', options = ''] of form.matchAll(/<select\s([^>]*)>(.*?)<\/select>/gs)) {
    const chosen = /value="([^"]*)" selected/.exec(options) ?? /value="([^"]*)"/.exec(options);
    put(attribute(attributes, 'name') ?? '', decoded(chosen?.[1] ?? ''));
  }
  return inputs;
}

function attribute(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes);
  return found === null ? null : decoded(found[1] ?? '');
}

function decoded(text: string): string {
  return text
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

import type { Response } from 'supertest';
import { callAudiences, pageAudiences } from '../../../server/web/permission-table.ts';
import type { Dice } from '../../forecast/dice.ts';
import type { HallSystem } from '../../support/hall-system.ts';
import { bodyExamples, exampleOf } from '../../support/route-examples.ts';
import { type Form, inputsOf } from '../../web/admin/office.ts';
import { type Caller, manCallers, type Secret } from './callers.ts';
import { pair } from './wild-queries.ts';
import { strangeTypes, wildFiles, wildHeaders } from './wild-requests.ts';
import { type Schema, valueFor, wildPart, wildText, wildValue } from './wild-values.ts';

interface Operation {
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** One request as it was sent, to be read when it has failed. */
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly type?: string;
  readonly body?: string;
}

const root = '/api/v1';
const behindSession = /^\/(staff|counter|floor|reception|admin|kiosk)(\/|$)/;
const names = [
  'site',
  'service',
  'date',
  'from',
  'to',
  'page',
  'sort',
  'q',
  'format',
  'lang',
  'answer',
  'state',
];

/** Sends what the declared pages, forms and calls take, mostly right and partly wild, and keeps what must not have been answered. */
export class Fuzzer {
  readonly faults: string[] = [];
  readonly asked = new Map<string, number>();
  requests = 0;
  slowest = 0;
  /** how many answers of each hundred there were, so that a fuzz that is refused everywhere is seen */
  readonly answered = new Map<string, number>();
  readonly #dice: Dice;
  readonly #hall: HallSystem;
  readonly callers: readonly Caller[];
  readonly secrets: readonly Secret[];
  readonly #description: Description;
  /** names of inputs that pages have shown */
  readonly #inputs = new Set<string>(names);

  private constructor(
    hall: HallSystem,
    dice: Dice,
    parts: [Fuzzer['callers'], Fuzzer['secrets'], Description],
  ) {
    this.#hall = hall;
    this.#dice = dice;
    [this.callers, this.secrets, this.#description] = parts;
  }

  static async of(hall: HallSystem, dice: Dice): Promise<Fuzzer> {
    const { callers, secrets } = await manCallers(hall);
    const { body } = await hall.request.get(`${root}/openapi.json`);
    return new Fuzzer(hall, dice, [callers, secrets, body]);
  }

  /** Asks every route in turn, in another order each time, until that many requests were sent. */
  async send(wanted: number): Promise<void> {
    const routes = [...Object.keys(pageAudiences), ...Object.keys(callAudiences)];
    while (this.requests < wanted) {
      const order = routes.map((route) => ({ route, key: this.#dice.unit() })).sort((a, b) => a.key - b.key);
      for (const { route } of order) if (this.requests < wanted) await this.#ask(route);
    }
  }

  async #ask(route: string): Promise<void> {
    const caller = this.#dice.pick(this.callers);
    this.#hall.clock.advance(this.#dice.whole(0, 2000));
    this.asked.set(route, (this.asked.get(route) ?? 0) + 1);
    const [method = '', pattern = ''] = route.split(' ');
    if (pattern.startsWith(root)) await this.#call(caller, method, pattern);
    else if (method === 'GET') await this.#open(caller, pattern);
    else await this.#submit(caller, pattern);
  }

  async #call(caller: Caller, method: string, pattern: string): Promise<void> {
    const dice = this.#dice;
    const described = pattern.slice(root.length).replace(/:(\w+)/g, '{$1}');
    const operation = this.#description.paths[described]?.[method.toLowerCase()];
    const { schemas } = this.#description.components;
    const known = { ...caller.plain, code: 'RENEW', start: '2026-11-24T10:00:00+08:00' };
    const making = { dice, known, schemas };
    const query = (operation?.parameters ?? [])
      .filter((one) => one.in === 'query' && dice.chance(0.7))
      .map(({ name, schema }) => pair(dice, name, encoded(valueFor(schema, name, making)), 0.3));
    const path = `${this.#path(caller, pattern)}${query.length === 0 ? '' : `?${query.join('&')}`}`;
    if (method === 'GET') return void (await this.#exchange(caller, { method, path }));
    const schema = operation?.requestBody?.content['application/json']?.schema;
    const example = Object.entries(bodyExamples).find(([end]) => pattern.endsWith(end))?.[1];
    const body =
      example !== undefined && dice.chance(0.3)
        ? example
        : schema === undefined
          ? wildValue(dice)
          : valueFor(schema, '', making);
    let text = JSON.stringify(body);
    if (dice.chance(0.05)) text = text.slice(0, dice.whole(0, text.length));
    if (dice.chance(0.02)) text = `${'['.repeat(3000)}${text}`;
    const type = dice.chance(0.96) ? 'application/json' : dice.pick(strangeTypes);
    await this.#exchange(caller, { method, path, type, body: text });
  }

  async #open(caller: Caller, pattern: string): Promise<void> {
    const dice = this.#dice;
    const own = exampleOf(pattern, caller.plain, caller.below);
    const added = Array.from({ length: dice.whole(0, 3) }, () => {
      const name = dice.pick([...this.#inputs]);
      const value = dice.chance(0.3) ? encodeURIComponent(caller.plain[name] ?? '') : wildPart(dice);
      return pair(dice, encodeURIComponent(name), value, 0.4);
    });
    const path = dice.chance(0.75) ? own : this.#path(caller, pattern);
    const whole = added.length === 0 ? path : `${path}${path.includes('?') ? '&' : '?'}${added.join('&')}`;
    const answer = await this.#exchange(caller, { method: 'GET', path: whole });
    for (const [, name = ''] of (answer?.text ?? '').matchAll(/\sname="([^"_][^"]{0,60})"/g))
      if (this.#inputs.size < 400) this.#inputs.add(name);
  }

  /** The form as its page has it, with some of it changed. */
  async #submit(caller: Caller, pattern: string): Promise<void> {
    const dice = this.#dice;
    const shownAt = exampleOf(pattern, caller.plain, caller.below);
    const from = `GET ${pattern}` in pageAudiences ? shownAt : shownAt.slice(0, shownAt.lastIndexOf('/'));
    const page = await this.#exchange(caller, { method: 'GET', path: from === '' ? '/' : from });
    const shown = page?.status === 200 ? inputsOf(page.text ?? '') : {};
    const form: Form = { ...shown };
    for (let changed = dice.whole(0, 3); changed > 0; changed -= 1)
      form[dice.pick([...Object.keys(shown), ...this.#inputs])] = wildText(dice);
    if (dice.chance(0.97)) form['_csrf'] = await this.#token(caller, shown, shownAt);
    const multipart = dice.chance(/upload|document|recordings|picture/.test(pattern) ? 0.6 : 0.03);
    const path = dice.chance(0.8) ? shownAt : this.#path(caller, pattern);
    if (multipart) {
      const beside = `${path}${path.includes('?') ? '&' : '?'}_csrf=${encodeURIComponent(String(form['_csrf'] ?? ''))}`;
      await this.#exchange(caller, { method: 'POST', path: beside, ...wildFiles(dice) });
      return;
    }
    const type = dice.chance(0.97) ? 'application/x-www-form-urlencoded' : dice.pick(strangeTypes);
    let body = Object.entries(form)
      .flatMap(([name, value]) => [value].flat().map((one) => [encoded(name), encoded(one)] as const))
      // the token stays whole, so that what is beside it is read
      .map(([name, value]) => pair(dice, name, value, name === '_csrf' ? 0.01 : 0.08))
      .join('&');
    if (dice.chance(0.05))
      body += `&${dice.pick(['%', '%ff=%00', 'a[b][c]=1', '__proto__[x]=1', 'site=a&site=b'])}`;
    await this.#exchange(caller, { method: 'POST', path, type, body });
  }

  async #token(caller: Caller, shown: Form, path: string): Promise<string> {
    const own = shown['_csrf'];
    if (typeof own === 'string' && own !== '') return own;
    const page = behindSession.test(path) ? '/staff/account' : '/bookings';
    const answer = await this.#exchange(caller, { method: 'GET', path: page });
    return /name="_csrf" value="([^"]+)"/.exec(answer?.text ?? '')?.[1] ?? '';
  }

  #path(caller: Caller, pattern: string): string {
    const dice = this.#dice;
    const wild = pattern.replace(/:\w+/g, (name) => (dice.chance(0.4) ? wildPart(dice) : name));
    return exampleOf(wild, caller.plain, caller.below);
  }

  async #exchange(caller: Caller, sent: Sent): Promise<Response | null> {
    this.requests += 1;
    const began = performance.now();
    const headers = { ...caller.headers, ...wildHeaders(this.#dice) };
    const request = (sent.method === 'GET' ? caller.agent.get(sent.path) : caller.agent.post(sent.path))
      .set(headers)
      .set(sent.type === undefined ? {} : { 'content-type': sent.type })
      .timeout({ deadline: 8000 })
      .ok(() => true);
    try {
      const answer = await (sent.body === undefined ? request : request.send(sent.body));
      this.#look(caller, sent, answer, performance.now() - began);
      const lost = String(answer.headers['location'] ?? '').startsWith('/staff/sign-in');
      if (lost && caller.signIn !== undefined) caller.agent = await caller.signIn();
      return answer;
    } catch (error) {
      this.faults.push(`${this.#told(caller, sent)}: ${String(error)}`);
      return null;
    }
  }

  #look(caller: Caller, sent: Sent, answer: Response, took: number): void {
    this.slowest = Math.max(this.slowest, took);
    const hundred = `${Math.floor(answer.status / 100)}xx`;
    this.answered.set(hundred, (this.answered.get(hundred) ?? 0) + 1);
    if (answer.status >= 500) this.faults.push(`${this.#told(caller, sent)}: ${answer.status}`);
    if (took > 5000) this.faults.push(`${this.#told(caller, sent)}: ${Math.round(took)} ms`);
    const said = `${answer.text ?? ''} ${JSON.stringify(answer.headers)}`;
    for (const { what, text, holders } of this.secrets)
      if (said.includes(text) && !holders.includes(caller.name) && !asksWith(sent, text))
        this.faults.push(`${this.#told(caller, sent)}: told ${what}`);
  }

  #told({ name }: Caller, { method, path, type = '', body = '' }: Sent): string {
    return `request ${this.requests}, ${name}: ${method} ${path.slice(0, 300)} ${type} ${body.slice(0, 500)}`;
  }
}

/** Whoever sends a secret knows it; and staff who may unmask a booking are told on purpose, and audited. */
function asksWith({ path, body = '' }: Sent, text: string): boolean {
  return path.includes(text) || body.includes(text) || path.endsWith('/unmask');
}

function encoded(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return encodeURIComponent((text ?? '').replace(/\p{Surrogate}/gu, '?'));
}

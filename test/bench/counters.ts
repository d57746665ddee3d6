import { Agent, request } from 'node:http';
import type { Child } from './child.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 100 });

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  /** the instant at which it was complete */
  readonly at: number;
}

/** One POST on a connection that is kept. */
export function post(url: string, body: object = {}, headers: Record<string, string> = {}): Promise<Reply> {
  return new Promise((answered, failed) => {
    const sent = request(url, {
      agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
    });
    sent.once('error', failed);
    sent.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.once('end', () => {
        const status = response.statusCode ?? 0;
        answered({ status, body: text === '' ? null : JSON.parse(text), at: performance.now() });
      });
    });
    sent.end(JSON.stringify(body));
  });
}

/** The counters of one site, worked through the API with a staff key. */
export class Counters {
  readonly codes: readonly string[];
  readonly #api: string;
  readonly #headers: Record<string, string>;

  private constructor(api: string, headers: Record<string, string>, codes: readonly string[]) {
    this.#api = api;
    this.#headers = headers;
    this.codes = codes;
  }

  /** All open. */
  static async at(hall: Child): Promise<Counters> {
    const headers = { authorization: `Bearer ${await hall.ask<string>('staffKey')}` };
    const api = `${hall.url}/api/v1`;
    const listed = await (await fetch(`${api}/sites/BJ-TSY/board`)).json();
    const codes = (listed as { counters: { code: string }[] }).counters.map(({ code }) => code);
    const counters = new Counters(api, headers, codes);
    for (const code of codes) await counters.does(code, 'open');
    return counters;
  }

  async does(counter: string, verb: string, body: object = {}): Promise<Reply> {
    const reply = await post(`${this.#api}/counters/${counter}/${verb}`, body, this.#headers);
    if (reply.status >= 400)
      throw new Error(`${counter} ${verb}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply;
  }

  async walkIn(): Promise<Reply> {
    const body = { services: ['RENEW'] };
    const reply = await post(`${this.#api}/sites/BJ-TSY/tickets`, body, this.#headers);
    if (reply.status >= 400) throw new Error(`walk-in: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply;
  }

  async serve(counter: string): Promise<void> {
    await this.does(counter, 'start');
    await this.does(counter, 'finish', { outcome: 'completed' });
  }
}

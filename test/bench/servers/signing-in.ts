import { setTimeout as pause } from 'node:timers/promises';
import { answer, settingsOf } from './answering.ts';

/** The machines of an office, in a process of their own: what they do must not hold up whoever measures. */
const { url, clerks, password } = settingsOf<{ url: string; clerks: number; password: string }>();

/** A clerk's browser: what it was given as cookies. */
class Clerk {
  readonly #cookies = new Map<string, string>();
  readonly #url: string;
  readonly #username: string;

  constructor(url: string, username: string) {
    this.#url = url;
    this.#username = username;
  }

  /** Asks once; how long to wait before asking again, milliseconds, or null: signed in. */
  async ask(): Promise<number | null> {
    const page = await (await this.#fetch('/staff/sign-in')).text();
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const form = { _csrf, username: this.#username, password, next: '' };
    const { status, headers } = await this.#fetch('/staff/sign-in', new URLSearchParams(form));
    if (status === 303) return null;
    const seconds = Number(headers.get('retry-after'));
    if (status !== 503 || !(seconds > 0)) throw new Error(`${this.#username} was answered ${status}`);
    return seconds * 1000;
  }

  /** Asks until the door has time; how often it had none. */
  async signIn(): Promise<number> {
    for (let refused = 0; refused < mostRefusals; refused += 1) {
      const wait = await this.ask();
      if (wait === null) return refused;
      await pause(wait);
    }
    throw new Error(`${this.#username} was refused ${mostRefusals} times`);
  }

  async #fetch(path: string, body?: URLSearchParams): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(`${this.#url}${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body }),
      headers: { cookie },
      redirect: 'manual',
    });
    for (const given of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(given) ?? [];
      this.#cookies.set(name, value);
    }
    return answer;
  }
}

const mostRefusals = 30;
let refused: readonly Clerk[] = [];
const all = Array.from({ length: clerks }, (_, i) => new Clerk(url, `clerk-${i}`));

answer(url, {
  // the first time at a machine they are strangers, who wait for one another
  first: async () => {
    let times = 0;
    for (const clerk of all) times += await clerk.signIn();
    return times;
  },
  /** everybody once; how many were told to come again */
  atOnce: async () => {
    const waits = await Promise.all(all.map((clerk) => clerk.ask()));
    refused = all.filter((_clerk, n) => waits[n] !== null);
    return refused.length;
  },
  /** those who were told to */
  again: async () => void (await Promise.all(refused.map((clerk) => clerk.signIn()))),
});

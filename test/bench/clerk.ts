import { setTimeout as pause } from 'node:timers/promises';

const mostRefusals = 30;

/** A clerk's browser: what it was given as cookies. */
export class Clerk {
  readonly #cookies = new Map<string, string>();
  readonly #url: string;
  readonly #username: string;
  readonly #password: string;

  constructor(url: string, username: string, password: string) {
    this.#url = url;
    this.#username = username;
    this.#password = password;
  }

  /** A page that is there. */
  async page(path: string): Promise<string> {
    const answer = await this.#fetch(path);
    if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}`);
    return answer.text();
  }

  /** Asks once; how long to wait before asking again, milliseconds, or null: signed in. */
  async ask(): Promise<number | null> {
    const page = await (await this.#fetch('/staff/sign-in')).text();
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const form = { _csrf, username: this.#username, password: this.#password, next: '' };
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

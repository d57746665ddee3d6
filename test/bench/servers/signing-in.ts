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

  async signIn(): Promise<void> {
    const page = await (await this.#fetch('/staff/sign-in')).text();
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const form = { _csrf, username: this.#username, password, next: '' };
    const { status } = await this.#fetch('/staff/sign-in', new URLSearchParams(form));
    if (status !== 303) throw new Error(`${this.#username} was answered ${status}`);
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

const all = Array.from({ length: clerks }, (_, i) => new Clerk(url, `clerk-${i}`));

answer(url, {
  // the first time at a machine they are strangers, who wait for one another
  first: async () => {
    for (const clerk of all) await clerk.signIn();
  },
  atOnce: async () => void (await Promise.all(all.map((clerk) => clerk.signIn()))),
});

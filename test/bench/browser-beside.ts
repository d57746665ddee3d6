import { Worker } from 'node:worker_threads';

export interface Said {
  /** 0: there was no answer, and `text` says why */
  readonly status: number;
  readonly text: string;
  readonly cookies: readonly string[];
}

interface Sent {
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Asks the system that runs in this process from another thread, with the cookies that it was given, so that what is computed here is the system's. */
export class BrowserBeside {
  readonly #url: string;
  readonly #thread = new Worker(new URL('./servers/asking.mjs', import.meta.url), { execArgv: [] });
  readonly #waiting = new Map<number, (said: Said) => void>();
  readonly #cookies = new Map<string, string>();
  #asked = 0;

  constructor(url: string) {
    this.#url = url;
    this.#thread.on('message', ({ id, said }: { readonly id: number; readonly said: Said }) => {
      this.#keep(said.cookies);
      this.#waiting.get(id)?.(said);
      this.#waiting.delete(id);
    });
  }

  /** Fails when nothing was answered, or a fault. */
  async ask(path: string, sent?: Sent): Promise<Said> {
    this.#asked += 1;
    const id = this.#asked;
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const init = { ...sent, headers: { ...sent?.headers, cookie } };
    const said = await new Promise<Said>((resolve) => {
      this.#waiting.set(id, resolve);
      this.#thread.postMessage({ id, url: `${this.#url}${path}`, init });
    });
    if (said.status < 200 || said.status > 422)
      throw new Error(`${path}: ${said.status} ${said.text.slice(0, 200)}`);
    return said;
  }

  /** The value of an input on a page. */
  async input(path: string, name: string): Promise<string> {
    const { text } = await this.ask(path);
    return new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1] ?? '';
  }

  async send(path: string, fields: Readonly<Record<string, string>>): Promise<Said> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.ask(path, { method: 'POST', headers, body: new URLSearchParams(fields).toString() });
  }

  async close(): Promise<void> {
    await this.#thread.terminate();
  }

  #keep(cookies: readonly string[]): void {
    for (const given of cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(given) ?? [];
      this.#cookies.set(name, value);
    }
  }
}

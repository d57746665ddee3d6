import { type Form, inputsOf } from '../web/admin/office.ts';

/** A browser with a memory for cookies that may ask any process, as a proxy without sticky sessions makes it. */
export class Browser {
  readonly #cookies = new Map<string, string>();

  async get(url: string): Promise<Response> {
    return this.#ask(url, {});
  }

  /** the inputs of the form on a page */
  async form(url: string): Promise<Form> {
    const page = await this.get(url);
    if (page.status !== 200) throw new Error(`${url} answers ${page.status}`);
    return inputsOf(await page.text());
  }

  async send(url: string, form: Form): Promise<Response> {
    const body = new URLSearchParams();
    for (const [name, values] of Object.entries(form))
      for (const value of [values].flat()) body.append(name, value);
    return this.#ask(url, { method: 'POST', body });
  }

  async #ask(url: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.#cookies].map((pair) => pair.join('=')).join('; ');
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
    return answer;
  }
}

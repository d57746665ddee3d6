import assert from 'node:assert/strict';
import type { Response } from 'supertest';
import { builtInVersion } from '../../../server/domain/privacy/privacy-notice.ts';
import type { HallSystem } from '../../support/hall-system.ts';
import { unmarked } from '../../support/unmarked.ts';

export const validDetails = {
  enterprise: '北京示例贸易有限公司',
  creditCode: '91110108551385082Q',
  customsCode: '',
  name: '王芳',
  mobile: '13800138000',
  email: '',
  telephone: '',
  consent: builtInVersion,
} as const;

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** Somebody with a browser: keeps cookies, follows redirects, sends the forms that pages show. */
export class Visitor {
  readonly #agent: ReturnType<HallSystem['agent']>;
  /** of the last page that had a form */
  #token = '';
  /** address of the page that is open */
  at = '/';
  /** its answer */
  page!: Response;

  constructor(hall: Pick<HallSystem, 'agent'>) {
    this.#agent = hall.agent();
  }

  async open(address: string): Promise<this> {
    // a browser keeps what stands behind the hash to itself
    [this.at = ''] = address.split('#');
    this.page = asRead(await this.#agent.get(this.at).set('Accept-Language', 'zh-CN'));
    return this.#follow();
  }

  /** Sends a form of the open page, by default to its own address. */
  async send(fields: Fields, address = this.at): Promise<this> {
    this.page = await this.post(fields, address);
    this.at = address;
    return this.#follow();
  }

  /** The bare answer to a form, without following where it leads. */
  async post(fields: Fields, address = this.at): Promise<Response> {
    const answer = this.#agent.post(address).type('form').set('Accept-Language', 'zh-CN');
    return asRead(await answer.send({ _csrf: this.#token, ...fields }));
  }

  async #follow(): Promise<this> {
    this.#token = /name="_csrf" value="([^"]+)"/.exec(this.page.text)?.[1] ?? this.#token;
    const { location } = this.page.headers;
    return this.page.status === 303 ? this.open(String(location)) : this;
  }

  get text(): string {
    return this.page.text;
  }

  get path(): string {
    return this.at.split('?')[0] ?? '';
  }

  /** Addresses of the page's links that contain a part. */
  links(part: string): string[] {
    return [...this.text.matchAll(/href="([^"]*)"/g)]
      .map(([, href = '']) => href.replaceAll('&amp;', '&'))
      .filter((href) => href.includes(part));
  }

  /** Starts that the page offers at the chosen office, epoch ms; not the first one at any office. */
  starts(): number[] {
    const buttons = [...this.text.matchAll(/(class="earliest" )?name="start" value="(\d+)"/g)];
    return buttons.flatMap(([, anyOffice, start]) => (anyOffice === undefined ? [Number(start)] : []));
  }

  /** Answers every question with what lets the visit go on. */
  async answerAll(): Promise<this> {
    for (let asked = 0; asked < 10; asked += 1) {
      const question = /name="question" value="(\w+)"/.exec(this.text)?.[1];
      if (question === undefined) return this;
      const answers = [...this.text.matchAll(/name="answer" value="(\w+)"/g)].map(
        ([, answer = '']) => answer,
      );
      await this.send({ question, answer: answers.includes('YES') ? 'YES' : (answers[0] ?? '') });
    }
    throw new Error('asked without end');
  }

  /** From nothing to the page of times. */
  async chooseUpToTime(services: readonly string[], site = 'BJ-TSY'): Promise<this> {
    await this.open('/book');
    await this.send({ service: services });
    await this.answerAll();
    if (this.path === '/book/checklist') await this.open(this.links('/book/time')[0] ?? '');
    assert.equal(this.path, '/book/time');
    const [toTimes] = this.links(`site=${site}`).filter((href) => href.startsWith('/book/time'));
    assert.ok(toTimes, `${site} can be chosen`);
    return this.open(toTimes);
  }

  async takeTime(start = this.starts()[0]): Promise<this> {
    assert.ok(start, 'a time is offered');
    return this.send({ start: String(start) });
  }

  /** From nothing to the page that asks to confirm. */
  async chooseUpToCheck(
    services: readonly string[],
    details: Fields = validDetails,
    start?: number,
  ): Promise<this> {
    await this.chooseUpToTime(services);
    await this.takeTime(start);
    await this.send(details);
    assert.equal(this.path, '/book/check', this.errors().join());
    return this;
  }

  async book(services: readonly string[], details: Fields = validDetails, start?: number): Promise<this> {
    await this.chooseUpToCheck(services, details, start);
    await this.send({});
    assert.match(this.path, /^\/bookings\//);
    return this;
  }

  errors(): string[] {
    return [...this.text.matchAll(/class="field__error"[^>]*>([^<]*)/g)].map(([, text = '']) => text);
  }
}

/** The page as it is read, without the marks of where it may be broken and where not. */
export function asRead(answer: Response): Response {
  // a picture has no text, whatever its type says
  if (typeof answer.text === 'string') answer.text = unmarked(answer.text);
  return answer;
}

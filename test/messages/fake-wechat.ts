import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

/** WeChat's and WeCom's servers as their documents describe them: every answer is 200, and `errcode` says what became of it. */
export interface FakeWechat {
  readonly url: string;
  readonly calls: Call[];
  /** codes that the next messages are refused with, one after another; then they are accepted */
  readonly refuse: number[];
  /** tokens given out; only the last is good */
  tokens: number;
  /** by the code of a login */
  readonly logins: Map<string, string>;
  close(): Promise<void>;
}

const errmsgs: Readonly<Record<number, string>> = {
  40001: 'invalid credential, access_token is invalid or not latest',
  42001: 'access_token expired',
  43004: 'require subscribe',
  43101: 'user refuse to accept the msg',
  45009: 'reach max api daily quota limit',
  45047: 'out of response count limit',
  93000: 'invalid webhook url',
};

export async function openFakeWechat(): Promise<FakeWechat> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://wechat');
      const text = Buffer.concat(parts).toString('utf8');
      const body = text === '' ? {} : (JSON.parse(text) as Call['body']);
      fake.calls.push({ method: request.method ?? '', path, query, body });
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer(path, query)));
    });
  });
  const refusal = (errcode: number) => ({ errcode, errmsg: errmsgs[errcode] ?? 'refused' });
  const answer = (path: string, query: URLSearchParams): object => {
    if (path === '/cgi-bin/stable_token') {
      fake.tokens += 1;
      return { access_token: `token-${fake.tokens}`, expires_in: 7200 };
    }
    if (path === '/sns/oauth2/access_token') {
      const openid = fake.logins.get(query.get('code') ?? '');
      fake.logins.delete(query.get('code') ?? '');
      return openid === undefined
        ? { errcode: 40029, errmsg: 'invalid code' }
        : { access_token: 'of-the-user', expires_in: 7200, openid, scope: 'snsapi_base' };
    }
    const refused = fake.refuse.shift();
    if (refused !== undefined) return refusal(refused);
    if (path !== '/cgi-bin/webhook/send' && query.get('access_token') !== `token-${fake.tokens}`)
      return refusal(40001);
    return { errcode: 0, errmsg: 'ok', msgid: 200228332 };
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeWechat = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: [],
    refuse: [],
    tokens: 0,
    logins: new Map(),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return fake;
}

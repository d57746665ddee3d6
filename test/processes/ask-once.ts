import { request } from 'node:http';

export interface Asked {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** the header Retry-After */
  readonly retryAfter: string | null;
}

/** One request on a connection of its own, as a proxy sends it that keeps none. */
export function askOnce(
  url: string,
  options: { body?: object; key?: string; idempotencyKey?: string } = {},
): Promise<Asked> {
  const { body, key, idempotencyKey } = options;
  return new Promise((answered, failed) => {
    const sent = request(url, {
      agent: false,
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
    });
    sent.once('error', failed);
    sent.once('response', (response) => {
      let text = '';
      response.once('error', failed);
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.once('end', () => {
        const json = /json/.test(response.headers['content-type'] ?? '');
        answered({
          status: response.statusCode ?? 0,
          body: json ? JSON.parse(text) : {},
          retryAfter: response.headers['retry-after'] ?? null,
        });
      });
    });
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

import { request as overHttp } from 'node:http';
import { Agent, request as overHttps } from 'node:https';
import { RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { DeliveryError } from './channel.ts';

export interface HttpRequest {
  /** left out: POST */
  readonly method?: 'GET';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** milliseconds */
  readonly patience: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

/** POSTs and reads the beginning of the answer. Does not follow redirects: what was signed for one host is for no other. */
export type Post = (request: HttpRequest) => Promise<HttpAnswer>;

const mostRead = 16_384;

/**
 * Whether an address may be called at all: over TLS, unless its host is one that whoever runs the installation has allowed (`CHANNEL_HOSTS`,
 * as "host" or "host:port").
 */
export function mayCall(url: string, allowedHosts: readonly string[]): boolean {
  const { protocol } = new URL(url);
  return protocol === 'https:' || isAllowed(url, allowedHosts);
}

function isAllowed(url: string, allowedHosts: readonly string[]): boolean {
  const { host, hostname } = new URL(url);
  return allowedHosts.includes(host) || allowedHosts.includes(hostname);
}

/**
 * Calls out to the world, and never to what only this machine can reach: an address that is private, of this machine or of its cloud is
 * refused where the connection is made, after its name has been looked up, so that no later answer of a name server matters.
 */
export function makePost(allowedHosts: readonly string[]): Post {
  // the old way of writing an address of IPv4 (RFC 4291, 2.5.5.1) leads to the same machine
  const world = new RequestFilteringHttpsAgent({ denyIPAddressList: ['::/96'] });
  const allowed = new Agent();
  return async ({ url, headers, body, patience, method = 'POST' }) => {
    if (!mayCall(url, allowedHosts)) throw refused('it is not https');
    const signal = AbortSignal.timeout(patience);
    const sent = {
      method,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      signal,
    };
    try {
      return await new Promise<HttpAnswer>((resolve, reject) => {
        const open = isAllowed(url, allowedHosts);
        const request =
          new URL(url).protocol === 'https:'
            ? overHttps(url, { ...sent, agent: open ? allowed : world })
            : overHttp(url, sent);
        request.on('error', reject);
        request.on('response', (response) => {
          beginningOf(response).then((text) => {
            // what is left unread is not waited for
            response.destroy();
            resolve({ status: response.statusCode ?? 0, text });
          }, reject);
        });
        request.end(body);
      });
    } catch (error) {
      if (signal.aborted) throw new DeliveryError(`no answer in ${patience} ms`);
      const said = error instanceof Error ? error.message : String(error);
      throw / is not allowed\b/.test(said) ? refused('it is not in the world') : new DeliveryError(said);
    }
  };
}

function refused(why: string): DeliveryError {
  return new DeliveryError(`the address is not called: ${why}`, { fault: 'channel', code: 'address' });
}

async function beginningOf(response: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response) {
    parts.push(part);
    size += part.length;
    if (size >= mostRead) break;
  }
  return Buffer.concat(parts).subarray(0, mostRead).toString('utf8');
}

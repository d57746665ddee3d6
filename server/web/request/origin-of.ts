import type { Request } from 'express';
import { checkedWork } from '../../actions/booking/work-challenge.ts';
import type { System } from '../../actions/system.ts';
import { nowhere, type Origin } from '../../domain/booking/origin.ts';
import { addressOf } from './actor-of.ts';
import { networkOf } from './network-of.ts';
import { hostCookie } from './own-cookie.ts';

type Parts = Pick<System, 'clock' | 'config' | 'secrets'>;

export interface Sender {
  readonly address: string | null;
  /** name that its browser was given */
  readonly browser: unknown;
  /** what it sent as done work */
  readonly work: unknown;
  readonly proven: Origin['proven'];
}

/** Where a visitor's request for a site comes from, with the work that it brings. */
export async function originFrom(parts: Parts, site: string, sender: Sender): Promise<Origin> {
  if (!parts.config.rateLimits) return nowhere;
  const { secrets } = parts;
  const { browser, work, proven } = sender;
  const network = countedNetwork(sender.address);
  return {
    network: network === null ? null : secrets.markOf('network', network),
    browser: typeof browser === 'string' ? secrets.markOf('browser', browser.slice(0, 64)) : null,
    work: typeof work === 'string' && work !== '' ? await checkedWork(parts, site, work) : null,
    proven,
  };
}

/** The same of a form. */
export function originOf(
  parts: Parts,
  request: Request,
  site: string,
  proven: Origin['proven'] = null,
): Promise<Origin> {
  const body = (request.body ?? {}) as Readonly<Record<string, unknown>>;
  const browser = browserNameOf(parts, request);
  return originFrom(parts, site, { address: addressOf(request), browser, work: body['work'], proven });
}

/** Whose forms these are, so that one of a stranger with the same name is another one. */
export function browserOf(parts: Pick<System, 'config' | 'secrets'>, request: Request): string {
  return parts.secrets.markOf('browser', String(browserNameOf(parts, request) ?? '').slice(0, 64));
}

function browserNameOf({ config }: Pick<System, 'config'>, request: Request): unknown {
  return request.cookies?.[hostCookie(config, 'browser').name];
}

/** The network by which an address is counted; null: it says nothing of where somebody is. */
export function countedNetwork(address: string | null): string | null {
  return address === null || isThisMachine(address) ? null : networkOf(address);
}

/** Everybody's address behind a proxy that the server was not told of (TRUST_PROXY): that is no network that could be counted. */
function isThisMachine(address: string): boolean {
  return address === '' || address === '::1' || /^(::ffff:)?127\./.test(address);
}

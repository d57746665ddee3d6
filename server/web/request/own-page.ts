import type { IncomingMessage } from 'node:http';

/**
 * Whether a request comes from one of our own pages, or from no page at all: a cookie that a stranger's page makes a browser send says
 * nothing of what its owner wants (OWASP, cross-site WebSocket hijacking).
 */
export function isOwnPage({ headers }: IncomingMessage, baseUrl: string | null): boolean {
  const { origin, host } = headers;
  if (headers['sec-fetch-site'] === 'cross-site') return false;
  if (origin === undefined) return true;
  // a proxy may hand on another host than the one that the browser asked
  return hostOf(origin) === host || (baseUrl !== null && hostOf(origin) === hostOf(baseUrl));
}

function hostOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).host : null;
}

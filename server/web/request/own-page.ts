import type { IncomingMessage } from 'node:http';

/**
 * Whether a request comes from one of our own pages, or from no page at all: a cookie that a stranger's page makes a browser send says
 * nothing of what its owner wants (OWASP, cross-site request forgery and WebSocket hijacking). Browsers that are too old to say where a
 * request comes from pass. `host`: the one that was asked for, when a trusted proxy says another than the header.
 */
export function isOwnPage(
  { headers }: Pick<IncomingMessage, 'headers'>,
  baseUrl: string | null,
  host: string | undefined = headers.host,
): boolean {
  const { origin } = headers;
  const site = headers['sec-fetch-site'];
  // the browser has compared both addresses as it sees them, which a proxy may have changed on the way
  if (site === 'same-origin' || site === 'none') return true;
  if (site === 'cross-site') return false;
  if (origin === undefined) return site === undefined;
  const from = hostOf(origin);
  return from !== null && (from === host || (baseUrl !== null && from === hostOf(baseUrl)));
}

function hostOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).host : null;
}

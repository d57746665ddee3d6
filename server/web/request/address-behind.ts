import type { IncomingMessage } from 'node:http';

/** The address of a request that no router sees, as Express tells it with as many trusted proxies in front. */
export function addressBehind(request: IncomingMessage, proxies: number): string {
  const told = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '');
  const nearestFirst = [request.socket.remoteAddress ?? '', ...told.reverse()];
  return nearestFirst[Math.min(proxies, nearestFirst.length - 1)] ?? '';
}

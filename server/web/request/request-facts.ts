import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';

const ids = new WeakMap<object, string>();

/** A name for this one request, so that whoever reports a fault can say which it was. */
export function requestId(request: IncomingMessage): string {
  let id = ids.get(request);
  if (id === undefined) {
    id = randomUUID();
    ids.set(request, id);
  }
  return id;
}

/** What the log may know of a request: the pattern of its route, never the address itself, which has secrets. */
export interface RequestFacts {
  readonly request: string;
  readonly route: string;
}

export function requestFacts(request: Request): RequestFacts {
  return { request: requestId(request), route: `${request.method} ${routePattern(request)}` };
}

/**
 * "/bookings/:reference"; "other" where no route took it. A router that is mounted somewhere has let go of its own path when its error comes
 * out: what stands before the route's own part is read from the address, where mounts are plain words.
 */
export function routePattern({ route, originalUrl }: Pick<Request, 'route' | 'originalUrl'>): string {
  if (route === undefined) return 'other';
  const own = partsOf(String(route.path));
  const parts = partsOf(originalUrl.split('?')[0] ?? '');
  return `/${[...parts.slice(0, Math.max(0, parts.length - own.length)), ...own].join('/')}`;
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

/** Tells the reader under which name the fault is in the log. */
export function nameFault(response: Response): void {
  if (!response.headersSent) response.set('X-Request-Id', requestId(response.req));
}

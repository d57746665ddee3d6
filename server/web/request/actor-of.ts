import type { IncomingMessage } from 'node:http';
import type { Actor } from '../../domain/staff/actor.ts';

/** Null: the connection is gone, or no router has seen the request. */
export function addressOf(request: IncomingMessage & { readonly ip?: string | undefined }): string | null {
  return request.ip ?? null;
}

/** Whoever came by the link of a booking. */
export function holderOf(request: IncomingMessage): Actor {
  return { kind: 'holder', address: addressOf(request) };
}

import type { Request } from 'express';

/** The secret of an Authorization header (RFC 6750); null when there is none that we read. */
export function bearerToken(request: Request): string | null {
  return /^Bearer +([\w.~+/=-]{1,512}) *$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

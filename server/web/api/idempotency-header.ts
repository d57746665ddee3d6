import type { Request } from 'express';
import { accept, type Outcome } from '../../domain/outcome.ts';
import { type ApiRefusal, refuseFields } from './problem.ts';

/** The Idempotency-Key header, 1 to 200 visible ASCII characters; null when none was sent. */
export function readIdempotencyKey(request: Request): Outcome<string | null> | ApiRefusal {
  const sent = request.get('idempotency-key');
  if (sent === undefined) return accept(null);
  if (/^[\x21-\x7e]{1,200}$/.test(sent)) return accept(sent);
  return refuseFields([{ field: 'Idempotency-Key', code: 'wrong_format' }]);
}

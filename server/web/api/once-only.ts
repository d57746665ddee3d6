import { idempotencyKey } from '../../actions/idempotency.ts';
import type { RawAsk } from './api-call.ts';

/** The key of a call that must happen once only, bound to its caller; null when none was sent (B6). */
export function onceOnly(
  what: string,
  ask: Pick<RawAsk, 'body' | 'caller' | 'idempotencyKey' | 'params'>,
): ReturnType<typeof idempotencyKey> | null {
  if (ask.idempotencyKey === null) return null;
  return idempotencyKey(`api:${what}:${ask.caller.scope}`, ask.idempotencyKey, [
    ask.params,
    ask.body ?? null,
  ]);
}

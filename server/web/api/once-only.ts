import { idempotencyKey } from '../../actions/idempotency.ts';
import type { RawAsk } from './api-call.ts';

/** The key of a call that must happen once only, bound to the caller's own key; null when none was sent (B6). */
export function onceOnly(
  what: string,
  ask: Pick<RawAsk, 'body' | 'caller' | 'idempotencyKey' | 'params'>,
): ReturnType<typeof idempotencyKey> | null {
  if (ask.idempotencyKey === null) return null;
  return idempotencyKey(`api:${what}:${ask.caller.key?.id ?? 'public'}`, ask.idempotencyKey, [
    ask.params,
    ask.body ?? null,
  ]);
}

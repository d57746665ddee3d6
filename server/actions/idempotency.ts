import { createHash } from 'node:crypto';
import { accept, type Outcome, refuse } from '../domain/outcome.ts';
import { type IdempotencyKey, idempotencyId, type KnownAnswers } from '../store/idempotency.ts';
import type { WriteSet } from '../store/write-set.ts';

export function idempotencyKey(scope: string, key: string, request: unknown): IdempotencyKey {
  return {
    scope,
    key,
    fingerprint: createHash('sha256').update(JSON.stringify(request)).digest('base64url'),
  };
}

/** The answer of the first time; a refusal when the key was used for something else; null when it is new. */
export function recall<Result>(known: KnownAnswers, key: IdempotencyKey | null): Outcome<Result> | null {
  if (key === null) return null;
  const before = known.get(idempotencyId(key));
  if (before === undefined) return null;
  if (before.fingerprint !== key.fingerprint) return refuse('idempotency_mismatch');
  return accept(JSON.parse(before.answer) as Result);
}

export function remember<Result>(
  known: KnownAnswers,
  key: IdempotencyKey,
  outcome: Outcome<Result> & { ok: true },
  now: number,
  writes: WriteSet,
): void {
  const { scope, fingerprint } = key;
  const answer = JSON.stringify(outcome.value);
  known.set(idempotencyId(key), { fingerprint, answer });
  writes.insert('idempotency', { scope, key: key.key, fingerprint, answer, at: now });
}

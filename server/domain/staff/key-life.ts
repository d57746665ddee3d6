import { dayLong } from '../calendar/durations.ts';

/** For how many days a key works when nobody says, and at most: whoever uses it is to be asked now and then whether they still do. */
export const usualKeyDays = 365;
export const longestKeyDays = 730;

/** So long before its end a key is warned about. */
const warnedFor = 30 * dayLong;

interface Life {
  /** epoch ms */
  readonly revokedAt: number | null;
  /** epoch ms, exclusive; null: no end */
  readonly expiresAt: number | null;
}

export type KeyState = 'valid' | 'ends_soon' | 'expired' | 'revoked';

/** What a key is worth at `now` (epoch ms). */
export function keyState({ revokedAt, expiresAt }: Life, now: number): KeyState {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt === null) return 'valid';
  if (expiresAt <= now) return 'expired';
  return expiresAt - now <= warnedFor ? 'ends_soon' : 'valid';
}

/** Whether a key opens anything. */
export function keyOpens(key: Life, now: number): boolean {
  const state = keyState(key, now);
  return state === 'valid' || state === 'ends_soon';
}

/** Whether somebody should make another one: it ends soon, or has ended lately and was not revoked since. */
export function isKeyEnding(key: Life, now: number): boolean {
  const state = keyState(key, now);
  return state === 'ends_soon' || (state === 'expired' && now - (key.expiresAt ?? 0) < warnedFor);
}

import type { RefusalCode } from './refusal-codes.ts';

/** An expected failure. `code` is also the message key and the code of the API; `details` are values for the sentence. */
export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly details?: Readonly<Record<string, string | number>>;
}

/** What a decision answers: a value, or a refusal with a stable code. Exceptions are for bugs only. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | Refusal;

export function accept<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refuse(code: RefusalCode, details?: Readonly<Record<string, string | number>>): Refusal {
  return details === undefined ? { ok: false, code } : { ok: false, code, details };
}

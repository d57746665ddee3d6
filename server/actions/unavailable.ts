import { type OutageReason, outageOf } from '../store/outage.ts';

export type UnavailableReason = OutageReason | 'not_answered';

/** Seconds after which it is worth asking again: soon what passes by itself, later what an operator has to mend. */
const retryAfter: Readonly<Record<UnavailableReason, number>> = {
  database_away: 2,
  too_slow: 5,
  too_busy: 5,
  locked: 5,
  not_answered: 5,
  disk_full: 30,
  not_writable: 30,
};

/** It cannot be done at this moment, through no fault of whoever asked (R1). Whether it was done may be unknown: a retry with the same key tells. */
export class Unavailable extends Error {
  readonly reason: UnavailableReason;
  /** seconds */
  readonly retryAfter: number;

  constructor(reason: UnavailableReason, cause?: unknown) {
    super(`unavailable: ${reason}`, { cause });
    this.reason = reason;
    this.retryAfter = retryAfter[reason];
  }
}

/** The outage behind an error, wherever it was thrown; null: it is a bug. */
export function unavailableOf(error: unknown): Unavailable | null {
  if (error instanceof Unavailable) return error;
  const reason = outageOf(error);
  return reason === null ? null : new Unavailable(reason, error);
}

export interface FailureLog {
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** One line about work that nobody waits for: a warning when it is an outage and will be made up for, an error when it is a bug. */
export function logFailure(log: FailureLog, error: unknown, message: string, details: object = {}): void {
  const outage = unavailableOf(error);
  if (outage === null) log.error({ err: error, ...details }, message);
  else log.warn({ reason: outage.reason, ...details }, message);
}

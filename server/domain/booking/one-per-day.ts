import { accept, type Outcome, refuse } from '../outcome.ts';
import { unlessOverridden } from './actor-rules.ts';
import type { BookingActor, BookingContext, Ledger } from './ledger.ts';
import { limitKey } from './limit-key.ts';

/** Whose day it is. */
export interface LimitAsk {
  readonly booking: string;
  readonly creditCode: string;
  readonly mobile: string;
  readonly day: string;
}

/**
 * The limit key that a booking takes, null when none applies: the site has no such rule, or an override goes past a key that another
 * active booking has. Refuses with limit_reached or reason_required.
 */
export function limitFor(
  ledger: Ledger,
  context: BookingContext,
  actor: BookingActor,
  ask: LimitAsk,
): Outcome<string | null> {
  if (!context.site.rules.onePerDay) return accept(null);
  const key = limitKey(ask.creditCode, ask.mobile, ask.day);
  const holder = ledger.limits.get(key);
  if (holder === undefined || holder === ask.booking) return accept(key);
  const allowed = unlessOverridden(actor, refuse('limit_reached', { day: ask.day }));
  return allowed.ok ? accept(null) : allowed;
}

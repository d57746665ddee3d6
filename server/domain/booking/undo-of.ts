import type { Booking } from './booking.ts';
import type { Ledger } from './ledger.ts';
import { limitKey } from './limit-key.ts';
import { undoHold } from './place.ts';
import { type BeforeChange, type Undo, type Undoable, undoTime } from './undo.ts';

const parts = [
  'queue',
  'day',
  'start',
  'end',
  'minutes',
  'services',
  'answers',
  'ticks',
  'contact',
  'places',
] as const satisfies readonly (keyof BeforeChange)[];

export interface Change {
  readonly what: Undoable;
  readonly before: Booking;
  readonly after: Booking;
  /** names the rows that keep the places */
  readonly hold: string;
}

/** How `change` is taken back when it is decided at `now` (epoch ms), on the ledger before it. */
export function undoOf(ledger: Ledger, { what, before, after, hold }: Change, now: number): Undo {
  const different = parts.filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]));
  const { tokenHash, link = null } = before;
  const key = limitKey(before.enterprise.creditCode, before.contact.mobile, before.day);
  return {
    booking: before.id,
    hold: undoHold(hold, now + undoTime),
    what,
    before: {
      ...Object.fromEntries(different.map((part) => [part, before[part]])),
      ...(different.includes('contact') ? { tokenHash, link } : {}),
    },
    limited: ledger.limits.get(key) === before.id,
    sequence: after.sequence,
    until: now + undoTime,
  };
}

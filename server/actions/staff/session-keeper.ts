import { hour, minute } from '../../domain/calendar/durations.ts';
import { dropSession, keepSession, sessionData, touchSession } from '../../store/staff/session-store.ts';
import { hashToken } from '../secrets.ts';
import type { System } from '../system.ts';

/** GB/T 22239: who does nothing for so long signs in again. */
export const idleTimeout = 30 * minute;
/** Nobody stays signed in from one day to the next. */
const longest = 12 * hour;
const touchEvery = minute;

/** Since when (epoch ms) a session must have been seen, and begun, to go on at `now`. */
export function liveSince(now: number): { readonly seenSince: number; readonly begunSince: number } {
  return { seenSince: now - idleTimeout, begunSince: now - longest };
}

/** What a session is about; the rest of it is `data`. Instants are epoch ms. */
export interface SessionFacts {
  readonly staff: string | null;
  readonly address: string;
  readonly agent: string;
  readonly startedAt: number;
}

/** Sessions by the id that the browser has; the database knows its hash only, and our clock says when one has ended. */
export interface SessionKeeper {
  /** null: none, or it has ended */
  read(id: string): Promise<{ readonly data: string; readonly seenAt: number } | null>;
  keep(id: string, facts: SessionFacts, data: string): Promise<void>;
  touch(id: string, seenAt: number): Promise<void>;
  drop(id: string): Promise<void>;
}

export function sessionKeeper({
  database: { reader, writer },
  clock,
  secrets,
}: Pick<System, 'database' | 'clock' | 'secrets'>): SessionKeeper {
  return {
    read: (id) => sessionData(reader, hashToken(id), liveSince(clock.now())),
    keep: (id, facts, data) =>
      keepSession(writer, { ...facts, idHash: hashToken(id), data, seenAt: clock.now() }, secrets.newId()),
    touch: async (id, seenAt) => {
      const now = clock.now();
      if (Math.abs(now - seenAt) >= touchEvery) await touchSession(writer, hashToken(id), now);
    },
    drop: (id) => dropSession(writer, hashToken(id)),
  };
}

import { hour, minute } from '../../domain/calendar/durations.ts';
import { dropSession, keepSession, sessionData, touchSession } from '../../store/staff/session-store.ts';
import { hashToken } from '../secrets.ts';
import type { System } from '../system.ts';

/** GB/T 22239: who does nothing for so long signs in again. */
export const idleTimeout = 30 * minute;
/** Nobody stays signed in from one day to the next. */
const longest = 12 * hour;
const touchEvery = minute;

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
    read: (id) => {
      const now = clock.now();
      return sessionData(reader, hashToken(id), { seenSince: now - idleTimeout, begunSince: now - longest });
    },
    keep: (id, facts, data) =>
      keepSession(writer, { ...facts, idHash: hashToken(id), data, seenAt: clock.now() }, secrets.newId()),
    touch: async (id, seenAt) => {
      const now = clock.now();
      if (Math.abs(now - seenAt) >= touchEvery) await touchSession(writer, hashToken(id), now);
    },
    drop: (id) => dropSession(writer, hashToken(id)),
  };
}

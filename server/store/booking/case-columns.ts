import type { ObjectionKind } from '../../domain/booking/objection.ts';
import type { Table } from '../table.ts';

/** What a visitor says against a missed visit, or a place that was taken from them. */
export interface ObjectionRow {
  readonly booking: string;
  readonly site: string;
  readonly made_at: number;
  readonly due_at: number;
  readonly words: string | null;
  readonly declined_at: number | null;
  readonly declined_by: string | null;
  readonly answer: string | null;
  readonly kind: ObjectionKind;
  readonly granted_at: number | null;
}

/** Visits that may be moved to an earlier time, too. */
export interface EarlierConsentRow {
  readonly booking: string;
  readonly given_at: number;
}

/** Bookings of a cluster that somebody has looked at and left alone. */
interface ClusterLookedRow {
  readonly booking: string;
  readonly looked_at: number;
  readonly looked_by: string;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    readonly objection: Table<ObjectionRow, 'kind'>;
    readonly earlier_consent: Table<EarlierConsentRow>;
    readonly cluster_looked: Table<ClusterLookedRow>;
  }
}

import type { Knex } from 'knex';

/** Who answered a read of what everybody may see: the replica, or the main database and why that. */
export const answeredBy = ['replica', 'main_behind', 'main_changed', 'main_failed'] as const;
export type AnsweredBy = (typeof answeredBy)[number];

/** Reads of what everybody may see, and nothing is decided by: free times, boards, public pages. */
export interface PublicReads {
  /** Asks a replica that is close enough behind, and else the main database; what was written here of the site is always seen. */
  ask<T>(site: string, read: (connection: Knex) => Promise<T>): Promise<T>;
  /** This process has changed something of the site, or has been refused by what others changed. */
  changed(site: string): void;
  /** how often each has answered */
  readonly counts: ReadonlyMap<AnsweredBy, number>;
  /** milliseconds up to which the replica may be behind; null: there is none, or nothing is known of it */
  behind(): number | null;
}

/** There is no replica. */
export function readsOfMain(main: Knex): PublicReads {
  return { ask: (_site, read) => read(main), changed: () => {}, counts: new Map(), behind: () => null };
}

/** Tables that batched writes go to, parents before children, with their primary keys. */
export const tableKeys = {
  booking: ['id'],
  hold: ['id'],
  waitlist_entry: ['id'],
  place: ['queue', 'slot_start', 'place_no'],
  booking_event: ['id'],
  booking_note: ['id'],
  booking_undo: ['booking'],
  agency_case: ['booking'],
  agency_document: ['booking', 'item'],
  agency_event: ['booking', 'revision'],
  hall_day: ['site', 'day'],
  ticket: ['id'],
  hall_counter: ['site', 'day', 'counter'],
  counter_clerk: ['day', 'staff'],
  hall_event: ['site', 'day', 'version'],
  rating: ['ticket'],
  floor_alarm: ['site', 'day', 'subject'],
  rating_case: ['ticket'],
  priority_visit: ['booking'],
  ahead_notice: ['ticket'],
  outbox: ['id'],
  idempotency: ['scope', 'key'],
  audit: ['id'],
  audit_words: ['audit'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type TableName = keyof typeof tableKeys;

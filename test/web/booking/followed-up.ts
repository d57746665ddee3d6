import { changed } from './waited.ts';

/** The row of a low rating that has been answered, with what a visitor and staff have typed. */
export function followedUp(
  ticket: string,
  at: number,
  [contact, words, answer]: readonly [string, string, string],
) {
  return {
    ticket,
    site: 'BJ-TSY',
    opened_at: at,
    due_at: at + 1,
    wants_contact: true,
    contact,
    words,
    answered_at: at + 2,
    answered_by: 'staff:somebody',
    answer,
  };
}

/** Rows of what was said against a missed visit and answered, of what was agreed and offered about its time, and of its last change. */
export function casesOf(
  booking: string,
  at: number,
  [words, answer]: readonly [words: string, answer: string],
): readonly (readonly [table: string, row: Record<string, unknown>])[] {
  const about = { booking, site: 'BJ-TSY', made_at: at, due_at: at + 1 };
  return [
    [
      'objection',
      {
        ...about,
        kind: 'missed',
        granted_at: at + 2,
        words,
        declined_at: at + 2,
        declined_by: 'staff:x',
        answer,
      },
    ],
    ['earlier_consent', { booking, given_at: at }],
    ['cluster_looked', { booking, looked_at: at + 3, looked_by: 'staff:x' }],
    ['booking_undo', changed(booking, at)],
    [
      'time_offer',
      { booking, hold: 'row-2', times: '[]', state: 'declined', made_at: at + 8, until: at + 9 },
    ],
    ['booking_series', { booking, series: 'row-1', token_hash: 'hash-1', added_at: at + 7 }],
  ];
}

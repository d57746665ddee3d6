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

/** Times of a Tuesday, from before opening until everybody has gone, and what the hall is then. */
export const moments = [
  ['08:50', 'before_opening'],
  ['09:30', 'open'],
  ['11:50', 'open'],
  ['12:05', 'break'],
  ['13:00', 'open'],
  ['16:57', 'last_call'],
  ['17:05', 'closing'],
  ['17:30', 'closed'],
] as const;

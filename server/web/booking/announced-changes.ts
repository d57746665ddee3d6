/** What the page of a booking says has just been done, by its name in the address. */
export const announcedChanges = [
  'moved',
  'times_declined',
  'changed',
  'unchanged',
  'taken_back',
  'messages',
  'wechat_on',
  'wechat_off',
  'second_removed',
  'contact',
  'handling',
  'ticks',
  'deletion_requested',
  'data_kept',
  'offer_taken',
] as const;

/** Those that can be said of a visit that will not be any more. */
export const announcedAfterwards: ReadonlySet<string> = new Set([
  'times_declined',
  'deletion_requested',
  'data_kept',
]);

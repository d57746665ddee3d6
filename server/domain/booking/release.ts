/** What the office says to whom it takes a place from, one of a list: nobody reads what somebody has typed in anger. */
export const releaseCauses = ['one_mobile', 'not_genuine', 'by_machine', 'resale'] as const;
export type ReleaseCause = (typeof releaseCauses)[number];

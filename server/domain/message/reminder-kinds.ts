/** When somebody can be reminded of a visit: on the working day before it, on its morning, an hour before it. */
export const reminderKinds = ['day_before', 'morning', 'hour_before'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/** For whoever has not chosen. */
export const usualReminders: readonly ReminderKind[] = ['day_before'];

/** What runs by the clock, in the order of the list that staff see. */
export const jobNames = [
  'end-days',
  'sweep',
  'refused-sign-ins',
  'seal-audit',
  'uploads',
  'closed-cases',
  'record-days',
  'keep-figures',
  'index-bookings',
  'settle-conflicts',
  'time-offers',
  'certificate-reminders',
  'requested-deletions',
  'floor-alarms',
  'staffing-warnings',
  'reports',
  'waitlists',
  'events',
  'retention',
  'backup',
] as const;

export type JobName = (typeof jobNames)[number];

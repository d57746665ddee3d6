import { minute } from '../calendar/durations.ts';

const leads = [120, 60, 30, 15] as const;

/** Minutes before the start (epoch ms) at which a calendar rings: the earliest of a few that is still to come at `now`; null: none is. */
export function alarmLead(start: number, now: number): number | null {
  return leads.find((lead) => start - lead * minute > now) ?? null;
}

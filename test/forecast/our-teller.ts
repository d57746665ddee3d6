import { openingOn } from '../../server/domain/calendar/opening-hours.ts';
import { learnBranch } from '../../server/domain/queue/forecast/branch-past.ts';
import { type RecordedDay, recordDay } from '../../server/domain/queue/forecast/recorded-day.ts';
import { levelsOf } from '../../server/domain/queue/forecast/told-levels.ts';
import { expectedWaits } from '../../server/domain/queue/forecast/waiting-time.ts';
import type { Branch } from './branch.ts';
import type { Teller } from './measure.ts';
import type { PlayedDay } from './played-day.ts';

const records = new WeakMap<PlayedDay, RecordedDay>();
const calendar = { years: new Set([2026]), days: new Map() };

function recordOf(branch: Branch, played: PlayedDay): RecordedDay {
  let record = records.get(played);
  if (record === undefined) {
    const { date: day, midnight, events, bookings } = played;
    const { sessions } = openingOn(branch.site, calendar, day);
    const all = bookings.map((each) => ({ ...each, came: false }));
    record = recordDay({ day, midnight, sessions, bookings: all, events });
    records.set(played, record);
  }
  return record;
}

/** The forecast as the system asks it, with what it has learned from the days before. */
export const ourTeller: Teller = {
  dayBegins(branch, past, date) {
    const { site, planned } = branch;
    const days = past.map((each) => recordOf(branch, each));
    const known = learnBranch(days, planned);
    const levels = levelsOf(days);
    const { sessions } = openingOn(site, calendar, date);
    return ({ hall, now, queue, bookedStart, toCome }) => {
      const newcomers = [{ key: 'me', queue, priority: false, bookedStart }];
      const more = { times: known.times, past: known, sessions, levels, arrivals: toCome, newcomers };
      return expectedWaits({ hall, site, now, seed: hall.version, ...more }).newcomers.get('me') ?? null;
    };
  },
};

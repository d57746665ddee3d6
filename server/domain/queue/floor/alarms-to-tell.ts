import { minute } from '../../calendar/durations.ts';

/** What is known of an alarm of today. Instants are epoch ms. */
export interface KnownAlarm {
  readonly subject: string;
  /** since when it stands without a break; null: it is over */
  readonly seenAt: number | null;
  /** null: nobody was told */
  readonly toldAt: number | null;
}

export interface AlarmsToTell {
  /** subjects, in the order given */
  readonly tell: readonly string[];
  /** how many more than may be told one by one are told of by their number; 0: nothing is said of them */
  readonly more: number;
}

/** The same alarm is told again not before this, milliseconds. */
export const tellAgainAfter = 60 * minute;
/** Not said again on the same day: it lasts until somebody sits down to it. */
const oncePerDay: ReadonlySet<string> = new Set(['conflicts']);
/** One by one in an hour; whoever gets more reads none. */
export const mostAnHour = 10;
/** Stands for those that are not told one by one. */
export const moreSubject = 'more';

/** Since when an alarm that is there `now` stands. */
export function standsSince(known: KnownAlarm | undefined, now: number): number {
  return known?.seenAt ?? now;
}

/** Whether the manager has heard of it so lately that it is not said again. */
export function wasTold(known: Pick<KnownAlarm, 'toldAt'> | undefined, now: number): boolean {
  const toldAt = known?.toldAt ?? null;
  return toldAt !== null && now - toldAt < tellAgainAfter;
}

/** Of the alarms there are, those to tell of now: they have stood for `after` minutes, and were not told lately, bookings that do not fit not today. */
export function alarmsToTell(
  subjects: readonly string[],
  {
    known,
    now,
    after,
  }: { readonly known: ReadonlyMap<string, KnownAlarm>; readonly now: number; readonly after: number },
): AlarmsToTell {
  const due = subjects.filter((subject) => {
    const its = known.get(subject);
    if (oncePerDay.has(subject) && (its?.toldAt ?? null) !== null) return false;
    return now - standsSince(its, now) >= after * minute && !wasTold(its, now);
  });
  const lately = [...known.values()].filter((its) => its.subject !== moreSubject && wasTold(its, now)).length;
  const room = Math.max(0, mostAnHour - lately);
  const rest = Math.max(0, due.length - room);
  return { tell: due.slice(0, room), more: wasTold(known.get(moreSubject), now) ? 0 : rest };
}

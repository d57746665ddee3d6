import type { KnownAlarm } from '../../domain/queue/floor/alarms-to-tell.ts';
import type { WriteSet } from '../write-set.ts';

/** Keeps what is known of an alarm of a day (local date); `before`: what is stored, undefined when there is nothing. */
export function writeAlarm(
  { subject, seenAt, toldAt }: KnownAlarm,
  {
    site,
    day,
    before,
  }: { readonly site: string; readonly day: string; readonly before: KnownAlarm | undefined },
  writes: WriteSet,
): void {
  if (before !== undefined && before.seenAt === seenAt && before.toldAt === toldAt) return;
  const row = { site, day, subject, seen_at: seenAt, told_at: toldAt };
  if (before === undefined) writes.insert('floor_alarm', row);
  else writes.update('floor_alarm', row);
}

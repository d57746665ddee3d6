import { IANAZone } from 'luxon';
import { dayLong, minute } from './durations.ts';

const writers = new Map<string, (instant: number) => string>();
/** Some forty years of days. */
const daysKept = 15_000;

/** Writes instants (epoch ms) as ISO 8601 with the offset that the zone has then. A zone has one writer, which remembers the offset of each day. */
export function instantWriter(timeZone: string): (instant: number) => string {
  let writer = writers.get(timeZone);
  if (writer === undefined) {
    writer = makeWriter(IANAZone.create(timeZone));
    writers.set(timeZone, writer);
  }
  return writer;
}

function makeWriter(zone: IANAZone): (instant: number) => string {
  // of days (UTC) all through which it is the same
  const steady = new Map<number, Offset>();
  return (instant) => {
    const day = Math.floor(instant / dayLong);
    let offset = steady.get(day);
    if (offset === undefined) {
      offset = offsetOf(zone, instant);
      const ends = [day * dayLong, (day + 1) * dayLong - 1].map((end) => zone.offset(end));
      if (steady.size >= daysKept) steady.clear();
      if (ends.every((end) => end * minute === offset?.by)) steady.set(day, offset);
    }
    return `${new Date(instant + offset.by).toISOString().slice(0, -1)}${offset.text}`;
  };
}

interface Offset {
  /** milliseconds */
  readonly by: number;
  /** e.g. "+08:00" */
  readonly text: string;
}

function offsetOf(zone: IANAZone, instant: number): Offset {
  const offset = zone.offset(instant);
  const minutes = Math.abs(offset);
  const clock = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return { by: offset * minute, text: `${offset < 0 ? '-' : '+'}${clock}` };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

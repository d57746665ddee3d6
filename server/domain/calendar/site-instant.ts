import { IANAZone } from 'luxon';
import { minute } from './durations.ts';

const quarter = 15 * minute;

/** Writes instants (epoch ms) as ISO 8601 with the offset that the zone has then. One writer for many instants: it remembers offsets. */
export function instantWriter(timeZone: string): (instant: number) => string {
  const zone = IANAZone.create(timeZone);
  const offsets = new Map<number, number>();
  return (instant) => {
    // no zone changes its offset inside a quarter of an hour
    const span = Math.floor(instant / quarter);
    let offset = offsets.get(span);
    if (offset === undefined) {
      offset = zone.offset(instant);
      offsets.set(span, offset);
    }
    const local = new Date(instant + offset * minute).toISOString().slice(0, -1);
    const minutes = Math.abs(offset);
    const clock = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
    return `${local}${offset < 0 ? '-' : '+'}${clock}`;
  };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

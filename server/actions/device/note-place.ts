import { placeAfter, type ScreenPlace } from '../../domain/queue/screens/display-choice.ts';
import type { Device } from '../../store/device/device-query.ts';
import { writePlace } from '../../store/device/device-store.ts';
import type { System } from '../system.ts';

/** A paired machine shows one of the screens of a hall. That is noted beside the request, and only when it is news. */
export function notePlace(
  { database, log }: Pick<System, 'database' | 'log'>,
  { id, place }: Pick<Device, 'id' | 'place'>,
  shown: ScreenPlace,
): void {
  const after = placeAfter(place, shown);
  if (after === place) return;
  writePlace(database.writer, id, after).catch((error: unknown) =>
    log.warn({ err: error, device: id }, 'what a screen shows was not noted'),
  );
}

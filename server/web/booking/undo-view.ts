import type { System } from '../../actions/system.ts';
import { undoableUntil } from '../../store/booking/booking-query.ts';
import { formatting } from '../formatting.ts';
import { paths } from '../paths.ts';
import type { Held } from './holder-page.ts';

/** The last change can be taken back. */
export interface UndoView {
  readonly text: string;
  readonly action: string;
}

/** Null: there is nothing to take back, or no time left. */
export async function undoView(system: System, { booking, site, page }: Held): Promise<UndoView | null> {
  const until = await undoableUntil(system.database.reader, booking, page.now);
  if (until === null) return null;
  const time = formatting(page.locale, site.timeZone).timeWithSeconds(until);
  return {
    text: page.t(booking.state === 'cancelled' ? 'manage.undo.cancelled' : 'manage.undo.changed', { time }),
    action: paths.booking.undo(booking.reference),
  };
}

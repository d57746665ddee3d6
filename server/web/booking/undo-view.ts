import type { System } from '../../actions/system.ts';
import { whatPrevents } from '../../domain/booking/prevented-visit.ts';
import { undoOfBooking } from '../../store/booking/booking-query.ts';
import { formatting } from '../formatting.ts';
import { paths } from '../paths.ts';
import type { Held } from './holder-page.ts';

/** The last change can be taken back. */
export interface UndoView {
  readonly text: string;
  readonly action: string;
}

/** Null: there is nothing to take back, or no time left. */
export async function undoView(
  system: System,
  { booking, site, catalogue, page }: Held,
): Promise<UndoView | null> {
  const undo = await undoOfBooking(system.database.reader, booking, page.now);
  if (undo === null) return null;
  const time = formatting(page.locale, site.timeZone).timeWithSeconds(undo.until);
  const prevented = whatPrevents({ site, calendar: catalogue.calendar }, { ...booking, ...undo.before });
  const done = booking.state === 'cancelled' ? 'cancelled' : prevented === null ? 'changed' : 'prevented';
  return {
    // a place at a time that cannot be held is no promise
    text: page.t(`manage.undo.${done}`, { time }),
    action: paths.booking.undo(booking.reference),
  };
}

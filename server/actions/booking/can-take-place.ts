import { whatPrevents } from '../../domain/booking/prevented-visit.ts';
import { bookingsBy } from '../../store/booking/ledger-query.ts';
import type { System } from '../system.ts';

/** Whether a visit (id of the booking) can take place as the hours and closures of its site are now. */
export async function canTakePlace(
  { database, catalogue }: Pick<System, 'database' | 'catalogue'>,
  id: string,
): Promise<boolean> {
  const [booking] = await bookingsBy(database.reader, database.engine, 'id', [id]);
  const { sites, calendar } = await catalogue();
  const site = sites.get(booking?.site ?? '');
  if (booking === undefined || site === undefined) return false;
  return whatPrevents({ site, calendar }, booking) === null;
}

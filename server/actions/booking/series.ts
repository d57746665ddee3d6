import type { Booking, ContactDetails } from '../../domain/booking/booking.ts';
import { isReachedAs, type JoinedSeries, listedFor } from '../../domain/booking/series.ts';
import { bookingsBy } from '../../store/booking/ledger-query.ts';
import { seriesOf, visitsOfSeries } from '../../store/booking/series-query.ts';
import { beginSeries } from '../../store/booking/series-store.ts';
import { hashToken, tokenMatches } from '../secrets.ts';
import type { System } from '../system.ts';

/** Lets further visits be added to the list of a booking, for its holder; begins one where there is none. */
export async function openSeries(
  { database, secrets, clock }: Pick<System, 'database' | 'secrets' | 'clock'>,
  booking: string,
): Promise<void> {
  const id = secrets.newId();
  const tokenHash = hashToken(secrets.tokenFor('visits', id));
  await beginSeries(database.writer, booking, { id, tokenHash }, clock.now());
}

export interface AfterAnother {
  /** id of the booking after which this one is made; null: after none */
  readonly after: string | null;
  readonly contact: ContactDetails;
  /** secret of a list that whoever books has opened; '' where there is none */
  readonly known: string;
}

/**
 * The list that a visit joins. Null: none, or it is not for the same person, or others stand there already and who books has not opened
 * it: the link of one booking, or its reference and mobile, opens no list.
 */
export async function seriesAfter(
  { database }: Pick<System, 'database'>,
  { after, contact, known }: AfterAnother,
): Promise<JoinedSeries | null> {
  const before = after === null ? null : await visitBefore({ database }, after);
  if (before === null || !isReachedAs(contact, before.contact)) return null;
  const found = await seriesOf(database.reader, before.id);
  if (found === null) return null;
  const { id, tokenHash, visits } = found;
  const begins = visits === 1;
  return begins || tokenMatches(known, tokenHash) ? { id, tokenHash, begins } : null;
}

/** The booking (its id) after which another is made, with the others of its list for whoever has opened that (`known`: its secret). */
export async function visitsBefore(
  { database, clock }: Pick<System, 'database' | 'clock'>,
  id: string,
  known: string,
): Promise<readonly Booking[]> {
  const series = await seriesOf(database.reader, id);
  if (series !== null && tokenMatches(known, series.tokenHash))
    return visitsOfSeries(database.reader, series.tokenHash, clock.now() - listedFor);
  const before = await visitBefore({ database }, id);
  return before === null ? [] : [before];
}

/** Null: there is none, or it is forgotten. */
async function visitBefore({ database }: Pick<System, 'database'>, id: string): Promise<Booking | null> {
  const [booking] = await bookingsBy(database.reader, database.engine, 'id', [id]);
  return booking === undefined || booking.tokenHash === '' ? null : booking;
}

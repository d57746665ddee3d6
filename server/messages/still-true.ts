import { isOpen } from '../domain/booking/time-offer.ts';
import { minute } from '../domain/calendar/durations.ts';
import { isForSecond, parameter } from '../domain/message/visit-snapshot.ts';
import { timeOfferOfBooking } from '../store/booking/time-offer-query.ts';
import type { Database } from '../store/database.ts';
import { isReminderCurrent, isSecondCurrent } from '../store/message/outbox-query.ts';
import type { StoredMessage } from '../store/message/outbox-row.ts';
import { isStillCalled } from '../store/queue/still-called-query.ts';
import { isStillOffered } from '../store/waitlist/still-offered-query.ts';

interface Parts {
  readonly database: Database;
  readonly now: () => number;
  /** whether a visit (id of the booking) can take place as its site is now; absent: all can */
  readonly canTakePlace?: (booking: string) => Promise<boolean>;
  /** where a report goes now, null: nowhere; absent: where it was written to */
  readonly reportAddress?: (message: StoredMessage) => Promise<string | null>;
}

/** Whoever was called this long ago has come, or has been given up. */
const callHolds = 3 * minute;

/** Whether a message still says the truth when its turn has come; what does not is never sent. */
export async function isStillTrue(parts: Parts, message: StoredMessage): Promise<boolean> {
  const { writer } = parts.database;
  const now = parts.now();
  if (isForSecond(message) && !(await isSecondCurrent(writer, message))) return false;
  switch (message.template) {
    case 'reminder':
      return isWorthReminding(parts, message, now);
    case 'called':
      return now - message.createdAt <= callHolds && isStillCalled(writer, said(message, 'ticket'));
    case 'place_offered':
      return isStillOffered(writer, said(message, 'waitlist'), Number(said(message, 'offer_until')), now);
    case 'times_offered':
      return isTimeHeld(writer, message, now);
    case 'report':
      return parts.reportAddress === undefined || (await parts.reportAddress(message)) !== null;
    default:
      return true;
  }
}

function said({ parameters }: StoredMessage, name: string): string {
  return parameter(parameters, name) ?? '';
}

/** Nobody is asked to choose from what is held no longer. */
async function isTimeHeld(
  writer: Database['writer'],
  { booking }: StoredMessage,
  now: number,
): Promise<boolean> {
  const offer = booking === null ? null : await timeOfferOfBooking(writer, booking);
  return offer !== null && isOpen(offer, now);
}

/** No reminder of what cannot take place. */
async function isWorthReminding(
  { database, canTakePlace }: Parts,
  message: StoredMessage,
  now: number,
): Promise<boolean> {
  if (!(await isReminderCurrent(database.writer, message, now))) return false;
  return message.booking === null || canTakePlace === undefined || canTakePlace(message.booking);
}

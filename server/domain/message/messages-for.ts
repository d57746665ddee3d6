import type { Booking } from '../booking/booking.ts';
import type { BookingActor, BookingFact } from '../booking/ledger.ts';
import type { MissedPenalty } from '../booking/missed-visits.ts';
import { isReachedAs } from '../booking/series.ts';
import { withdrawnUntil } from '../booking/time-offer.ts';
import type { Undo } from '../booking/undo.ts';
import type { PublishedCalendar } from '../calendar/published-calendar.ts';
import type { Site } from '../catalogue/site.ts';
import { addressed } from './addressed.ts';
import { becauseOf, byClosure } from './because-of.ts';
import type { ChannelKind, Message, Parameters } from './message.ts';
import { missedParameters } from './missed-parameters.ts';
import { timesParameters } from './offered-times.ts';
import { usualReminders } from './reminder-kinds.ts';
import { reminderTimes } from './reminder-time.ts';
import { noticeParameters, type VisitNotice } from './visit-notice.ts';
import { isForSecond } from './visit-snapshot.ts';

export interface MessageContext {
  readonly site: Site;
  /** epoch ms */
  readonly now: number;
  /** what the site has connected, in its order */
  readonly channels?: readonly ChannelKind[];
  /** tells the working day before the visit; absent: by weekday */
  readonly calendar?: PublishedCalendar;
  /** who did it; the office moves a visit only because of a closure */
  readonly by?: BookingActor['kind'];
  /** why the office did it */
  readonly reason?: string | null;
  /** what the missed visit means for the enterprise */
  readonly missed?: MissedPenalty;
  /** somebody knows already of what was taken back, or of the choice that has ended */
  readonly told?: boolean;
}

/** The messages that a change of a booking causes, with the next day's reminder among them. */
export function messagesFor(fact: BookingFact, context: MessageContext): readonly Message[] {
  switch (fact.type) {
    case 'booked':
      return [
        ...addressed(fact.booking, 'booked', [], context),
        ...listed(fact, context),
        ...reminder(fact.booking, context),
      ];
    case 'moved': {
      // another place at its own time is nothing that its holder would see
      if (context.by === 'office' && !fact.changed && isWhereItWas(fact))
        return reminder(fact.booking, context);
      const template = fact.changed ? 'changed' : context.by === 'office' ? 'moved_by_office' : 'moved';
      const because = becauseOf(fact.booking, fact.from.start, context.by === 'office', context);
      const extra: Parameters = [...fromWhen(fact), ...because];
      return [
        ...addressed(fact.booking, template, extra, { ...context, notBefore: afterUndo(fact.undo) }),
        ...reminder(fact.booking, context),
      ];
    }
    case 'taken_back':
      return [...correction(fact, context), ...reminder(fact.booking, context)];
    case 'cancelled':
      // what staff noted is for staff
      if (fact.released !== undefined)
        return addressed(fact.booking, 'released', [['cause', fact.released]], context);
      return addressed(
        fact.booking,
        fact.by === 'office' ? 'cancelled_by_office' : 'cancelled',
        becauseOf(fact.booking, fact.booking.start, fact.by === 'office', context),
        { ...context, notBefore: afterUndo(fact.undo) },
      );
    case 'contact_changed':
      return fact.booking.state === 'confirmed' ? forNewAddress(fact.booking, fact.from, context) : [];
    case 'settled':
      return ofOutcome(fact.booking, context);
    case 'corrected':
      return addressed(fact.booking, 'corrected', becauseOf(fact.booking, 0, false, context), context);
    case 'messages_chosen':
      return forChosen(fact, context);
    case 'times_offered':
      return addressed(
        fact.booking,
        'times_offered',
        [...byClosure(fact.booking, context), ...timesParameters(fact.offer)],
        { ...context, notBefore: afterTime(withdrawnUntil(fact.offer)) },
      );
    case 'times_ended':
      // whatever else has ended it has its own message
      return fact.because === 'lifted' && context.told !== false
        ? addressed(fact.booking, 'visit_stands', [], context)
        : [];
    case 'times_declined':
    case 'held':
    case 'hold_released':
    case 'handling_chosen':
    case 'ticked':
      return [];
  }
}

/**
 * Once there is a list its holder gets the way to it, in a mail that says nothing else: whoever is handed the mail of one visit must not
 * come to the others.
 */
function listed(
  { booking, series }: Extract<BookingFact, { type: 'booked' }>,
  context: MessageContext,
): readonly Message[] {
  if (series?.begins !== true) return [];
  return addressed(booking, 'visits_listed', [['series', series.id]], { ...context, channels: [] });
}

/** Only what went wrong is written of. */
function ofOutcome(booking: Booking, context: MessageContext): readonly Message[] {
  if (booking.state === 'missed')
    return addressed(booking, 'missed_warning', missedParameters(context), context);
  if (booking.state !== 'not_held') return [];
  return addressed(booking, 'not_held', byClosure(booking, context), context);
}

type MovedFact = Extract<BookingFact, { type: 'moved' | 'taken_back' }>;

/** The time before, where it is another one. */
function fromWhen({ booking, from }: Pick<MovedFact, 'booking' | 'from'>): Parameters {
  return from.start === booking.start ? [] : [['from', String(from.start)]];
}

/** Another place at its own time, in its own queue, is nothing that anybody has to be told. */
export function isWhereItWas({ booking, from }: Pick<MovedFact, 'booking' | 'from'>): boolean {
  return from.start === booking.start && from.places[0]?.queue === booking.queue;
}

/** What can be taken back is told when it no longer can be, and a breath later, for clocks that differ. */
function afterUndo(undo: Undo | undefined): number | null {
  return afterTime(undo?.until ?? null);
}

function afterTime(until: number | null): number | null {
  return until === null ? null : until + 10_000;
}

/** Nobody has heard of what was taken back in time; whoever has is told what holds. */
function correction(
  fact: Extract<BookingFact, { type: 'taken_back' }>,
  context: MessageContext,
): readonly Message[] {
  if (context.told !== true) return [];
  const template = fact.undo.what === 'cancelled' ? 'booked' : fact.undo.what;
  return addressed(fact.booking, template, template === 'booked' ? [] : fromWhen(fact), context);
}

/** The messages that a notice about a visit causes. */
export function messagesAbout(
  notice: VisitNotice,
  booking: Booking,
  context: MessageContext,
): readonly Message[] {
  return addressed(booking, notice.type, noticeParameters(notice), context);
}

function reminder(booking: Booking, context: MessageContext): readonly Message[] {
  const { site, now, calendar } = context;
  const { day, start, reminders } = booking;
  return reminderTimes(reminders ?? usualReminders, { site, day, start, now, calendar }).flatMap(
    ({ kind, due }) => addressed(booking, 'reminder', [['remind', kind]], { ...context, notBefore: due }),
  );
}

/** Whoever is told from now on hears where things stand; reminders are written anew for everybody, and take the place of the old ones. */
function forChosen(
  { booking, from }: Extract<BookingFact, { type: 'messages_chosen' }>,
  context: MessageContext,
): readonly Message[] {
  if (booking.state !== 'confirmed') return [];
  const known = [from?.email, from?.mobile];
  const booked = addressed(booking, 'booked', [], context).filter(
    (message) => isForSecond(message) && !known.includes(message.recipient),
  );
  return [...booked, ...reminder(booking, context)];
}

/** A new address has nothing yet, one that has stayed a link that opens nothing any more. Reminders to the old one are superseded when due. */
function forNewAddress(
  booking: Booking,
  from: Booking['contact'],
  context: MessageContext,
): readonly Message[] {
  if (isReachedAs(booking.contact, from)) return [];
  const known = (message: Message): boolean =>
    message.recipient === (message.channel === 'mail' ? from.email : from.mobile);
  const booked = addressed(booking, 'booked', [], context);
  const reminders = reminder(booking, context).filter((message) => !known(message));
  return [...booked, ...reminders].filter((message) => !isForSecond(message));
}

import ical, {
  ICalAlarmType,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';
import type { Booking } from '../domain/booking/booking.ts';
import type { Locale } from '../domain/catalogue/words.ts';
import { alarmLead } from '../domain/message/alarm-lead.ts';
import { visitOf, visitParameters } from '../domain/message/visit-snapshot.ts';
import { words } from '../locales/words.ts';
import { checklistLines, checklistView } from './checklist-view.ts';
import { offerSentence } from './offer-sentence.ts';
import { describeVisit, type SpokenVisit } from './spoken-visit.ts';
import type { WordingContext } from './wording-context.ts';

export type CalendarMethod = 'REQUEST' | 'PUBLISH' | 'CANCEL';

export interface CalendarEntry {
  readonly method: CalendarMethod;
  readonly locale: Locale;
  /** when the message was written or the file is made, epoch ms */
  readonly stamp: number;
  /** from when on it can ring, epoch ms */
  readonly now: number;
  readonly link: string;
  /** the link opens the booking itself */
  readonly own: boolean;
  readonly organizer: { readonly name: string; readonly email: string };
  /** null: a file to download, which invites nobody */
  readonly attendee: { readonly name: string; readonly email: string } | null;
  /** more lines of the description: the checklist */
  readonly lines: readonly string[];
}

/**
 * The calendar entry of a visit (RFC 5545, RFC 5546). Its UID is the same for the life of the booking and SEQUENCE grows with each
 * change, so that calendars update or remove what they have. Times are UTC instants, which no calendar can put an hour off.
 */
export function calendarEntry(spoken: SpokenVisit, entry: CalendarEntry): string {
  const t = words(entry.locale);
  const { visit, siteName, address, telephone } = spoken;
  const cancelled = entry.method === 'CANCEL';
  const services = spoken.services.join(t('mail.listSeparator'));
  const description = [
    t('mail.calendar.reference', { reference: visit.reference }),
    ...(telephone === '' ? [] : [t('mail.calendar.telephone', { telephone })]),
    ...(cancelled ? [] : entry.lines),
    ...(cancelled || !entry.own ? [] : [offerSentence(spoken, t) ?? []].flat()),
    t('mail.calendar.show', { link: entry.link }),
  ].join('\n');
  const calendar = ical({
    method: ICalCalendarMethod[entry.method],
    prodId: {
      company: 'Electronic Port Hall',
      product: 'Appointments',
      language: entry.locale === 'en' ? 'EN' : 'ZH',
    },
  });
  const event = calendar.createEvent({
    id: `${visit.booking}@electronic-port-hall`,
    sequence: visit.sequence,
    stamp: new Date(entry.stamp),
    start: new Date(visit.start),
    end: new Date(visit.end),
    summary: t('mail.calendar.summary', { services, site: siteName }),
    location: [siteName, address].filter((part) => part !== '').join(entry.locale === 'en' ? ', ' : ' '),
    description,
    url: entry.link,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: entry.organizer.name, email: entry.organizer.email },
  });
  if (entry.attendee !== null) {
    const { name, email } = entry.attendee;
    event.createAttendee({
      name,
      email,
      role: ICalAttendeeRole.REQ,
      status: cancelled ? ICalAttendeeStatus.NEEDSACTION : ICalAttendeeStatus.ACCEPTED,
      rsvp: false,
    });
  }
  const lead = cancelled ? null : alarmLead(visit.start, entry.now);
  if (lead !== null) event.createAlarm({ type: ICalAlarmType.display, trigger: lead * 60 });
  return calendar.toString();
}

/** The file that the booking's page offers: an entry to keep, or the removal of it once the visit is cancelled. */
export async function calendarFile(
  booking: Booking,
  wordingContext: WordingContext,
  now: number,
): Promise<string> {
  const catalogue = await wordingContext.catalogue();
  const visit = visitOf(visitParameters(booking));
  const moment = { now, ticks: booking.ticks, of: booking };
  const spoken = describeVisit(visit, moment, booking.locale, catalogue, wordingContext);
  return calendarEntry(spoken, {
    method: booking.state === 'cancelled' ? 'CANCEL' : 'PUBLISH',
    locale: booking.locale,
    stamp: now,
    now,
    link: wordingContext.links.booking(booking),
    organizer: sender(wordingContext.from, words(booking.locale)('mail.sender')),
    own: true,
    attendee: null,
    lines: checklistLines(checklistView(spoken, booking.locale)),
  });
}

/** "Name <address>" or an address alone. */
export function sender(from: string, otherwise: string): { readonly name: string; readonly email: string } {
  const [, name, email] = /^\s*"?(.*?)"?\s*<([^<>]+)>\s*$/.exec(from) ?? [];
  if (email === undefined) return { name: otherwise, email: from.trim() };
  return { name: name === undefined || name === '' ? otherwise : name, email };
}

import { missedPenalty } from '../../../domain/booking/missed-visits.ts';
import type { Objection } from '../../../domain/booking/objection.ts';
import { maskEmail, maskMobile } from '../../../domain/enterprise/masking.ts';
import type { Ticket } from '../../../domain/queue/hall/ticket.ts';
import { formatActor, type Who } from '../../../domain/staff/actor.ts';
import { isWordKey } from '../../../locales/words.ts';
import type { BookingEvent } from '../../../store/booking/booking-query.ts';
import type { Conduct } from '../../../store/booking/conduct-query.ts';
import type { BookingNote } from '../../../store/booking/note-query.ts';
import { dateFormatting, formatting, noonOf } from '../../formatting.ts';
import { paths, withQuery } from '../../paths.ts';
import type { SafeHtml } from '../../safe-html.ts';
import { today } from '../staff-sites.ts';
import { type BookingLine, bookingLine } from './booking-lines.ts';
import { type CorrectionView, correctionView } from './correction-view.ts';
import { type BookingPlace, dayPath, daySection } from './day-place.ts';
import { type ReleaseCaseView, releaseCaseView } from './release-view.ts';
import { type TicketLine, ticketLine } from './ticket-lines.ts';

/** What was typed into the form that was refused, and why. */
export interface RefusedForm {
  readonly form: 'cancel' | 'note' | 'check-in' | 'lift-block' | 'correct' | 'confirm' | 'data';
  readonly text: string;
  readonly error: string;
}

export interface BookingView {
  readonly line: BookingLine;
  readonly when: string;
  readonly back: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly unmask: { readonly action: string; readonly back: string };
  readonly ticket: TicketLine | null;
  /** picture of the code that leads to the ticket's own page; null: no ticket, or nobody has a use for it */
  readonly ticketCode: SafeHtml | null;
  readonly notes: readonly { readonly time: string; readonly staff: string; readonly text: string }[];
  readonly history: readonly {
    readonly time: string;
    readonly actor: string;
    readonly what: string;
    readonly reason: string;
  }[];
  readonly block: { readonly until: string } | null;
  readonly lifted: string | null;
  readonly correction: CorrectionView | null;
  readonly releaseCase: ReleaseCaseView | null;
  readonly done: string | null;
  readonly refused: RefusedForm | null;
  /** null: not now, or not theirs to do */
  readonly acts: {
    readonly checkIn: string | null;
    readonly move: string | null;
    readonly change: string | null;
    readonly cancel: string | null;
    readonly confirm: { readonly action: string; readonly english: boolean } | null;
    readonly data: string | null;
    readonly certificate: string | null;
    readonly note: string | null;
    readonly liftBlock: string | null;
  };
}

export interface BookingFound {
  readonly ticket: Ticket | null;
  /** a picture of the ticket's link; null: it has none */
  readonly ticketCode: SafeHtml | null;
  readonly notes: readonly BookingNote[];
  readonly history: readonly BookingEvent[];
  readonly conduct: Conduct;
  readonly names: ReadonlyMap<string, string>;
  readonly mayCheckIn: boolean;
  readonly objection: Objection | null;
  readonly done: string | null;
}

export function bookingView(
  place: BookingPlace,
  found: BookingFound,
  refused: RefusedForm | null,
): BookingView {
  const { booking, site, catalogue, page, mayChange } = place;
  const { t, locale } = page;
  const { dayTime, listTime } = formatting(locale, site.timeZone);
  const own = paths.admin.item(daySection, booking.reference);
  const act = (verb: string): string => paths.admin.act(daySection, booking.reference, verb);
  const nameOf = (actor: Who): string => actorName(actor, found.names, page.t);
  const { missed, lift } = found.conduct;
  const { blockedUntil } = missedPenalty(site.rules, missed, lift?.until, page.now, site.timeZone);
  const toCome = booking.state === 'confirmed';
  return {
    line: bookingLine(booking, site, catalogue, page),
    when: dayTime(booking.start),
    back: withQuery(dayPath, { site: site.code, date: booking.day, view: 'bookings' }),
    facts: factsOf(place),
    unmask: { action: paths.admin.unmask(booking.reference), back: own },
    ticket: found.ticket === null ? null : ticketLine(found.ticket, site, catalogue, page),
    ticketCode: found.ticketCode,
    notes: found.notes.map(({ at, staff, text }) => ({
      time: listTime(at),
      staff: found.names.get(staff) ?? staff,
      text,
    })),
    history: found.history.map(({ at, type, data, actor }) => ({
      time: listTime(at),
      actor: nameOf(actor),
      what: eventText(type, data, page.t),
      reason: typeof data['reason'] === 'string' ? data['reason'] : '',
    })),
    block: blockedUntil === null ? null : { until: dateFormatting(locale).fullDay(noonOf(blockedUntil)) },
    lifted:
      lift !== null && lift.until > page.now
        ? t('day.block.lifted', { staff: found.names.get(lift.staff) ?? lift.staff, reason: lift.reason })
        : null,
    correction: correctionView(place, found.objection),
    releaseCase: releaseCaseView(place, found.objection),
    done: found.done,
    refused,
    acts: {
      checkIn: toCome && found.mayCheckIn && booking.day === today(site, page.now) ? act('check-in') : null,
      move: toCome && mayChange ? act('move') : null,
      change: toCome && mayChange ? act('change') : null,
      cancel: toCome && mayChange ? act('cancel') : null,
      confirm: toCome && mayChange ? { action: act('confirmation'), english: booking.locale === 'en' } : null,
      // whoever was forgotten has nothing left to hand out
      data: mayChange && booking.contact.mobile !== '' ? act('personal-data') : null,
      note: mayChange ? act('notes') : null,
      certificate: mayChange ? act('certificate') : null,
      liftBlock: blockedUntil !== null && mayChange ? act('lift-block') : null,
    },
  };
}

function factsOf({ booking, site, page }: BookingPlace): BookingView['facts'] {
  const { t, locale } = page;
  const { contact, source, handling } = booking;
  return [
    { label: t('day.fact.site'), value: site.name[locale] },
    { label: t('day.fact.minutes'), value: t('common.minutes', { minutes: booking.minutes }) },
    { label: t('day.fact.source'), value: t(`day.source.${source}`) },
    ...(handling === 'visit'
      ? []
      : [{ label: t('day.fact.handling'), value: t(`manage.handling.${handling}`) }]),
    ...(contact.email === null ? [] : [{ label: t('day.fact.email'), value: maskEmail(contact.email) }]),
    ...(contact.telephone === null
      ? []
      : [{ label: t('day.fact.telephone'), value: maskMobile(contact.telephone) }]),
    { label: t('day.fact.language'), value: t(`day.language.${booking.locale === 'en' ? 'en' : 'zh'}`) },
  ];
}

function actorName(actor: Who, names: ReadonlyMap<string, string>, t: BookingPlace['page']['t']): string {
  if (actor.kind === 'staff') return names.get(actor.id) ?? formatActor(actor);
  const key = `day.actor.${actor.kind}`;
  return isWordKey(key) ? t(key) : formatActor(actor);
}

function eventText(type: string, data: BookingEvent['data'], t: BookingPlace['page']['t']): string {
  const event = type === 'cancelled' && data['released'] !== undefined ? 'released' : type;
  const key = type === 'settled' ? `booking.state.${String(data['state'])}` : `day.event.${event}`;
  return isWordKey(key) ? t(key) : type;
}

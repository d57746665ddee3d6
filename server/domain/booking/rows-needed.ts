import { minute } from '../calendar/durations.ts';
import { isInstant, localDate } from '../calendar/local-time.ts';
import type { Service, VisitService } from '../catalogue/service.ts';
import type { Site } from '../catalogue/site.ts';
import type { Booking, ContactDetails, Hold } from './booking.ts';
import type { BookingCommand } from './ledger.ts';
import { limitKey } from './limit-key.ts';
import { countsOrigins, countsVisits } from './limit-rules.ts';
import { nowhere, type Origin } from './origin.ts';
import { placesKeptBy, type TimeOffer } from './time-offer.ts';
import { placesOf, type Undo } from './undo.ts';
import { visitAt } from './visit.ts';

/** The rows that a command looks at or changes. */
export interface RowsNeeded {
  /** every place row with `from` ≤ start < `to` (epoch ms) */
  readonly slots: readonly { readonly queue: string; readonly from: number; readonly to: number }[];
  readonly bookings: readonly string[];
  readonly holds: readonly string[];
  readonly limitKeys: readonly string[];
  /** whose missed visits and lifted blocks are looked at */
  readonly creditCodes: readonly string[];
  /** null: no limit counts anything */
  readonly counted: CountsNeeded | null;
}

/** Whose counts are looked at. */
export interface CountsNeeded {
  readonly site: string;
  readonly creditCode: string | null;
  readonly mobile: string | null;
  readonly email: string | null;
  /** bookings and kept times of the site are counted */
  readonly ofSite: boolean;
  readonly network: string | null;
  /** of a proof of work */
  readonly work: string | null;
}

export interface NeedContext {
  readonly site: Site;
  readonly services: ReadonlyMap<string, Service>;
}

/** The rows that the first step named, once they are loaded. */
export interface Loaded {
  readonly booking?: Booking | undefined;
  readonly hold?: Hold | undefined;
  /** of the booking */
  readonly undo?: Undo | undefined;
  /** for the booking */
  readonly timeOffer?: TimeOffer | undefined;
}

function slotsOf(
  context: NeedContext,
  services: readonly VisitService[],
  start: number,
): RowsNeeded['slots'] {
  const visit = visitAt(context.site, context.services, services);
  if (!visit.ok) return [];
  const { queue, slots } = visit.value;
  return [{ queue: queue.id, from: start, to: start + slots * queue.slotMinutes * minute }];
}

function spanOf(kept: Booking | Hold | undefined): RowsNeeded['slots'] {
  return kept === undefined ? [] : [{ queue: kept.queue, from: kept.start, to: kept.end }];
}

/** The slots of the places that a change keeps, and those that are offered instead. */
function keptBy({ undo, timeOffer }: Loaded): RowsNeeded['slots'] {
  return [...(undo === undefined ? [] : placesOf(undo)), ...placesKeptBy(timeOffer)].map(
    ({ queue, start }) => ({ queue, from: start, to: start + 1 }),
  );
}

const nothing: RowsNeeded = {
  slots: [],
  bookings: [],
  holds: [],
  limitKeys: [],
  creditCodes: [],
  counted: null,
};

function visitCounts(
  { site }: NeedContext,
  creditCode: string,
  { mobile, email }: Pick<ContactDetails, 'mobile' | 'email'>,
): CountsNeeded | null {
  if (!countsVisits(site.rules)) return null;
  return { site: site.code, creditCode, mobile, email, ofSite: false, network: null, work: null };
}

/** With where the request comes from, which is counted together with all of the site. */
function withOrigin({ site }: NeedContext, counted: CountsNeeded | null, from: Origin | null | undefined) {
  if (from == null || !countsOrigins(site.rules)) return counted;
  const empty = { site: site.code, creditCode: null, mobile: null, email: null };
  return { ...(counted ?? empty), ofSite: true, network: from.network, work: from.work?.id ?? null };
}

function neededOfBooking(
  command: Extract<BookingCommand, { booking: string }>,
  context: NeedContext,
  loaded: Loaded,
): RowsNeeded {
  const { booking, hold, undo } = loaded;
  const holds = command.type === 'move' && command.hold !== undefined ? [command.hold] : [];
  const first = { ...nothing, bookings: [command.booking], holds };
  if (booking === undefined) return first;
  const { creditCode } = booking.enterprise;
  const { mobile } = booking.contact;
  const own = limitKey(creditCode, mobile, booking.day);
  switch (command.type) {
    case 'move': {
      const there = limitKey(creditCode, mobile, localDate(command.start, context.site.timeZone));
      const slots = [
        ...keptBy(loaded),
        ...spanOf(booking),
        ...slotsOf(context, booking.services, command.start),
        ...spanOf(hold),
      ];
      const counted = visitCounts(context, creditCode, booking.contact);
      return { ...first, slots, limitKeys: own === there ? [own] : [own, there], counted };
    }
    case 'change': {
      const { contact, services, start } = command;
      const there = limitKey(creditCode, contact.mobile, localDate(start, context.site.timeZone));
      const slots = [...keptBy(loaded), ...spanOf(booking), ...slotsOf(context, services, start)];
      const visits = visitCounts(context, creditCode, contact);
      const counted = contact.mobile === mobile ? visits : withOrigin(context, visits, nowhere);
      return { ...first, slots, limitKeys: own === there ? [own] : [own, there], counted };
    }
    case 'take_back': {
      const { day = booking.day, contact = booking.contact } = undo?.before ?? {};
      const back = limitKey(creditCode, contact.mobile, day);
      const slots = [...keptBy(loaded), ...spanOf(booking)];
      return { ...first, slots, limitKeys: own === back ? [own] : [own, back] };
    }
    case 'cancel':
      return { ...first, slots: [...keptBy(loaded), ...spanOf(booking)], limitKeys: [own] };
    case 'offer_times': {
      const starts = command.starts.flatMap((start) => slotsOf(context, booking.services, start));
      return { ...first, slots: [...keptBy(loaded), ...spanOf(booking), ...starts] };
    }
    case 'take_time': {
      const there = limitKey(creditCode, mobile, localDate(command.start, context.site.timeZone));
      const slots = [
        ...keptBy(loaded),
        ...spanOf(booking),
        ...slotsOf(context, booking.services, command.start),
      ];
      const counted = visitCounts(context, creditCode, booking.contact);
      return { ...first, slots, limitKeys: own === there ? [own] : [own, there], counted };
    }
    case 'decline_times':
    case 'withdraw_times':
    case 'end_times':
      return { ...first, slots: [...keptBy(loaded), ...spanOf(booking)], limitKeys: [own] };
    case 'change_contact': {
      const next = limitKey(creditCode, command.contact.mobile, booking.day);
      const visits = visitCounts(context, creditCode, command.contact);
      // demand decides whether another mobile has to be proven
      const counted = command.contact.mobile === mobile ? visits : withOrigin(context, visits, nowhere);
      return { ...first, limitKeys: own === next ? [own] : [own, next], counted };
    }
    case 'settle':
      return { ...first, limitKeys: [own], creditCodes: [creditCode] };
    case 'correct':
      return { ...first, creditCodes: [creditCode] };
    case 'choose_handling':
    case 'choose_messages':
    case 'tick':
      return first;
  }
}

/**
 * What must be in the ledger before `decideBooking`. In two steps: without `loaded` it names the booking and the hold to load; with
 * them (as far as they exist) it names everything.
 */
export function rowsNeeded(command: BookingCommand, context: NeedContext, loaded: Loaded = {}): RowsNeeded {
  if ('start' in command && !isInstant(command.start)) return nothing;
  switch (command.type) {
    case 'hold': {
      const slots = [...slotsOf(context, command.services, command.start), ...spanOf(loaded.hold)];
      const counted = withOrigin(context, null, command.from);
      return { ...nothing, slots, holds: command.replaces === null ? [] : [command.replaces], counted };
    }
    case 'release_hold':
      return { ...nothing, slots: spanOf(loaded.hold), holds: [command.hold] };
    case 'book': {
      const { creditCode } = command.enterprise;
      const day = localDate(command.start, context.site.timeZone);
      return {
        slots: [...slotsOf(context, command.services, command.start), ...spanOf(loaded.hold)],
        bookings: [],
        holds: command.hold === null ? [] : [command.hold],
        limitKeys: [limitKey(creditCode, command.contact.mobile, day)],
        creditCodes: [creditCode],
        counted: withOrigin(context, visitCounts(context, creditCode, command.contact), command.from),
      };
    }
    default:
      return neededOfBooking(command, context, loaded);
  }
}

import type { PublishedCalendar } from '../calendar/published-calendar.ts';
import type { Service, VisitService } from '../catalogue/service.ts';
import type { Site } from '../catalogue/site.ts';
import type { Locale } from '../catalogue/words.ts';
import type { Booking, ContactDetails, EnterpriseDetails, HandlingMode, Hold } from './booking.ts';
import type { Counts } from './counts.ts';
import type { ChooseMessages, MessagesChosen } from './messages-chosen.ts';
import type { MobileProven, Origin, WorkProof } from './origin.ts';
import type { PlaceKey, PlaceRow } from './place.ts';
import type { ReleaseCause } from './release.ts';
import type { JoinedSeries } from './series.ts';
import type { TimeCommand, TimeFact, TimeOffer } from './time-offer.ts';
import type { TakenBack, Undo } from './undo.ts';
import type { CorrectVisit, SettleVisit, VisitSettled } from './visit-settled.ts';

/**
 * What a booking decision looks at, loaded fresh for one batch. Maps are the batch's own: `evolve` changes them in place, so that
 * the next command of the batch sees what the one before did. It need not hold everything, only what the batch's commands touch.
 */
export interface Ledger {
  /** every row of the slots that the commands touch, keyed by `placeId`; expired rows may be there */
  readonly places: Map<string, PlaceRow>;
  /** by id */
  readonly bookings: Map<string, Booking>;
  /** by id; expired ones may be there */
  readonly holds: Map<string, Hold>;
  /** `limitKey` → id of the active booking that has it */
  readonly limits: Map<string, string>;
  /** credit code → starts of its missed visits, epoch ms, any order */
  readonly missed: Map<string, readonly number[]>;
  /** credit codes whose block staff have lifted, until this instant */
  readonly lifted: Map<string, number>;
  /** by booking: its last change that can be taken back; ones that have run out may be there */
  readonly undos: Map<string, Undo>;
  /** by booking, the other times that are offered for it; ones that have run out may be there */
  readonly timeOffers: Map<string, TimeOffer>;
  readonly counts: Counts;
}

export interface BookingContext {
  readonly site: Site;
  /** the catalogue's services, by code */
  readonly services: ReadonlyMap<string, Service>;
  readonly calendar: PublishedCalendar;
  /** epoch ms */
  readonly now: number;
}

/** Who asks. Staff may go past the booking rules (not past B1) when they give a reason. */
export type BookingActor =
  | { readonly kind: 'holder' }
  | { readonly kind: 'staff'; readonly reason: string | null }
  /** `byRule`: nobody has looked at the booking */
  | { readonly kind: 'office'; readonly byRule?: boolean };

/** Ids, references and secrets are made outside and handed in, so that decisions stay pure. */
export type BookingCommand =
  | {
      readonly type: 'hold';
      readonly id: string;
      readonly site: string;
      readonly services: readonly VisitService[];
      readonly start: number;
      /** an earlier hold of the same person, given up if this one succeeds */
      readonly replaces: string | null;
      /** null: not counted against limits */
      readonly from?: Origin | null;
    }
  | { readonly type: 'release_hold'; readonly hold: string; readonly site: string }
  | {
      readonly type: 'book';
      readonly id: string;
      readonly reference: string;
      readonly tokenHash: string;
      readonly site: string;
      readonly services: readonly VisitService[];
      readonly start: number;
      readonly hold: string | null;
      readonly enterprise: EnterpriseDetails;
      readonly contact: ContactDetails;
      readonly answers: Readonly<Record<string, string>>;
      readonly ticks: readonly string[];
      readonly locale: Locale;
      readonly consentVersion: string;
      readonly source: Booking['source'];
      readonly actor: BookingActor;
      /** staff only, needs a reason: take an extra place where the slot is full */
      readonly overbook: boolean;
      /** staff only, needs a reason: a place that is kept back from booking online */
      readonly keptBack?: boolean;
      /** id of a ticket that was not reached before its day ended: this visit is called first on arrival */
      readonly instead?: string;
      /** id of a booking that the office did not hold: this visit, too */
      readonly insteadOf?: string;
      /** of a visitor; null: not counted against the limits of networks */
      readonly from?: Origin | null;
      /** the waiting list has kept this place for whoever books */
      readonly offered?: true;
      /** and so many of that day for others of their network */
      readonly beside?: number;
      readonly series?: JoinedSeries | null;
    }
  | {
      readonly type: 'move';
      readonly booking: string;
      readonly site: string;
      readonly start: number;
      readonly actor: BookingActor;
      readonly overbook: boolean;
      /** staff only, needs a reason: a place that is kept back from booking online */
      readonly keptBack?: boolean;
      /** a hold whose places are given up in the same step */
      readonly hold?: string;
      /** names what keeps the old places for two minutes; absent: it cannot be taken back */
      readonly undo?: string;
      /** 0…1, for the cool-down of the old places; absent: they are free at once, as when the office moves somebody */
      readonly chance?: number;
    }
  /** other services, quantities or handling person, and another start where the new visit does not fit at its own */
  | ({
      readonly type: 'change';
      readonly booking: string;
      readonly site: string;
      readonly services: readonly VisitService[];
      readonly start: number;
      readonly contact: ContactDetails;
      readonly answers: Readonly<Record<string, string>>;
      readonly ticks: readonly string[];
      readonly actor: BookingActor;
      readonly overbook: boolean;
      readonly keptBack?: boolean;
      /** `updatedAt` of what whoever changes it has seen */
      readonly seen?: number;
      readonly undo?: string;
      /** as of a move */
      readonly chance?: number;
    } & MobileProven)
  | {
      readonly type: 'take_back';
      readonly booking: string;
      readonly site: string;
      /** what staff did is taken back by staff, what its holder did by the holder */
      readonly office?: boolean;
    }
  | {
      readonly type: 'cancel';
      readonly booking: string;
      readonly site: string;
      readonly actor: BookingActor;
      /** 0…1, for the cool-down */
      readonly chance: number;
      readonly undo?: string;
      /** the office takes the place from whoever seems to hoard */
      readonly released?: ReleaseCause;
    }
  | {
      readonly type: 'choose_handling';
      readonly booking: string;
      readonly site: string;
      readonly mode: Exclude<HandlingMode, 'visit'>;
      readonly actor: BookingActor;
    }
  | ({
      readonly type: 'change_contact';
      readonly booking: string;
      readonly site: string;
      readonly contact: ContactDetails;
    } & MobileProven)
  | ChooseMessages
  | TimeCommand
  | {
      readonly type: 'tick';
      readonly booking: string;
      readonly site: string;
      readonly ticks: readonly string[];
    }
  | CorrectVisit
  | SettleVisit;

/** What happened; `evolve` applies it and the store turns it into rows. Whole new values, so that writing needs no reading. */
export type BookingFact =
  /** `coolUntil`: places that were cooling down do so until then, should the hold end before */
  | {
      readonly type: 'held';
      readonly hold: Hold;
      readonly coolUntil?: number;
      readonly work?: WorkProof | null;
    }
  | {
      readonly type: 'hold_released';
      readonly hold: string;
      readonly places: readonly PlaceKey[];
      /** they stay blocked until then; absent: free at once */
      readonly coolUntil?: number;
    }
  | {
      readonly type: 'booked';
      readonly booking: Booking;
      readonly fromHold: string | null;
      /** null: no limit applies */
      readonly limitKey: string | null;
      readonly warned: boolean;
      readonly from?: Origin | null;
      readonly series?: JoinedSeries | null;
    }
  | {
      readonly type: 'moved';
      readonly booking: Booking;
      readonly from: { readonly start: number; readonly end: number; readonly places: readonly PlaceKey[] };
      readonly limitKey: string | null;
      /** its services or its handling person are other ones, too */
      readonly changed?: true;
      readonly undo?: Undo;
      /** the old places stay blocked until then; absent: free at once */
      readonly coolUntil?: number;
    }
  | TakenBack
  | {
      readonly type: 'cancelled';
      readonly booking: Booking;
      readonly freed: readonly PlaceKey[];
      /** the places stay blocked until then; null: free at once */
      readonly coolUntil: number | null;
      readonly by: BookingActor['kind'];
      readonly undo?: Undo;
      readonly released?: ReleaseCause;
    }
  | { readonly type: 'handling_chosen'; readonly booking: Booking }
  | MessagesChosen
  | TimeFact
  | {
      readonly type: 'contact_changed';
      readonly booking: Booking;
      readonly from: Booking['contact'];
      readonly limitKey: string | null;
    }
  | { readonly type: 'ticked'; readonly booking: Booking }
  | VisitSettled;

export function placeId(key: PlaceKey): string {
  return `${key.queue}|${key.start}|${key.place}`;
}

import type { BookingCommand } from '../booking/ledger.ts';
import type { Origin } from '../booking/origin.ts';
import type { ReleaseCause } from '../booking/release.ts';
import type { WaitEntry } from './wait-entry.ts';

/** What is done with the list. Ids and secrets are made outside and handed in. */
export type WaitCommand =
  | {
      readonly type: 'wait_join';
      readonly site: string;
      readonly entry: WaitEntry;
      /** with the work that was brought; null: neither counted nor asked for work */
      readonly from?: Origin | null;
    }
  /** takes the offer up */
  | {
      readonly type: 'wait_accept';
      readonly site: string;
      readonly entry: string;
      /** of the booking that it becomes */
      readonly id: string;
      readonly reference: string;
      readonly tokenHash: string;
      /** of a visitor; null: not counted against the limits of networks */
      readonly from?: Origin | null;
    }
  /** not this time; goes on waiting */
  | { readonly type: 'wait_decline'; readonly site: string; readonly entry: string }
  | {
      readonly type: 'wait_leave';
      readonly site: string;
      readonly entry: string;
      readonly by: 'holder' | 'staff';
    }
  /** staff offer a certain time, whoever's turn it is and whatever the hour */
  | { readonly type: 'wait_offer'; readonly site: string; readonly entry: string; readonly start: number }
  /** staff set it aside, for the cause that its holder is told, or (null) put it back with the turn that it had */
  | {
      readonly type: 'wait_aside';
      readonly site: string;
      readonly entry: string;
      readonly cause: ReleaseCause | null;
    }
  /** whoever is set aside asks staff to look again */
  | { readonly type: 'wait_ask'; readonly site: string; readonly entry: string }
  /** ends what is over and offers what is free */
  | { readonly type: 'wait_serve'; readonly site: string };

export function isWaitCommand(command: BookingCommand | WaitCommand): command is WaitCommand {
  return command.type.startsWith('wait_');
}

/** What the holder's "yes" to the offer is in terms of bookings: a new one with the places of the hold, or the move of theirs. Null: there is no offer. */
export function acceptedAs(
  entry: WaitEntry,
  {
    beside,
    ...made
  }: Pick<Extract<WaitCommand, { type: 'wait_accept' }>, 'id' | 'reference' | 'tokenHash' | 'from'> & {
    readonly beside?: number;
  },
): BookingCommand | null {
  const { offer, site, booking } = entry;
  if (offer === null) return null;
  const common = {
    site,
    start: offer.start,
    hold: offer.hold,
    actor: { kind: 'holder' },
    overbook: false,
  } as const;
  if (entry.kind === 'earlier') return booking === null ? null : { type: 'move', booking, ...common };
  const { services, enterprise, contact, answers, locale, consentVersion, source } = entry;
  return {
    type: 'book',
    ...made,
    ...common,
    ...{ services, enterprise, contact, answers, locale, consentVersion, source },
    ticks: [],
    offered: true,
    from: made.from ?? null,
    ...(beside === undefined ? {} : { beside }),
  };
}

/** Whoever waits takes an offer up from where they joined, as far as it is known. */
export function fromWhereJoined({ origin }: Pick<WaitEntry, 'origin'>): Origin | null {
  return origin === null ? null : { ...origin, work: null };
}

/** For trying whether an acceptance would go through: nothing of it is written. */
export const nobodysBooking = { id: '', reference: '', tokenHash: '' } as const;

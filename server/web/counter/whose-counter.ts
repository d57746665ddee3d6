import { unattendedIn } from '../../actions/queue/unattended.ts';
import type { System } from '../../actions/system.ts';
import { isClerk } from '../../domain/queue/hall/counter-clerk.ts';
import type { CounterState } from '../../domain/queue/hall/hall.ts';
import type { StaffMember } from '../../domain/staff/permissions.ts';
import { boardMaker } from '../../realtime/current-board.ts';
import { clerkPlaces } from '../../store/queue/counter-clerk-query.ts';
import { staffNames } from '../../store/staff/staff-query.ts';
import type { HallNow } from '../hall-now.ts';
import type { PageContext } from '../page-context.ts';

/** Who works a counter, for whoever looks at its console. */
export type HolderView =
  | {
      readonly kind: 'you';
      /** from whom it was taken over; null: from nobody */
      readonly from: string | null;
    }
  /** it is closed, or nobody has said that it is theirs */
  | { readonly kind: 'nobody' }
  | {
      readonly kind: 'other';
      /** as the engine knows them: to be said again by whoever takes over from them */
      readonly id: string;
      /** null: a program */
      readonly name: string | null;
      /** not signed in any more */
      readonly away: boolean;
      /** it was the reader's until then */
      readonly tookIt: boolean;
    };

/** A counter that is left behind when another one is begun. */
export interface OwnCounter {
  readonly code: string;
  readonly label: string;
  readonly siteName: string;
  /** who stands there, and must not be left */
  readonly number: string | null;
}

export interface WhoseCounter {
  readonly holder: HolderView;
  /** the reader's own, when that is another one */
  readonly own: OwnCounter | null;
  /** other counters of the hall whose clerks are gone, and who was left there */
  readonly away: readonly { readonly label: string; readonly number: string | null }[];
}

export async function whoseCounter(
  system: System,
  staff: StaffMember,
  code: string,
  its: HallNow,
  page: PageContext,
): Promise<WhoseCounter> {
  const { hall, site } = its;
  const { reader } = system.database;
  const state = hall.counters.get(code);
  const unattended = await unattendedIn(system, hall);
  const named = [state?.staff, state?.takenFrom].filter((id) => id != null);
  const names = await staffNames(reader, named);
  const isAway = unattended.some(({ counter }) => counter === code);
  return {
    holder: holderOf(state, staff, names, isAway),
    own: await ownCounter(system, staff, code, its, page),
    away: unattended
      .filter(({ counter }) => counter !== code)
      .map(({ counter, ticket }) => ({
        label: site.counters.find((each) => each.code === counter)?.label ?? counter,
        number: ticket === null ? null : (hall.tickets.get(ticket)?.number ?? null),
      })),
  };
}

function holderOf(
  state: CounterState | undefined,
  { id }: StaffMember,
  names: ReadonlyMap<string, string>,
  away: boolean,
): HolderView {
  const holder = state === undefined || state.state === 'closed' ? null : state.staff;
  if (holder === null) return { kind: 'nobody' };
  const from = state?.takenFrom ?? null;
  if (holder === id) return { kind: 'you', from: from === null ? null : (names.get(from) ?? null) };
  const name = isClerk(holder) ? (names.get(holder) ?? holder) : null;
  return { kind: 'other', id: holder, name, away, tookIt: from === id };
}

async function ownCounter(
  system: System,
  staff: StaffMember,
  code: string,
  { catalogue, hall: here, site }: HallNow,
  { locale }: PageContext,
): Promise<OwnCounter | null> {
  const places = await clerkPlaces(system.database.reader, [staff.id]);
  const place = places.find(({ day, counter }) => day === here.day && counter !== code);
  const its = place === undefined ? undefined : catalogue.sites.get(place.site);
  if (place === undefined || its === undefined) return null;
  const hall = its.code === site.code ? here : await boardMaker(system).hallOf(its);
  const ticket = hall.counters.get(place.counter)?.ticket ?? null;
  return {
    code: place.counter,
    label: its.counters.find((each) => each.code === place.counter)?.label ?? place.counter,
    siteName: its.name[locale],
    number: ticket === null ? null : (hall.tickets.get(ticket)?.number ?? null),
  };
}

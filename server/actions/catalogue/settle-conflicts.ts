import type { Proposal } from '../../domain/booking/capacity-conflicts.ts';
import type { BookingCommand } from '../../domain/booking/ledger.ts';
import { settlesFrom } from '../../domain/booking/settles-from.ts';
import { officeUndo } from '../../domain/booking/undo.ts';
import type { PublishedCalendar } from '../../domain/calendar/published-calendar.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { type Actor, type StaffActor, theSystem } from '../../domain/staff/actor.ts';
import { isPermitted, mayWorkAt } from '../../domain/staff/permissions.ts';
import type { System } from '../system.ts';
import { conflictsAt } from './conflicts-at.ts';
import { endOffers, offerTimes, openOffers } from './offer-times.ts';

export const settleActs = ['offer', 'move', 'cancel'] as const;
export type SettleAct = (typeof settleActs)[number];

export interface SettleRequest {
  readonly site: string;
  readonly act: SettleAct;
  /** ids of bookings; null: all that do not fit, but for those who were asked and can still answer */
  readonly bookings: readonly string[] | null;
  /** where one booking goes, as it was shown; null: to the nearest slot as it is now */
  readonly start: number | null;
  readonly staff: StaffActor;
  /** names what is done, so that it can be taken back for two minutes; the enterprises are told after that. Without one they are told at once. */
  readonly batch?: string;
}

/** Settles by the site's rule what is near and nobody has settled; answers how many. Safe on several processes: the second is refused. */
export async function settleByRule(system: System, site: Site, calendar: PublishedCalendar): Promise<number> {
  const { unsettled } = site.rules;
  // whoever was asked has until then to answer, whatever the rule is
  const asked = await endOffers(system, site.code);
  if (unsettled === 'staff') return 0;
  const now = system.clock.now();
  const near = await conflictsAt(system, site.code, {
    offered: unsettled === 'offer',
    of: ({ id, day }) => !asked.has(id) && now >= settlesFrom(site, calendar, day),
  });
  let done = 0;
  for (const proposal of near) if (await settleOne(system, site, proposal)) done += 1;
  return done;
}

async function settleOne(system: System, site: Site, proposal: Proposal): Promise<boolean> {
  const { start } = proposal;
  const { unsettled } = site.rules;
  const request = { site: site.code, start: null, by: theSystem };
  const asks = unsettled === 'offer' && !keepsItsTime(proposal);
  if (asks) {
    const offered = await offerTimes(system, { ...request, again: false }, proposal);
    if (offered.ok) return true;
    // of times that somebody else was quicker to take, others are looked for the next time
    if (offered.code !== 'too_late') return false;
  }
  const act = unsettled !== 'cancel' && !asks && start !== null ? 'move' : 'cancel';
  return settle(system, { ...request, act }, proposal);
}

/** Another place at its own time asks nothing of the visitor. */
function keepsItsTime({ conflict, start }: Proposal): boolean {
  return start === conflict.booking.start;
}

export interface Settled {
  readonly done: number;
  /** those that could not be settled so, because there is no free slot or somebody was quicker: they stay in the list */
  readonly left: number;
}

/** Offers other times for bookings that do not fit, moves them to the nearest free slot, or cancels them; the enterprises are told by message. */
export async function settleConflicts(system: System, request: SettleRequest): Promise<Settled> {
  const { site, staff, bookings, batch } = request;
  if (!isPermitted(staff.role, 'booking.change') || !mayWorkAt(staff, site)) return { done: 0, left: 0 };
  // only what really does not fit can be moved or cancelled here
  const { act } = request;
  const offered = act === 'offer';
  // whoever was promised time for an answer has it, unless staff name the booking
  const asked = bookings === null ? await openOffers(system, site) : new Set<string>();
  const proposals = await conflictsAt(system, site, {
    offered,
    of: ({ id }) => (bookings === null ? !asked.has(id) : bookings.includes(id)),
  });
  const outcomes = await Promise.all(
    proposals.map(async (proposal, index) => {
      const undo = batch === undefined ? {} : { undo: officeUndo(batch, index) };
      if (act !== 'offer') return settle(system, { ...request, act, ...undo, by: staff }, proposal);
      if (keepsItsTime(proposal))
        return settle(system, { site, start: null, act: 'move', ...undo, by: staff }, proposal);
      const press = batch === undefined ? {} : { press: { batch, number: index } };
      return (await offerTimes(system, { site, by: staff, again: true, ...press }, proposal)).ok;
    }),
  );
  const done = outcomes.filter(Boolean).length;
  return { done, left: outcomes.length - done };
}

async function settle(
  system: System,
  request: Pick<SettleRequest, 'site' | 'start'> & {
    readonly act: 'move' | 'cancel';
    readonly by: Actor;
    /** names what is kept for staff who take it back; nothing is by the clock */
    readonly undo?: string;
  },
  { conflict, start }: Proposal,
): Promise<boolean> {
  const { booking, reason } = conflict;
  const { by, act, site, undo } = request;
  const wanted = request.start ?? start;
  if (act === 'move' && wanted === null) return false;
  // earlier only as it is proposed, with consent
  if (act === 'move' && wanted !== null && wanted < booking.start && wanted !== start) return false;
  const actor = { kind: 'office', byRule: by.kind === 'system' } as const;
  const head = { booking: booking.id, site, actor, ...(undo === undefined ? {} : { undo }) };
  const command: BookingCommand =
    act === 'move'
      ? { type: 'move', ...head, start: wanted ?? 0, overbook: false }
      : { type: 'cancel', ...head, chance: 0 };
  const answer = await system.bookings.submit(command, {
    actor: by,
    audit: {
      actor: by,
      action: `booking.${act}`,
      subject: booking.reference,
      before: { start: booking.start, state: booking.state, conflict: reason },
      after: act === 'move' ? { start: wanted } : { state: 'cancelled' },
      result: 'done',
    },
  });
  return answer.ok;
}

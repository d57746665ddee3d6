import type { Proposal } from '../../domain/booking/capacity-conflicts.ts';
import type { BookingCommand } from '../../domain/booking/ledger.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { isPermitted, mayWorkAt } from '../../domain/staff/permissions.ts';
import type { System } from '../system.ts';
import { conflictsAt } from './conflicts-at.ts';

export interface SettleRequest {
  readonly site: string;
  readonly act: 'move' | 'cancel';
  /** ids of bookings; null: all that do not fit */
  readonly bookings: readonly string[] | null;
  /** where one booking goes, as it was shown; null: to the nearest slot as it is now */
  readonly start: number | null;
  readonly staff: StaffActor;
}

export interface Settled {
  readonly done: number;
  /** those that could not be settled so, because there is no free slot or somebody was quicker: they stay in the list */
  readonly left: number;
}

/** Moves bookings that do not fit to the nearest free slot, or cancels them; the enterprises are told by message. */
export async function settleConflicts(system: System, request: SettleRequest): Promise<Settled> {
  const { site, staff, bookings } = request;
  if (!isPermitted(staff.role, 'booking.change') || !mayWorkAt(staff, site)) return { done: 0, left: 0 };
  // only what really does not fit can be moved or cancelled here
  const proposals = (await conflictsAt(system, site)).filter(
    ({ conflict }) => bookings === null || bookings.includes(conflict.booking.id),
  );
  const outcomes = await Promise.all(proposals.map((proposal) => settle(system, request, proposal)));
  const done = outcomes.filter(Boolean).length;
  return { done, left: outcomes.length - done };
}

async function settle(
  system: System,
  request: SettleRequest,
  { conflict, start }: Proposal,
): Promise<boolean> {
  const { booking, reason } = conflict;
  const { staff, act, site } = request;
  const wanted = request.start ?? start;
  if (act === 'move' && wanted === null) return false;
  const actor = { kind: 'office' } as const;
  const head = { booking: booking.id, site, actor };
  const command: BookingCommand =
    act === 'move'
      ? { type: 'move', ...head, start: wanted ?? 0, overbook: false }
      : { type: 'cancel', ...head, chance: 0 };
  const answer = await system.bookings.submit(command, {
    actor: staff,
    audit: {
      actor: staff,
      action: `booking.${act}`,
      subject: booking.reference,
      before: { start: booking.start, state: booking.state, conflict: reason },
      after: act === 'move' ? { start: wanted } : { state: 'cancelled' },
      result: 'done',
    },
  });
  return answer.ok;
}

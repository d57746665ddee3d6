import type { VisitService } from '../../domain/catalogue/service.ts';
import { type Outcome, refuse } from '../../domain/outcome.ts';
import type { CorrectedState } from '../../domain/queue/hall/hall-corrections.ts';
import type { ServiceOutcome, Ticket } from '../../domain/queue/hall/ticket.ts';
import type { Actor, Who } from '../../domain/staff/actor.ts';
import type { IdempotencyKey } from '../../store/idempotency.ts';
import type { System } from '../system.ts';
import type { HallReceipt, HallRequest } from './hall-order.ts';

/** Whose hand puts a ticket right. */
export interface PutRightBy {
  readonly actor: Actor;
  readonly idempotency?: IdempotencyKey | null;
}

/** A ticket as the page or the call has found it. */
export interface TicketPlace {
  readonly site: string;
  /** local date */
  readonly day: string;
  readonly ticket: Ticket;
}

export interface TicketChange {
  /** null: as they are */
  readonly services: readonly VisitService[] | null;
  /** queue id; null: that of the services */
  readonly queue: string | null;
  readonly priority: boolean | null;
  /** an empty one takes the note away */
  readonly note: string | null;
}

type Halls = Pick<System, 'halls'>;

/** Another service, queue or priority, or a note. Refuses with reason_required, wrong_state, not_offered, unknown_queue and as `visitAt` does. */
export async function changeTicket(
  system: Halls,
  place: TicketPlace,
  change: TicketChange,
  reason: string,
  by: PutRightBy,
): Promise<Outcome<HallReceipt>> {
  const { queue, priority } = place.ticket;
  const { note: _personal, ...after } = change;
  const request = { type: 'change_ticket', ticket: place.ticket.id, ...change } as const;
  return audited(system, place, request, by, {
    action: 'ticket.change',
    before: { services: place.ticket.services, queue, priority },
    after,
    reason,
  });
}

/** Takes a number out that nobody is at a counter with. Refuses with reason_required, wrong_state. */
export async function voidTicket(
  system: Halls,
  place: TicketPlace,
  reason: string,
  by: PutRightBy,
): Promise<Outcome<HallReceipt>> {
  return audited(system, place, { type: 'void_ticket', ticket: place.ticket.id }, by, {
    action: 'ticket.void',
    before: { state: place.ticket.state },
    after: { state: 'void' },
    reason,
  });
}

/** What became of a visit that has ended, said afterwards. Refuses with reason_required, wrong_state, day_closed, already_checked_in. */
export async function correctOutcome(
  system: Halls,
  place: TicketPlace,
  { to, outcome }: { readonly to: CorrectedState; readonly outcome: ServiceOutcome },
  reason: string,
  by: PutRightBy,
): Promise<Outcome<HallReceipt>> {
  const { id, state, outcome: before } = place.ticket;
  return audited(system, place, { type: 'correct', ticket: id, to, outcome }, by, {
    action: 'ticket.correct',
    before: { state, outcome: before },
    after: { state: to, ...(to === 'done' ? { outcome } : {}) },
    reason,
  });
}

/** Lets so many others pass. Refuses with invalid_input, wrong_state, deferred_often, nobody_behind. */
export async function deferTicket(
  system: Halls,
  { site, ticket }: TicketPlace,
  places: number,
  { actor, idempotency = null }: Omit<PutRightBy, 'actor'> & { readonly actor: Who },
): Promise<Outcome<HallReceipt>> {
  return system.halls.submit(site, { type: 'defer', ticket: ticket.id, places }, { actor, idempotency });
}

/** A walk-in that has booked after all. Refuses with unknown_booking, wrong_site, wrong_day, not_active, already_checked_in, wrong_state. */
export async function joinBooking(
  system: Halls,
  place: TicketPlace,
  { reference, proof }: { readonly reference: string; readonly proof: string },
  { actor, idempotency = null }: PutRightBy,
): Promise<Outcome<HallReceipt>> {
  const { site, ticket } = place;
  return system.halls.submit(
    site,
    { type: 'join', ticket: ticket.id, reference, proof },
    {
      actor,
      idempotency,
      audit: {
        actor,
        action: 'ticket.join',
        subject: subjectOf(place),
        before: null,
        after: { reference },
        result: 'done',
      },
    },
  );
}

interface Told {
  readonly action: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string;
}

async function audited(
  system: Halls,
  place: TicketPlace,
  request: HallRequest,
  { actor, idempotency = null }: PutRightBy,
  { action, before, after, reason }: Told,
): Promise<Outcome<HallReceipt>> {
  if (reason.trim() === '') return refuse('reason_required');
  const { site, day, ticket } = place;
  // words about a visitor who has booked go when the booking is forgotten
  const words = { about: ticket.booking ?? `ticket:${ticket.id}`, text: reason };
  const subject = subjectOf(place);
  const audit = { actor, action, subject, before, after, result: 'done', words };
  return system.halls.submit(site, request, { actor, day, idempotency, audit });
}

function subjectOf({ site, day, ticket }: TicketPlace): string {
  return `${site} ${day} ${ticket.number}`;
}

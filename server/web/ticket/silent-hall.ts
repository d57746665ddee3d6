import type { Response } from 'express';
import type { System } from '../../actions/system.ts';
import { isFinal } from '../../domain/queue/hall/transitions.ts';
import { theVisitor } from '../../domain/staff/actor.ts';
import { paths } from '../paths.ts';
import type { FoundTicket } from './found-ticket.ts';

/** What the page of a ticket does in a hall that calls silently. */
export interface SilentHallView {
  /** where its script says that the ticket is on a phone; null: that is known */
  readonly opened: string | null;
}

/** Null: the hall calls aloud, or the ticket is over. */
export function silentHall({ ticket, site, board }: FoundTicket): SilentHallView | null {
  if (site.hall.calling !== 'silent' || board === null || isFinal(ticket.state)) return null;
  return { opened: ticket.onPhone ? null : paths.ticket.onPhone(ticket.id) };
}

/** From now on its call is told on the phone, and not said in the hall. A phone without scripts cannot ring, and never says so. */
export async function openOnPhone(
  system: System,
  { ticket, site }: FoundTicket,
  response: Response,
): Promise<void> {
  const request = { type: 'open_on_phone', ticket: ticket.id } as const;
  const outcome =
    site.hall.calling === 'silent'
      ? await system.halls.submit(site.code, request, { actor: theVisitor })
      : null;
  response.status(outcome?.ok === false ? 409 : 204).end();
}

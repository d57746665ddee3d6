import type { Knex } from 'knex';
import type { TicketState } from '../../domain/queue/hall/ticket.ts';

export interface RatedTicket {
  readonly id: string;
  readonly site: string;
  readonly state: TicketState;
  /** 1…5; null: not rated */
  readonly score: number | null;
}

/** These tickets with their ratings. */
export async function ratedTickets(
  connection: Knex,
  ids: readonly string[],
): Promise<readonly RatedTicket[]> {
  return await connection('ticket')
    .leftJoin('rating', 'rating.ticket', 'ticket.id')
    .whereIn('ticket.id', [...ids])
    .select('ticket.id', 'ticket.site', 'ticket.state', 'rating.score');
}

import { hashToken } from '../../actions/secrets.ts';
import type { System } from '../../actions/system.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { Hall } from '../../domain/queue/hall/hall.ts';
import type { Ticket } from '../../domain/queue/hall/ticket.ts';
import type { Board } from '../../domain/queue/screens/board.ts';
import { currentBoard } from '../../realtime/current-board.ts';
import { findTicket, loadHallIfNewer } from '../../store/queue/hall-query.ts';
import { type RatingCase, ratingCase } from '../../store/queue/rating-case-query.ts';
import { ratedTickets } from '../../store/queue/rating-query.ts';

/** A ticket whose secret somebody holds, and what its page tells of. */
export interface FoundTicket {
  readonly token: string;
  readonly ticket: Ticket;
  readonly hall: Hall;
  readonly site: Site;
  readonly catalogue: Catalogue;
  /** of the ticket's day; null: that day is over */
  readonly board: Board | null;
  /** 1…5 */
  readonly score: number | null;
  /** of one of the two lowest ratings */
  readonly followUp: RatingCase | null;
}

/** null: the secret opens nothing. */
export async function foundTicket(system: System, token: string): Promise<FoundTicket | null> {
  const { reader } = system.database;
  const found = await findTicket(reader, hashToken(token));
  const catalogue = await system.catalogue();
  const site = found === null ? undefined : catalogue.sites.get(found.site);
  if (found === null || site === undefined) return null;
  const hall = await loadHallIfNewer(
    reader,
    found.site,
    found.day,
    system.hallCache.kept(found.site, found.day),
  );
  const ticket = hall.tickets.get(found.id);
  if (ticket === undefined) return null;
  const followUp = ticket.state === 'done' ? await ratingCase(reader, ticket.id) : null;
  const board = await currentBoard(system, found.site);
  const [rated] = ticket.state === 'done' ? await ratedTickets(reader, [ticket.id]) : [];
  const today = board?.day === found.day ? board : null;
  return { token, ticket, hall, site, catalogue, board: today, score: rated?.score ?? null, followUp };
}

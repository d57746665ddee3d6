import { endOfNextWorkingDay } from '../../domain/calendar/next-working-day.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import { type RatedTicket, ratedTickets } from '../../store/queue/rating-query.ts';
import { type BatchHandler, perform } from '../perform.ts';
import type { System } from '../system.ts';

/** GB/T 39735-2020: 5 very satisfied … 1 very dissatisfied. */
export interface Rating {
  readonly ticket: string;
  readonly score: number;
}

/**
 * Rates a finished visit, once; the same rating again changes nothing. One of the two lowest is a case for the manager, due at the end of the
 * next working day. Refuses with invalid_input, unknown_ticket, wrong_state, already_rated.
 */
export async function rateVisit(system: System, rating: Rating): Promise<Outcome<Rating>> {
  const { database, clock } = system;
  const [answer] = await perform(
    database,
    ratingHandler(await system.catalogue()),
    [{ command: rating, idempotency: null }],
    clock.now,
  );
  if (answer === undefined) throw new Error('a rating has no answer');
  return answer;
}

/** The highest rating that is followed up. */
const lowest = 2;

const ratingHandler = ({
  sites,
  calendar,
}: Catalogue): BatchHandler<Rating, ReadonlyMap<string, RatedTicket>, Rating> => ({
  *scopes(ratings) {
    for (const { ticket } of ratings) yield `rating:${ticket}`;
  },
  async load(transaction, ratings) {
    const tickets = await ratedTickets(
      transaction,
      ratings.map(({ ticket }) => ticket),
    );
    return new Map(tickets.map((each) => [each.id, each]));
  },
  decide(tickets, rating, now, writes) {
    const { ticket, score } = rating;
    if (!Number.isInteger(score) || score < 1 || score > 5) return refuse('invalid_input');
    const known = tickets.get(ticket);
    const site = known === undefined ? undefined : sites.get(known.site);
    if (known === undefined || site === undefined) return refuse('unknown_ticket');
    if (known.state !== 'done') return refuse('wrong_state', { state: known.state });
    // a second click
    if (known.score === score) return accept(rating);
    if (known.score !== null) return refuse('already_rated');
    writes.insert('rating', { ticket, score, at: now });
    if (score <= lowest) {
      const due = endOfNextWorkingDay(site, calendar, now);
      writes.insert('rating_case', { ticket, site: site.code, opened_at: now, due_at: due });
    }
    return accept(rating);
  },
});

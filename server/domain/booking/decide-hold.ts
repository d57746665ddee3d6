import { minute } from '../calendar/durations.ts';
import { accept, type Outcome, refuse } from '../outcome.ts';
import { mayKeep } from './demand.ts';
import type { BookingCommand, BookingContext, BookingFact, Ledger } from './ledger.ts';
import { stillHeldBy, takenInLedger } from './ledger-places.ts';
import { placesFor } from './place-rule.ts';
import { visitAt } from './visit.ts';

type Of<T extends BookingCommand['type']> = Extract<BookingCommand, { type: T }>;

/** A hold given up, expired or not; null: there is none such. */
export function released(ledger: Ledger, id: string): BookingFact | null {
  const hold = ledger.holds.get(id);
  if (hold === undefined) return null;
  return { type: 'hold_released', hold: id, places: stillHeldBy(ledger, id, hold.places) };
}

/** Keeps places for `holdMinutes`; the hold that it replaces is given up only if this succeeds. Refuses as `placesFor` and `mayKeep` do. */
export function decideHold(
  ledger: Ledger,
  command: Of<'hold'>,
  context: BookingContext,
): Outcome<readonly BookingFact[]> {
  const { site, calendar, now } = context;
  const visit = visitAt(site, context.services, command.services);
  if (!visit.ok) return visit;
  const { queue, minutes } = visit.value;
  const taken = takenInLedger(ledger, queue, now, { hold: command.replaces ?? undefined });
  const found = placesFor({ site, calendar, visit: visit.value, start: command.start, now, taken });
  if (!found.ok) return found;
  const { day, end, places } = found.value;
  const from = command.from ?? null;
  const may =
    from === null ? accept(null) : mayKeep(ledger, context, { from, day, ownHold: command.replaces });
  if (!may.ok) return may;
  const givenUp = command.replaces === null ? null : released(ledger, command.replaces);
  const held: BookingFact = {
    type: 'held',
    hold: {
      id: command.id,
      site: site.code,
      queue: queue.id,
      day,
      start: command.start,
      end,
      minutes,
      services: command.services,
      expiresAt: now + site.rules.holdMinutes * minute,
      places,
      ...(from === null ? {} : { network: from.network, browser: from.browser }),
    },
    work: from?.work ?? null,
  };
  return accept(givenUp === null ? [held] : [givenUp, held]);
}

/** Gives a hold up, expired or not. Refuses with unknown_hold. */
export function decideRelease(ledger: Ledger, command: Of<'release_hold'>): Outcome<readonly BookingFact[]> {
  if (ledger.holds.get(command.hold)?.site !== command.site) return refuse('unknown_hold');
  const fact = released(ledger, command.hold);
  return fact === null ? refuse('unknown_hold') : accept([fact]);
}

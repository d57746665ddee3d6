import { minute } from '../../calendar/durations.ts';
import { accept, refuse } from '../../outcome.ts';
import type { Decide } from './decision.ts';
import { counterNow, ticketOf } from './decision.ts';
import { replayHall } from './evolve-hall.ts';
import type { HallEvent } from './hall.ts';
import { lastCommandAt } from './last-command.ts';
import { standingEvents, undoWithin } from './undone.ts';

/**
 * Takes the last command of a counter back (H7), for two minutes: the hall is then as if it had not been. What others have done with the
 * ticket since stands: refused with ticket_moved_on.
 */
export const decideUndo: Decide<'undo'> = (hall, { counter, history }, context) => {
  if (history.length !== hall.version) throw new Error('the history is not that of the hall');
  const found = counterNow(hall, counter, context);
  if (!found.ok) return found;
  const last = lastCommandAt(history, counter);
  if (last === null) return refuse('nothing_to_undo');
  if (context.now > last.at + undoWithin) return refuse('too_late_to_undo', { minutes: undoWithin / minute });
  const ticket = ticketOf(hall, last.ticket);
  if (!ticket.ok) return ticket;
  const taken = new Set(last.versions);
  const others = standingEvents(history).filter(({ version }) => !taken.has(version));
  if (others.some((event) => event.version > (last.versions[0] ?? 0) && isAbout(event, last.ticket)))
    return refuse('ticket_moved_on', { number: ticket.value.number });
  const without = replayHall(
    hall.site,
    hall.day,
    others.map((event, index) => ({ ...event, version: index + 1 })),
  );
  const was = without.tickets.get(last.ticket);
  if (was === undefined) throw new Error('a ticket was issued at a counter');
  return accept([
    {
      type: 'command_undone',
      counter,
      command: last.command,
      ticket: last.ticket,
      takesBack: last.versions,
      was: {
        ticket: { ...was, note: null },
        counter: without.counters.get(counter) ?? null,
        calls: without.calls,
      },
    },
  ]);
};

function isAbout(event: HallEvent, ticket: string): boolean {
  return 'ticket' in event && event.ticket === ticket;
}

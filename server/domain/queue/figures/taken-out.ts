import type { StandingEvent } from '../hall/undone.ts';

/**
 * Keeps the ids of tickets that staff have taken out, or a supervisor afterwards: they were asked for by mistake, so that nobody was
 * left unserved.
 */
export function noteTakenOut(takenOut: Set<string>, event: StandingEvent): void {
  if (event.type === 'ticket_voided' && event.byStaff === true) takenOut.add(event.ticket);
  if (event.type !== 'ticket_corrected') return;
  if (event.state === 'void' && event.missedAt === null) takenOut.add(event.ticket);
  else takenOut.delete(event.ticket);
}

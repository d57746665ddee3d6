import type { HallEvent, UndoableCommand } from './hall.ts';
import { standingEvents, undoWithin } from './undone.ts';

/** What a counter did last. */
export interface LastCommand {
  readonly command: UndoableCommand;
  /** ticket id */
  readonly ticket: string;
  /** of its events, in order; a call has its recalls with it */
  readonly versions: readonly number[];
  /** epoch ms of its last event */
  readonly at: number;
}

type Step = Pick<LastCommand, 'command' | 'ticket'>;

/** The last command of a counter that still stands; null: none, or one that is not taken back but done again, such as closing. */
export function lastCommandAt(events: readonly HallEvent[], counter: string): LastCommand | null {
  const own = standingEvents(events).filter((event) => isOf(event, counter));
  const last = own.at(-1);
  const step = last === undefined ? null : stepOf(last);
  if (last === undefined || step === null) return null;
  const versions = [last.version];
  const about = own.filter((event) => 'ticket' in event && event.ticket === step.ticket);
  for (let index = about.length - 2; index >= 0; index -= 1) {
    const before = about[index];
    const later = about[index + 1];
    if (before === undefined || later === undefined || !belongsTo(before, later)) break;
    versions.unshift(before.version);
  }
  return { ...step, versions, at: last.at };
}

/** What can be taken back at a counter at `now` (epoch ms), of the events of the last two minutes; null: nothing. */
export function undoableAt(events: readonly HallEvent[], counter: string, now: number): LastCommand | null {
  const last = lastCommandAt(events, counter);
  return last === null || now > last.at + undoWithin ? null : last;
}

/** The counter did it. Help is asked for beside whatever else goes on. */
function isOf(event: HallEvent, counter: string): boolean {
  switch (event.type) {
    case 'help_asked':
    case 'help_ended':
      return false;
    case 'ticket_transferred':
      return event.from === counter;
    case 'ticket_returned':
    case 'ticket_resumed':
      return event.by === counter;
    default:
      return 'counter' in event && event.counter === counter;
  }
}

function stepOf(event: HallEvent): Step | null {
  switch (event.type) {
    case 'ticket_called':
    case 'ticket_recalled':
      return { command: 'call', ticket: event.ticket };
    case 'service_started':
      return { command: 'start', ticket: event.ticket };
    case 'service_finished':
      return { command: 'finish', ticket: event.ticket };
    case 'ticket_missed':
      return { command: 'missed', ticket: event.ticket };
    case 'ticket_parked':
      return { command: 'park', ticket: event.ticket };
    case 'ticket_transferred':
      return { command: 'transfer', ticket: event.ticket };
    case 'ticket_returned':
      return { command: 'return', ticket: event.ticket };
    case 'ticket_resumed':
      return { command: 'resume', ticket: event.ticket };
    default:
      return null;
  }
}

/** A recall goes with its call; finishing somebody who was only called has started the visit, too. */
function belongsTo(before: HallEvent, later: HallEvent): boolean {
  if (later.type === 'ticket_recalled')
    return before.type === 'ticket_called' || before.type === 'ticket_recalled';
  return later.type === 'service_finished' && before.type === 'service_started' && before.withFinish === true;
}

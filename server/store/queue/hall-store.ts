import { clerkAt } from '../../domain/queue/hall/counter-clerk.ts';
import type { CounterState, Hall, HallEvent } from '../../domain/queue/hall/hall.ts';
import type { Ticket } from '../../domain/queue/hall/ticket.ts';
import type { Who } from '../../domain/staff/actor.ts';
import type { WriteSet } from '../write-set.ts';
import { counterStateRow, eventRow, hallDayRow, ticketRow } from './hall-rows.ts';

/**
 * Collects what changed between two states of a hall's day: its head, the tickets and counters that differ. States share what did not
 * change, so that comparing references is enough.
 */
export function writeHall(
  before: Hall,
  after: Hall,
  tokenHash: (ticket: string) => string,
  writes: WriteSet,
): void {
  if (before.version === after.version) return;
  const { site, day } = after;
  if (before.version === 0) writes.insert('hall_day', hallDayRow(after));
  else writes.update('hall_day', hallDayRow(after));
  for (const [id, ticket] of after.tickets)
    writeTicket(before.tickets.get(id), ticket, { site, day, token: tokenHash }, writes);
  // a counter must let go of its ticket before another one takes it
  for (const [code, state] of after.counters)
    writeCounter(before.counters.get(code), state, { site, day }, writes);
}

/** One event of the day, with who caused it. The version is part of the primary key. */
export function writeEvent(hall: Hall, event: HallEvent, actor: Who, writes: WriteSet): void {
  writes.insert('hall_event', eventRow(hall, event, actor));
}

function writeTicket(
  before: Ticket | undefined,
  after: Ticket,
  { site, day, token }: { site: string; day: string; token: (ticket: string) => string },
  writes: WriteSet,
): void {
  if (before === after) return;
  if (before === undefined)
    writes.insert('ticket', { ...ticketRow(after), site, day, token: token(after.id) });
  else writes.update('ticket', ticketRow(after));
}

function writeCounter(
  before: CounterState | undefined,
  after: CounterState,
  head: { site: string; day: string },
  writes: WriteSet,
): void {
  if (before === after) return;
  const row = { ...counterStateRow(after), ...head };
  if (before === undefined) writes.insert('hall_counter', row);
  else writes.update('hall_counter', row);
}

/**
 * A clerk's one counter and a counter's one clerk are keys of a table: of two who come at once one has it, whatever the process and the
 * site. For all halls of a batch together: who leaves makes room before anybody comes.
 */
export function writeClerks(changes: readonly { before: Hall; after: Hall }[], writes: WriteSet): void {
  const moved = changes.flatMap(({ before, after }) =>
    [...after.counters].flatMap(([counter, state]) => {
      const [was, is] = [clerkAt(before.counters.get(counter)), clerkAt(state)];
      return was === is ? [] : [{ place: { site: after.site, day: after.day, counter }, was, is }];
    }),
  );
  for (const { place, was } of moved)
    if (was !== null) writes.remove('counter_clerk', { ...place, staff: was });
  for (const { place, is } of moved) if (is !== null) writes.insert('counter_clerk', { ...place, staff: is });
}

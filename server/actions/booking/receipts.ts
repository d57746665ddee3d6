import type { BookingCommand, BookingFact, Ledger } from '../../domain/booking/ledger.ts';
import type { WaitCommand } from '../../domain/waitlist/wait-commands.ts';
import type { ListFact } from '../../domain/waitlist/wait-facts.ts';
import type { Receipt } from './booking-order.ts';

/** What a command about the list answers: the booking that an acceptance has made or moved, else only that it is done. */
export function waitReceipt(command: WaitCommand, facts: readonly ListFact[]): Receipt {
  for (const fact of facts) {
    if (fact.type !== 'booked' && fact.type !== 'moved') continue;
    const { id, reference, site, start, end, state } = fact.booking;
    const warned = fact.type === 'booked' && fact.warned;
    return { id, reference, site, start, end, state, expiresAt: null, warned };
  }
  return listReceipt(command);
}

export function listReceipt(command: WaitCommand): Receipt {
  const id = command.type === 'wait_join' ? command.entry.id : 'entry' in command ? command.entry : '';
  const nothing = { reference: null, start: 0, end: 0, expiresAt: null, warned: false };
  return { ...nothing, id, site: command.site, state: 'listed' };
}

export function receiptFor(command: BookingCommand, facts: readonly BookingFact[], ledger: Ledger): Receipt {
  const nothing = { reference: null, site: command.site, start: 0, end: 0, expiresAt: null, warned: false };
  if (command.type === 'hold') {
    const hold = ledger.holds.get(command.id);
    if (hold === undefined) throw new Error('a hold was decided that is not in the ledger');
    return {
      ...nothing,
      id: hold.id,
      start: hold.start,
      end: hold.end,
      state: 'held',
      expiresAt: hold.expiresAt,
    };
  }
  if (command.type === 'release_hold') return { ...nothing, id: command.hold, state: 'released' };
  const booking = ledger.bookings.get(command.type === 'book' ? command.id : command.booking);
  if (booking === undefined) throw new Error('a booking was decided that is not in the ledger');
  const { id, reference, site, start, end, state } = booking;
  const warned = facts.some((fact) => fact.type === 'booked' && fact.warned);
  return { id, reference, site, start, end, state, expiresAt: null, warned };
}

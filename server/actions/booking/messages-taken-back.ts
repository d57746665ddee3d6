import type { Booking } from '../../domain/booking/booking.ts';
import type { BookingFact } from '../../domain/booking/ledger.ts';
import type { WaitingMessage } from '../../store/message/waiting-query.ts';
import type { WriteSet } from '../../store/write-set.ts';

/** By booking. */
export type MessagesWaiting = ReadonlyMap<string, readonly WaitingMessage[]>;

type TakenBack = Extract<BookingFact, { type: 'taken_back' }>;

function ofChange(waiting: MessagesWaiting, { booking, undo }: TakenBack): readonly WaitingMessage[] {
  return (waiting.get(booking.id) ?? []).filter(({ sequence }) => sequence === undo.sequence);
}

/** What waits to tell of a change that was taken back is never sent. */
export function takeMessagesBack(waiting: MessagesWaiting, fact: TakenBack, writes: WriteSet): void {
  for (const { id, state } of ofChange(waiting, fact))
    if (state === 'queued') writes.update('outbox', { id, state: 'superseded' });
}

function isStillToAsk({ state, template, due_at }: WaitingMessage, now: number): boolean {
  return template === 'times_offered' && state === 'queued' && due_at > now;
}

/** Nobody is asked for a choice that has ended before. */
export function takeOfferBack(
  waiting: MessagesWaiting,
  booking: Pick<Booking, 'id'>,
  now: number,
  writes: WriteSet,
): void {
  for (const message of waiting.get(booking.id) ?? [])
    if (isStillToAsk(message, now)) writes.update('outbox', { id: message.id, state: 'superseded' });
}

/** Whether somebody was asked, now or before, for a choice that has ended. */
export function wasAsked(waiting: MessagesWaiting, { id }: Pick<Booking, 'id'>, now: number): boolean {
  return (waiting.get(id) ?? []).some(
    (message) =>
      message.template === 'times_offered' && message.state !== 'superseded' && !isStillToAsk(message, now),
  );
}

/** Whether somebody was told already of what was taken back, and must be told that it is not so. */
export function wasTold(waiting: MessagesWaiting, fact: TakenBack): boolean {
  return ofChange(waiting, fact).some(
    ({ state, template }) => template !== 'reminder' && (state === 'sent' || state === 'sending'),
  );
}

import type { CaseState } from '../../domain/agency/agency-states.ts';
import { applyFact } from '../../domain/booking/evolve-ledger.ts';
import type { BookingFact } from '../../domain/booking/ledger.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { eventOfBooking } from '../../domain/event/outgoing-event.ts';
import type { Message } from '../../domain/message/message.ts';
import { isWhereItWas, messagesFor } from '../../domain/message/messages-for.ts';
import { waitMessages } from '../../domain/message/wait-messages.ts';
import { applyWaitFact, isWaitFact, type ListFact } from '../../domain/waitlist/wait-facts.ts';
import { writeBookingEvent, writeCalledFirst, writeFact } from '../../store/booking/booking-store.ts';
import { writeOutgoing } from '../../store/event/outgoing-store.ts';
import { writeMessages } from '../../store/message/outbox-store.ts';
import { writeWaitFact } from '../../store/waitlist/waitlist-store.ts';
import type { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';
import { withLinkRenewed } from './booking-link.ts';
import type { BookingOrder } from './booking-order.ts';
import type { BatchRows } from './load-batch.ts';
import { messageContext } from './message-context.ts';
import { type MessagesWaiting, takeMessagesBack, takeOfferBack } from './messages-taken-back.ts';

/** What a batch works on. */
export interface BatchState extends BatchRows {
  /** by booking, of those whose handling is to change */
  readonly agency: ReadonlyMap<string, CaseState>;
  /** by booking that takes something back, or is offered other times: what would be or was told of it */
  readonly waiting: MessagesWaiting;
  /** bookings and holds that the batch has changed so far */
  readonly changed: Set<string>;
  messages: number;
}

export interface Doing {
  readonly system: System;
  readonly state: BatchState;
  readonly order: BookingOrder;
  readonly site: Site;
  readonly now: number;
  readonly writes: WriteSet;
}

/** Turns facts into rows and messages, and applies them, one after another. */
export function carryOut(
  { system, state, order, site, now, writes }: Doing,
  facts: readonly ListFact[],
): void {
  const { ledger, list } = state;
  const { command } = order;
  for (const decided of facts) {
    const fact = isWaitFact(decided) ? decided : renewed(decided, system, state);
    if (isWaitFact(fact)) {
      writeWaitFact(fact, writes);
      applyWaitFact(list, ledger.counts, fact);
    } else {
      writeFact(ledger, fact, now, writes);
      applyFact(ledger, fact);
      state.changed.add(subjectOf(fact));
      if (fact.type === 'booked' && command.type === 'book') writeCalledFirst(fact.booking, command, writes);
      if (fact.type === 'taken_back') takeMessagesBack(state.waiting, fact, writes);
      if (fact.type === 'times_ended' || fact.type === 'times_declined')
        takeOfferBack(state.waiting, fact.booking, now, writes);
      recordFact(system, order, fact, now, writes);
      const { subscribed } = state;
      const outgoing = { id: system.secrets.newId(), site: site.code, at: now, subscribed };
      writeOutgoing(eventOfBooking(fact, site), outgoing, writes);
    }
    const messages = messagesOf(fact, { system, state, order, site, now, writes });
    state.messages += messages.length;
    writeMessages(writes, messages, { newId: system.secrets.newId, now });
  }
}

/** With the link that follows from whom it reaches. */
function renewed(fact: BookingFact, { secrets }: System, { ledger }: BatchState): BookingFact {
  const before = 'booking' in fact ? ledger.bookings.get(fact.booking.id) : undefined;
  return withLinkRenewed(secrets, fact, before);
}

function messagesOf(fact: ListFact, { state, order, site, now }: Doing): readonly Message[] {
  if (!isWaitFact(fact))
    return messagesFor(fact, messageContext({ ...state, fact, command: order.command, site, now }));
  const channels = state.channels.get(site.code);
  return waitMessages(fact, { channels, reason: order.reason ?? null });
}

function subjectOf(fact: BookingFact): string {
  if ('booking' in fact) return fact.booking.id;
  return fact.type === 'held' ? fact.hold.id : fact.hold;
}

function recordFact(
  system: System,
  order: BookingOrder,
  fact: BookingFact,
  at: number,
  writes: WriteSet,
): void {
  if (!('booking' in fact) || fact.type === 'ticked') return;
  const { id, start, state, handling } = fact.booking;
  const { command } = order;
  const byStaff = 'actor' in command && command.actor.kind === 'staff' ? command.actor.reason : null;
  const reason = command.type === 'correct' ? command.reason : byStaff;
  const byOffice = isOfTheOffice(fact, command);
  const released = fact.type === 'cancelled' ? fact.released : undefined;
  const data = {
    ...{ start, state, handling },
    ...(reason === null ? {} : { reason }),
    // what the office owes, and whom it has to tell, is found by it
    ...(byOffice ? { by: 'office' } : {}),
    // and what its holder can object to
    ...(released === undefined ? {} : { released }),
  };
  writeBookingEvent(
    { id: system.secrets.newId(), booking: id, at, type: eventOf(fact), data, actor: order.actor },
    writes,
  );
}

/** Nobody asked for it but the office, which has to say so. */
function isOfTheOffice(fact: BookingFact, command: BookingOrder['command']): boolean {
  if (fact.type === 'cancelled') return fact.by === 'office';
  if (fact.type !== 'moved' || command.type !== 'move') return false;
  return command.actor.kind === 'office' && !isWhereItWas(fact);
}

/** As its history calls it. */
function eventOf(fact: BookingFact): string {
  return fact.type === 'moved' && fact.changed ? 'changed' : fact.type;
}

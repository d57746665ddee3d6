import type { Knex } from 'knex';
import { type CaseState, isUnderWay } from '../../domain/agency/agency-states.ts';
import { decideBooking } from '../../domain/booking/decide-booking.ts';
import { applyFact } from '../../domain/booking/evolve-ledger.ts';
import type { BookingCommand, BookingFact, Ledger } from '../../domain/booking/ledger.ts';
import { rowsNeeded } from '../../domain/booking/rows-needed.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import { messagesFor } from '../../domain/message/messages-for.ts';
import { accept, refuse } from '../../domain/outcome.ts';
import { caseStatesOf } from '../../store/agency/agency-query.ts';
import { writeBookingEvent, writeCalledFirst, writeFact } from '../../store/booking/booking-store.ts';
import { loadNamed, loadNeeded } from '../../store/booking/ledger-query.ts';
import type { ActiveChannels } from '../../store/message/channel-query.ts';
import { writeMessages } from '../../store/message/outbox-store.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import type { WriteSet } from '../../store/write-set.ts';
import type { BatchHandler } from '../perform.ts';
import type { System } from '../system.ts';
import type { BookingOrder, Receipt } from './booking-order.ts';
import { messageContext } from './message-context.ts';

interface State {
  readonly catalogue: Catalogue;
  readonly ledger: Ledger;
  readonly channels: ActiveChannels;
  /** by booking, of those whose handling is to change */
  readonly agency: ReadonlyMap<string, CaseState>;
  /** bookings and holds that the batch has changed so far */
  readonly changed: Set<string>;
  messages: number;
}

/** What a command needs was loaded for the state before the batch: one that names what the batch has changed belongs to the next. */
class BelongsToNextBatch extends Error {}

/** How booking commands are carried out, on the rows of the sites that they name. */
export function bookingHandler(system: System): BatchHandler<BookingOrder, State, Receipt> {
  return {
    scopes: (orders) => orders.map(({ command }) => `booking:${command.site}`),

    async load(transaction, orders) {
      const { ledger, catalogue, channels } = await loadLedger(system, transaction, orders);
      const choosing = orders.flatMap(({ command }) =>
        command.type === 'choose_handling' ? [command.booking] : [],
      );
      const agency = await caseStatesOf(transaction, choosing);
      return { catalogue, ledger, channels, agency, changed: new Set(), messages: 0 };
    },

    decide(state, order, now, writes) {
      const { catalogue, ledger } = state;
      const site = catalogue.sites.get(order.command.site);
      if (site === undefined) return refuse('unknown_site', { site: order.command.site });
      if (namedBy(order.command).some((id) => state.changed.has(id))) throw new BelongsToNextBatch();
      if (order.command.type === 'choose_handling' && order.command.mode !== 'online_agency') {
        const its = state.agency.get(order.command.booking);
        if (its !== undefined && isUnderWay(its)) return refuse('agency_under_way');
      }
      const decided = decideBooking(ledger, order.command, {
        site,
        services: catalogue.services,
        calendar: catalogue.calendar,
        now,
      });
      if (!decided.ok) return decided;
      for (const fact of decided.value) {
        writeFact(ledger, fact, now, writes);
        applyFact(ledger, fact);
        state.changed.add(subjectOf(fact));
        const { command } = order;
        if (fact.type === 'booked' && command.type === 'book')
          writeCalledFirst(fact.booking, command, writes);
        recordFact(system, order, fact, now, writes);
        const messages = messagesFor(
          fact,
          messageContext({ ...state, fact, command: order.command, site, now }),
        );
        state.messages += messages.length;
        writeMessages(writes, messages, { newId: system.secrets.newId, now });
      }
      if (order.audit !== null) writeAudit(order.audit, { id: system.secrets.newId(), at: now }, writes);
      return accept(receiptFor(order.command, decided.value, ledger));
    },

    committed(state) {
      if (state.messages > 0) system.announce.messagesQueued();
    },

    announceFailed: (error) => system.log.error({ err: error }, 'messages were queued and nobody was told'),
  };
}

/**
 * Loads what the orders need. The catalogue says what that is, and to ask for its version first would be one more statement: the kept copy is
 * taken, and when the rows come with another version, that one is loaded and the rows are asked for again.
 */
async function loadLedger(
  system: System,
  transaction: Knex.Transaction,
  orders: readonly BookingOrder[],
): Promise<Pick<State, 'ledger' | 'catalogue' | 'channels'>> {
  const { catalogueCache, database } = system;
  for (let catalogue = catalogueCache.kept; ; catalogue = null) {
    const current = catalogue ?? (await catalogueCache.within(transaction));
    const known = orders.flatMap(({ command }) => {
      const site = current.sites.get(command.site);
      return site === undefined ? [] : [{ command, context: { site, services: current.services } }];
    });
    const first = known.map(({ command, context }) => rowsNeeded(command, context));
    const ledger = await loadNamed(transaction, database.engine, {
      bookings: first.flatMap((needed) => needed.bookings),
      holds: first.flatMap((needed) => needed.holds),
    });
    const needs = known.map(({ command, context }) =>
      rowsNeeded(command, context, { booking: bookingIn(ledger, command), hold: holdIn(ledger, command) }),
    );
    const { version, channels } = await loadNeeded(transaction, database.engine, ledger, needs);
    if (version === current.version) return { ledger, catalogue: current, channels };
  }
}

/** Bookings and holds that must be there before the command. */
function namedBy(command: BookingCommand): readonly string[] {
  if ('booking' in command) return [command.booking];
  if (command.type === 'release_hold') return [command.hold];
  const hold = command.type === 'book' ? command.hold : command.replaces;
  return hold === null ? [] : [hold];
}

function subjectOf(fact: BookingFact): string {
  if ('booking' in fact) return fact.booking.id;
  return fact.type === 'held' ? fact.hold.id : fact.hold;
}

function bookingIn(ledger: Ledger, command: BookingCommand) {
  return 'booking' in command ? ledger.bookings.get(command.booking) : undefined;
}

function holdIn(ledger: Ledger, command: BookingCommand) {
  if (command.type === 'hold')
    return command.replaces === null ? undefined : ledger.holds.get(command.replaces);
  if (command.type === 'book') return command.hold === null ? undefined : ledger.holds.get(command.hold);
  return command.type === 'release_hold' ? ledger.holds.get(command.hold) : undefined;
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
  const reason = 'actor' in command && command.actor.kind === 'staff' ? command.actor.reason : null;
  const data = { start, state, handling, ...(reason === null ? {} : { reason }) };
  writeBookingEvent(
    { id: system.secrets.newId(), booking: id, at, type: fact.type, data, actor: order.actor },
    writes,
  );
}

function receiptFor(command: BookingCommand, facts: readonly BookingFact[], ledger: Ledger): Receipt {
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

import { isUnderWay } from '../../domain/agency/agency-states.ts';
import { decideBooking } from '../../domain/booking/decide-booking.ts';
import type { BookingCommand } from '../../domain/booking/ledger.ts';
import { sameServices } from '../../domain/booking/visit.ts';
import { accept, refuse } from '../../domain/outcome.ts';
import { decideWait } from '../../domain/waitlist/decide-wait.ts';
import { isWaitCommand, type WaitCommand } from '../../domain/waitlist/wait-commands.ts';
import type { ListFact, WaitingList } from '../../domain/waitlist/wait-facts.ts';
import { caseStatesOf } from '../../store/agency/agency-query.ts';
import { messagesOf } from '../../store/message/waiting-query.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import type { BatchHandler } from '../perform.ts';
import type { System } from '../system.ts';
import { offerFreed, serveList } from '../waitlist/serve-in-batch.ts';
import type { BookingOrder, Receipt } from './booking-order.ts';
import { type BatchState, carryOut } from './carry-out.ts';
import { loadBatch, siteAsCounted } from './load-batch.ts';
import { listReceipt, receiptFor, waitReceipt } from './receipts.ts';

/** What a command needs was loaded for the state before the batch: one that names what the batch has changed belongs to the next. */
class BelongsToNextBatch extends Error {}

/** How booking commands are carried out, on the rows of the sites that they name. */
export function bookingHandler(system: System): BatchHandler<BookingOrder, BatchState, Receipt> {
  return {
    scopes: (orders) => orders.map(({ command }) => `booking:${command.site}`),

    async load(transaction, orders, now) {
      const rows = await loadBatch(system, transaction, orders, now);
      const choosing = orders.flatMap(({ command }) =>
        command.type === 'choose_handling' || command.type === 'change' ? [command.booking] : [],
      );
      const taken = orders.flatMap(({ command }) => (command.type === 'take_back' ? [command.booking] : []));
      const waiting = await messagesOf(transaction, [...taken, ...rows.ledger.timeOffers.keys()]);
      const agency = await caseStatesOf(transaction, choosing);
      return { ...rows, agency, waiting, changed: new Set(), messages: 0 };
    },

    decide(state, order, now, writes) {
      const { catalogue, ledger, list } = state;
      const { command } = order;
      const site = siteAsCounted(system.config, catalogue, command);
      if (site === undefined) return refuse('unknown_site', { site: command.site });
      if (namedBy(command, list).some((id) => state.changed.has(id))) throw new BelongsToNextBatch();
      if (isAgencyInTheWay(state, command)) return refuse('agency_under_way');
      const context = { site, services: catalogue.services, calendar: catalogue.calendar, now };
      const { newId } = system.secrets;
      const serving = {
        ...{ ledger, list, context, newId },
        carryOut: (facts: readonly ListFact[]) =>
          carryOut({ system, state, order, site, now, writes }, facts),
      };
      if (command.type === 'wait_serve') {
        serveList(serving);
        return accept(listReceipt(command));
      }
      const done = (facts: readonly ListFact[], receipt: () => Receipt) => {
        serving.carryOut(facts);
        if (order.audit !== null) writeAudit(order.audit, { id: newId(), at: now }, writes);
        const answer = receipt();
        offerFreed(serving, facts);
        return accept(answer);
      };
      if (isWaitCommand(command)) {
        const decided = decideWait(ledger, list, command, context, newId);
        return decided.ok ? done(decided.value, () => waitReceipt(command, decided.value)) : decided;
      }
      const decided = decideBooking(ledger, command, context);
      return decided.ok ? done(decided.value, () => receiptFor(command, decided.value, ledger)) : decided;
    },

    committed(state) {
      if (state.messages > 0) system.announce.messagesQueued();
    },

    announceFailed: (error) => system.log.error({ err: error }, 'messages were queued and nobody was told'),
  };
}

/** What a branch already does for the enterprise is what was asked for then. */
function isAgencyInTheWay({ agency, ledger }: BatchState, command: BookingCommand | WaitCommand): boolean {
  if (command.type !== 'choose_handling' && command.type !== 'change') return false;
  const its = agency.get(command.booking);
  if (its === undefined || !isUnderWay(its)) return false;
  if (command.type === 'choose_handling') return command.mode !== 'online_agency';
  return !sameServices(ledger.bookings.get(command.booking)?.services ?? [], command.services);
}

/** Bookings and holds that must be there before the command. */
function namedBy(command: BookingCommand | WaitCommand, list: WaitingList): readonly string[] {
  if (isWaitCommand(command)) {
    const booking = 'entry' in command ? list.entries.get(String(command.entry))?.booking : null;
    return booking ? [booking] : [];
  }
  if ('booking' in command) return [command.booking];
  if (command.type === 'release_hold') return [command.hold];
  const hold = command.type === 'book' ? command.hold : command.replaces;
  return hold === null ? [] : [hold];
}

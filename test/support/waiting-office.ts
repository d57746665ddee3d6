import { offerFreed, type Serving, serveList } from '../../server/actions/waitlist/serve-in-batch.ts';
import { decideBooking } from '../../server/domain/booking/decide-booking.ts';
import { applyFact } from '../../server/domain/booking/evolve-ledger.ts';
import type { BookingCommand } from '../../server/domain/booking/ledger.ts';
import type { Site } from '../../server/domain/catalogue/site.ts';
import type { Outcome } from '../../server/domain/outcome.ts';
import { decideWait } from '../../server/domain/waitlist/decide-wait.ts';
import { isWaitCommand, type WaitCommand } from '../../server/domain/waitlist/wait-commands.ts';
import type { WaitEntry } from '../../server/domain/waitlist/wait-entry.ts';
import {
  applyWaitFact,
  emptyWaitingList,
  isWaitFact,
  type ListFact,
  type WaitingList,
} from '../../server/domain/waitlist/wait-facts.ts';
import { type BookingOffice, bookingOffice } from './booking-office.ts';
import { testServices } from './sites.ts';

/** A ledger and a waiting list in memory: decides and applies, and offers what was freed, as a batch of one command does. */
export interface WaitingOffice extends BookingOffice {
  readonly list: WaitingList;
  readonly told: ListFact[];
  do(command: BookingCommand | WaitCommand): Outcome<readonly ListFact[]>;
}

export function waitingOffice(now: number, site: Site): WaitingOffice {
  const office = bookingOffice(now, site);
  const list = emptyWaitingList();
  const told: ListFact[] = [];
  let holds = 0;
  return Object.assign(office, {
    list,
    told,
    do(command: BookingCommand | WaitCommand): Outcome<readonly ListFact[]> {
      const { ledger, calendar } = office;
      const context = { site: office.site, services: testServices, calendar, now: office.now };
      const newId = () => {
        holds += 1;
        return `offer-${holds}`;
      };
      const carryOut = (facts: readonly ListFact[]) => {
        for (const fact of facts) {
          told.push(fact);
          if (isWaitFact(fact)) applyWaitFact(list, ledger.counts, fact);
          else applyFact(ledger, fact);
        }
      };
      const serving: Serving = { ledger, list, context, newId, carryOut };
      // every command is a batch of its own
      list.rested.clear();
      if (command.type === 'wait_serve') {
        serveList(serving);
        return { ok: true, value: [] };
      }
      const done = isWaitCommand(command)
        ? decideWait(ledger, list, command, context, newId)
        : decideBooking(ledger, command, context);
      if (!done.ok) return done;
      carryOut(done.value);
      offerFreed(serving, done.value);
      return done;
    },
  });
}

/** Somebody who waits at BJ-TSY, of an enterprise and with a mobile of their own. */
export function waitEntry(id: string, overrides: Partial<WaitEntry> = {}): WaitEntry {
  return {
    id,
    tokenHash: `hash-${id}`,
    site: 'BJ-TSY',
    services: [{ code: 'RENEW', quantity: 1 }],
    answers: {},
    from: '2026-11-23',
    to: '2026-12-04',
    weekdays: [],
    times: [],
    enterprise: { name: `Enterprise ${id}`, creditCode: `CODE-${id}`, customsCode: null },
    contact: { name: '王芳', mobile: `138-${id}`, email: 'wang@enterprise.example', telephone: null },
    locale: 'zh-CN',
    consentVersion: '1',
    kind: 'visit',
    booking: null,
    failed: null,
    state: 'waiting',
    passed: [],
    offer: null,
    offers: 0,
    source: 'page',
    origin: null,
    aside: null,
    createdAt: 0,
    updatedAt: 0,
    endedAt: null,
    ...overrides,
  };
}

export function join(entry: WaitEntry): WaitCommand {
  return { type: 'wait_join', site: entry.site, entry };
}

export function takeUp(entry: string): WaitCommand {
  const made = { id: `booking-${entry}`, reference: `R-${entry}`, tokenHash: 'hash' };
  return { type: 'wait_accept', site: 'BJ-TSY', entry, ...made };
}

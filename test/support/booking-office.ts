import assert from 'node:assert/strict';
import type { BookingState, Hold } from '../../server/domain/booking/booking.ts';
import { decideBooking } from '../../server/domain/booking/decide-booking.ts';
import { emptyLedger } from '../../server/domain/booking/empty-ledger.ts';
import { applyFact } from '../../server/domain/booking/evolve-ledger.ts';
import {
  type BookingActor,
  type BookingCommand,
  type BookingFact,
  type Ledger,
  placeId,
} from '../../server/domain/booking/ledger.ts';
import { isLive, type TakenPlaces } from '../../server/domain/booking/place.ts';
import type { PublishedCalendar } from '../../server/domain/calendar/published-calendar.ts';
import type { VisitService } from '../../server/domain/catalogue/service.ts';
import type { Site } from '../../server/domain/catalogue/site.ts';
import type { Outcome } from '../../server/domain/outcome.ts';
import { calendar2026, testServices, testSite } from './sites.ts';

const renewal: readonly VisitService[] = [{ code: 'RENEW', quantity: 1 }];

type Book = Extract<BookingCommand, { type: 'book' }>;

/** A `book` command of an enterprise of its own. */
export function bookCommand(id: string, start: number, overrides: Partial<Book> = {}): Book {
  return {
    type: 'book',
    id,
    reference: `R-${id}`,
    tokenHash: '0'.repeat(64),
    site: 'BJ-TSY',
    services: renewal,
    start,
    hold: null,
    enterprise: { name: `Enterprise ${id}`, creditCode: `CODE-${id}`, customsCode: null },
    contact: { name: '王芳', mobile: '13800138000', email: null, telephone: null },
    answers: {},
    ticks: [],
    locale: 'zh-CN',
    consentVersion: '1',
    source: 'page',
    actor: { kind: 'holder' },
    overbook: false,
    ...overrides,
  };
}

/** A whole ledger in memory with its own clock: decides and applies. */
export interface BookingOffice {
  readonly ledger: Ledger;
  site: Site;
  now: number;
  readonly calendar: PublishedCalendar;
  perform(command: BookingCommand): Outcome<readonly BookingFact[]>;
}

export function bookingOffice(
  now: number,
  site: Site = testSite(),
  calendar = calendar2026,
  ledger = emptyLedger(),
): BookingOffice {
  return {
    ledger,
    site,
    now,
    calendar,
    perform(command) {
      const context = { site: this.site, services: testServices, calendar, now: this.now };
      const outcome = decideBooking(ledger, command, context);
      if (outcome.ok) for (const fact of outcome.value) applyFact(ledger, fact);
      return outcome;
    },
  };
}

export function move(
  booking: string,
  start: number,
  actor: BookingActor = { kind: 'holder' },
): BookingCommand {
  return { type: 'move', booking, site: 'BJ-TSY', start, actor, overbook: false };
}

export function cancel(
  booking: string,
  actor: BookingActor = { kind: 'holder' },
  chance = 0,
): BookingCommand {
  return { type: 'cancel', booking, site: 'BJ-TSY', actor, chance };
}

export function settle(
  booking: string,
  state: Exclude<BookingState, 'confirmed' | 'cancelled'>,
): BookingCommand {
  return { type: 'settle', booking, site: 'BJ-TSY', state };
}

export function hold(
  id: string,
  start: number,
  replaces: string | null = null,
): Extract<BookingCommand, { type: 'hold' }> {
  return { type: 'hold', id, site: 'BJ-TSY', services: renewal, start, replaces };
}

/** Everything that blocks at the office's time, found the slow way. */
export function takenIn(office: BookingOffice): TakenPlaces {
  return (queue, start) =>
    [...office.ledger.places.values()]
      .filter((row) => row.queue === queue && row.start === start && isLive(row, office.now))
      .map((row) => row.place);
}

function assertHolds(
  office: BookingOffice,
  kept: Pick<Hold, 'start' | 'end' | 'queue' | 'places'>,
  whose: string,
) {
  const slot = (office.site.queues.find(({ id }) => id === kept.queue)?.slotMinutes ?? 0) * 60_000;
  assert.deepEqual(
    kept.places.map(({ start }) => start),
    Array.from({ length: (kept.end - kept.start) / slot }, (_, k) => kept.start + k * slot),
    'one place in every slot that it covers (B2)',
  );
  for (const key of kept.places) {
    const row = office.ledger.places.get(placeId(key));
    assert.equal(row?.booking ?? row?.hold, whose, `place ${placeId(key)} is ${whose}'s alone (B1)`);
  }
}

/** B1 and B2: whoever is booked or holds has all of its places, and nobody else has one of them. */
export function assertNoPlaceTwice(office: BookingOffice): void {
  for (const booking of office.ledger.bookings.values()) {
    if (booking.state !== 'cancelled') assertHolds(office, booking, booking.id);
  }
  for (const kept of office.ledger.holds.values()) {
    if (isLive(kept, office.now)) assertHolds(office, kept, kept.id);
  }
  const rows = [...office.ledger.places.values()].filter((row) => row.booking !== null);
  for (const row of rows) {
    const booking = office.ledger.bookings.get(row.booking ?? '');
    assert.ok(
      booking?.places.some((key) => placeId(key) === placeId(row)),
      'no row is left behind',
    );
  }
}

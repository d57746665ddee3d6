import assert from 'node:assert/strict';
import type { BookingActor } from '../../../server/domain/booking/ledger.ts';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import type { VisitService } from '../../../server/domain/catalogue/service.ts';
import type { Outcome } from '../../../server/domain/outcome.ts';
import { testQueue, testRules, testSite } from '../../support/sites.ts';
import type { BookingModel } from './booking-model.ts';

/** The site that the model describes: one Tuesday of six slots, two places in each. */
export const modelSite = testSite({
  sessions: [{ weekday: 2, opens: '09:00', closes: '10:30' }],
  queues: [testQueue({ places: 2 })],
  rules: testRules({ onePerDay: false }),
});

/** Slot 0. */
const opening = instantOf('2026-11-24', '09:00', modelSite.timeZone);
const begin = instantOf('2026-11-23', '08:00', modelSite.timeZone);

export const staff: BookingActor = { kind: 'staff', reason: 'urgent' };

export function startOf(slot: number): number {
  return opening + slot * 15 * 60_000;
}

export function instantIn(model: BookingModel): number {
  return begin + model.minute * 60_000;
}

/** A visit of so many slots. */
export function visitOf(slots: number): VisitService[] {
  return [{ code: 'ADD_OPERATOR', quantity: slots }];
}

/** The real answer is the one that the model expects: null for success, else the code. */
export function assertAnswer(outcome: Outcome<unknown>, expected: string | null, what: string): void {
  assert.equal(outcome.ok ? null : outcome.code, expected, what);
}

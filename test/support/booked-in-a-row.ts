import assert from 'node:assert/strict';
import { hashToken } from '../../server/actions/secrets.ts';
import { theHolder } from '../../server/domain/staff/actor.ts';
import { bookCommand } from './commands.ts';
import { inventedCreditCode } from './credit-codes.ts';
import type { HallSystem } from './hall-system.ts';

export interface RowBooking {
  readonly id: string;
  readonly reference: string;
  /** where its holder opens it */
  readonly own: string;
}

const quarter = 15 * 60_000;

export interface RowOfBookings {
  readonly count: number;
  /** ISO; the others follow every quarter of an hour */
  readonly start: string;
  readonly site?: string;
  /** of the nth, and its mobile; default: numbered alike, with one mobile */
  readonly enterprise?: (n: number) => string;
  readonly mobile?: (n: number) => string;
  readonly locale?: 'zh-CN' | 'en';
  /** from one to the next, ms */
  readonly pause?: number;
  readonly email?: string | null;
}

/** Bookings as a machine makes them, one after another; the clock goes with them. */
export async function bookedInARow(
  { system, clock }: Pick<HallSystem, 'system' | 'clock'>,
  row: RowOfBookings,
): Promise<RowBooking[]> {
  const made: RowBooking[] = [];
  const { enterprise = (n) => `XH ${n}`, mobile = () => '13800007001', email = 'row@test.invalid' } = row;
  const { count, start, site = 'BJ-TSY', locale = 'zh-CN', pause = 1000 } = row;
  for (let n = 0; n < count; n += 1) {
    const id = system.secrets.newId();
    const reference = system.secrets.newReference();
    const token = system.secrets.tokenFor('booking', id);
    const booked = await system.bookings.submit(
      {
        ...bookCommand({ id, start: Date.parse(start) + n * quarter, site, reference, locale }),
        tokenHash: hashToken(token),
        enterprise: { name: enterprise(n), creditCode: inventedCreditCode(700 + n), customsCode: null },
        contact: { name: 'Wang Fang', mobile: mobile(n), email, telephone: null },
      },
      { actor: theHolder },
    );
    assert.ok(booked.ok, JSON.stringify(booked));
    made.push({ id, reference, own: `/bookings/${reference}?token=${token}` });
    clock.advance(pause);
  }
  return made;
}

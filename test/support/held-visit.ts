import assert from 'node:assert/strict';
import { hashToken } from '../../server/actions/secrets.ts';
import type { Locale } from '../../server/domain/catalogue/words.ts';
import { theHolder } from '../../server/domain/staff/actor.ts';
import { bookCommand } from './commands.ts';
import { inventedCreditCode } from './credit-codes.ts';
import type { HallSystem } from './hall-system.ts';
import { changeSite } from './site-rules.ts';

/** A visit as its holder has it. */
export interface HeldVisit {
  readonly id: string;
  readonly reference: string;
  readonly token: string;
  readonly creditCode: string;
  /** where its holder opens it */
  readonly own: string;
}

type Parts = Pick<HallSystem, 'system'>;

/** Books a visit whose page and messages lead where they do for people; `nth` tells enterprises and mobiles apart. */
export async function bookedVisit(
  { system }: Parts,
  {
    start,
    nth,
    locale = 'zh-CN',
    site = 'BJ-TSY',
  }: {
    readonly start: string | number;
    readonly nth: number;
    readonly locale?: Locale;
    readonly site?: string;
  },
): Promise<HeldVisit> {
  const id = system.secrets.newId();
  const reference = system.secrets.newReference();
  const token = system.secrets.tokenFor('booking', id);
  const creditCode = inventedCreditCode(nth);
  const name = locale === 'en' ? `Example Trading ${nth}` : `示例贸易${nth}`;
  const contact = {
    name: locale === 'en' ? 'Wang Fang' : '王芳',
    mobile: `138000${10000 + nth}`,
    email: `visit${nth}@test.invalid`,
    telephone: null,
  };
  const booked = await system.bookings.submit(
    {
      ...bookCommand({ id, start, site, reference, locale }),
      ...{ tokenHash: hashToken(token), enterprise: { name, creditCode, customsCode: null }, contact },
    },
    { actor: theHolder },
  );
  assert.ok(booked.ok, JSON.stringify(booked));
  return { id, reference, token, creditCode, own: `/bookings/${reference}?token=${token}` };
}

const powerCut = { 'zh-CN': '停电检修', en: 'Power cut' };

/** Closes whole days of a site, as its settings would, beside those that are closed already. */
export function closeDays(hall: Parts, dates: readonly string[], site = 'BJ-TSY'): Promise<void> {
  return changeSite(hall, site, (one) => ({
    ...one,
    exceptions: [
      ...one.exceptions,
      ...dates.map((date) => {
        return {
          id: `closed-${date}`,
          date,
          kind: 'closed' as const,
          reason: powerCut,
          from: null,
          to: null,
        };
      }),
    ],
  }));
}

/** Withdraws every closure of a site. */
export function openDays(hall: Parts, site = 'BJ-TSY'): Promise<void> {
  return changeSite(hall, site, (one) => ({ ...one, exceptions: [] }));
}

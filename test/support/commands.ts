import { hashToken } from '../../server/actions/secrets.ts';
import type { BookingCommand } from '../../server/domain/booking/ledger.ts';

type Book = Extract<BookingCommand, { type: 'book' }>;

/** A booking by the holder that every rule of the seeds accepts; tests change what they are about. */
export function bookCommand(
  change: { readonly id: string; readonly start: number | string; readonly mobile?: string } & Partial<
    Omit<Book, 'start' | 'id'>
  >,
): Book {
  const { id, start, mobile = '13800001234', ...rest } = change;
  return {
    type: 'book',
    id,
    reference: `REF-${id}`,
    tokenHash: hashToken(id),
    site: 'BJ-TSY',
    services: [{ code: 'RENEW', quantity: 1 }],
    start: typeof start === 'number' ? start : Date.parse(start),
    hold: null,
    answers: {},
    ticks: [],
    locale: 'zh-CN',
    consentVersion: '1',
    source: 'api',
    actor: { kind: 'holder' },
    overbook: false,
    enterprise: { name: '测试企业', creditCode: '914403001922038216', customsCode: null },
    contact: { name: '王小明', mobile, email: 'wang@test.invalid', telephone: null },
    ...rest,
  };
}

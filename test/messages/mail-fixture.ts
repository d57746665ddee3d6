import { seedCatalogue } from '../../seeds/catalogue.ts';
import type { Booking } from '../../server/domain/booking/booking.ts';
import { instantOf } from '../../server/domain/calendar/local-time.ts';
import { buildCatalogue } from '../../server/domain/catalogue/build-catalogue.ts';
import type { Locale } from '../../server/domain/catalogue/words.ts';
import type { Message } from '../../server/domain/message/message.ts';
import type { WordingContext } from '../../server/messages/wording-context.ts';
import { bookingRow } from '../../server/store/booking/booking-rows.ts';
import type { Database } from '../../server/store/database.ts';
import { writeMessages } from '../../server/store/message/outbox-store.ts';
import { writeRows } from '../../server/store/write-rows.ts';
import { WriteSet } from '../../server/store/write-set.ts';
import { formatting } from '../../server/web/formatting.ts';

export const catalogue = buildCatalogue(seedCatalogue, 1);
const found = catalogue.sites.get('BJ-TSY');
if (found === undefined) throw new Error('the seeds have no BJ-TSY');
export const site = found;

/** The visit: Tuesday 24 November 2026, 09:15 in Beijing. It is Friday 20 November, 10:00. */
export const visitStart = instantOf('2026-11-24', '09:15', 'Asia/Shanghai');
export const now = instantOf('2026-11-20', '10:00', 'Asia/Shanghai');
export const minute = 60_000;

export const wordingContext: WordingContext = {
  catalogue: () => Promise.resolve(catalogue),
  links: {
    booking: ({ id, reference }) => `https://hall.example/bookings/${reference}?token=t-${id}`,
    ticket: (id) => `https://hall.example/tickets/t-${id}`,
    visits: (id) => `https://hall.example/visits/${id}`,
    waitlist: (id) => `https://hall.example/waitlist/t-${id}`,
    floor: (site) => `https://hall.example/floor/${site}`,
    account: () => 'https://hall.example/staff/account',
    audit: () => 'https://hall.example/admin/audit',
    reports: () => 'https://hall.example/admin/reports',
    stopReport: (id) => `https://hall.example/reports/${id}/stop?token=t-${id}`,
    daysAhead: (site) => `https://hall.example/admin/planner/${site}/ahead`,
    certificate: (id) => `https://hall.example/certificates/${id}?token=t-${id}`,
    stopCertificate: (id) => `https://hall.example/certificates/${id}/stop?token=t-${id}`,
    reminders: ({ id, reference }) => `https://hall.example/bookings/${reference}/reminders?token=t-${id}`,
    proofCode: (id) => `123${id.length}56`,
    book: () => 'https://hall.example/book',
    second: ({ reference }, recipient) =>
      `https://hall.example/bookings/${reference}/second?token=s-${recipient}`,
    code: ({ reference }) => reference,
  },
  dates: formatting,
  bookingNow: () => Promise.resolve(null),
  from: 'Office <office@hall.example>',
};

/** A visit on Tuesday 24 November 2026, 09:15 to 09:45 in Beijing. */
export function bookingLike(change: Partial<Booking> = {}): Booking {
  return {
    id: 'b-1',
    reference: 'K7M2-9QXA',
    tokenHash: 'hash',
    site: 'BJ-TSY',
    queue: 'BJ-TSY:A',
    day: '2026-11-24',
    start: visitStart,
    end: visitStart + 30 * minute,
    minutes: 25,
    state: 'confirmed',
    services: [
      { code: 'RENEW', quantity: 2 },
      { code: 'UNLOCK', quantity: 1 },
    ],
    answers: {},
    ticks: [],
    enterprise: { name: '北京<测试>科技有限公司', creditCode: '91110108551385082Q', customsCode: null },
    contact: { name: '王小明', mobile: '13812345678', email: 'wang@enterprise.example', telephone: null },
    locale: 'zh-CN',
    consentVersion: '1',
    handling: 'visit',
    sequence: 0,
    source: 'page',
    createdAt: now,
    updatedAt: now,
    places: [],
    ...change,
  };
}

export const inLocale = (locale: Locale): Booking => bookingLike({ locale, id: `b-${locale}` });

let made = 0;
export const newId = (): string => {
  made += 1;
  return `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`;
};

export async function putMessages(
  database: Database,
  messages: readonly Message[],
  at: number,
): Promise<void> {
  const writes = new WriteSet();
  writeMessages(writes, messages, { newId, now: at });
  await database.writer.transaction((transaction) => writeRows(transaction, database.engine, writes));
}

export async function putBooking(database: Database, booking: Booking): Promise<void> {
  const writes = new WriteSet();
  writes.insert('booking', { ...bookingRow(booking), limit_key: null });
  await database.writer.transaction((transaction) => writeRows(transaction, database.engine, writes));
}

export async function emptyOutbox(database: Database): Promise<void> {
  for (const table of ['outbox', 'channel', 'message_opt_out', 'booking'])
    await database.writer(table).delete();
}

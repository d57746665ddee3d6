import { type BookingRules, defaultBookingRules } from '../../server/domain/booking/booking-rules.ts';
import { noLimits } from '../../server/domain/booking/limit-rules.ts';
import type { PublishedCalendar, PublishedDay } from '../../server/domain/calendar/published-calendar.ts';
import type { Service } from '../../server/domain/catalogue/service.ts';
import type { OpeningSession, Queue, Site } from '../../server/domain/catalogue/site.ts';
import type { Words } from '../../server/domain/catalogue/words.ts';
import { defaultHallPolicy } from '../../server/domain/queue/hall/hall-policy.ts';

export function words(text: string): Words {
  return { 'zh-CN': text, en: text };
}

function service(code: string, minutes: number, sort: number): Service {
  return {
    code,
    name: words(code),
    summary: words(code),
    minutes,
    online: false,
    where: words('on site'),
    active: true,
    verified: true,
    sort,
  };
}

/** NEW goes to queue B (30 minutes), everything else to A. */
export const testServices: ReadonlyMap<string, Service> = new Map(
  [
    service('NEW', 30, 1),
    service('RENEW', 10, 2),
    service('ADD_OPERATOR', 15, 3),
    service('UNLOCK', 5, 4),
  ].map((row) => [row.code, row]),
);

/** Monday to Friday 09:00–12:00 and 13:00–17:00. */
export const officeHours: readonly OpeningSession[] = [1, 2, 3, 4, 5].flatMap((weekday) => [
  { weekday, opens: '09:00', closes: '12:00' },
  { weekday, opens: '13:00', closes: '17:00' },
]);

export function testQueue(overrides: Partial<Queue> = {}): Queue {
  return {
    id: 'BJ-TSY:A',
    code: 'A',
    name: words('A'),
    precedence: 1,
    slotMinutes: 15,
    places: 3,
    ...overrides,
  };
}

export function testRules(overrides: Partial<BookingRules> = {}): BookingRules {
  return { ...defaultBookingRules, ...noLimits, coolDownLeast: 0, coolDownMost: 0, ...overrides };
}

/** A customs site in Beijing with queues A (3 places) and B (1 place, higher precedence) and the default rules, without limits and cool-down. */
export function testSite(overrides: Partial<Site> = {}): Site {
  return {
    code: 'BJ-TSY',
    city: 'BJ',
    kind: 'customs',
    name: words('Tianshuiyuan'),
    address: null,
    telephone: null,
    website: null,
    note: null,
    timeZone: 'Asia/Shanghai',
    bookable: true,
    handling: false,
    sessions: officeHours,
    exceptions: [],
    makeUpWeekday: 1,
    queues: [
      testQueue(),
      testQueue({ id: 'BJ-TSY:B', code: 'B', name: words('B'), precedence: 2, places: 1 }),
    ],
    services: [
      { service: 'NEW', queue: 'BJ-TSY:B', minutes: null },
      { service: 'RENEW', queue: 'BJ-TSY:A', minutes: null },
      { service: 'ADD_OPERATOR', queue: 'BJ-TSY:A', minutes: null },
      { service: 'UNLOCK', queue: 'BJ-TSY:A', minutes: null },
    ],
    counters: [
      { code: 'BJ-TSY-1', label: '1', queues: ['BJ-TSY:A', 'BJ-TSY:B'], sort: 1 },
      { code: 'BJ-TSY-2', label: '2', queues: ['BJ-TSY:A'], sort: 2 },
    ],
    rules: testRules(),
    hall: defaultHallPolicy,
    active: true,
    verified: true,
    sort: 1,
    ...overrides,
  };
}

function days(name: string, off: boolean, month: string, from: number, to = from): [string, PublishedDay][] {
  return Array.from({ length: to - from + 1 }, (_, k) => [
    `2026-${month}-${String(from + k).padStart(2, '0')}`,
    { name, off },
  ]);
}

/** The State Council's notice for 2026; no other year is published. */
export const calendar2026: PublishedCalendar = {
  years: new Set([2026]),
  days: new Map([
    ...days('元旦', true, '01', 1, 3),
    ...days('春节', true, '02', 15, 23),
    ...days('清明节', true, '04', 4, 6),
    ...days('劳动节', true, '05', 1, 5),
    ...days('端午节', true, '06', 19, 21),
    ...days('中秋节', true, '09', 25, 27),
    ...days('国庆节', true, '10', 1, 7),
    ...days('元旦', false, '01', 4),
    ...days('春节', false, '02', 14),
    ...days('春节', false, '02', 28),
    ...days('劳动节', false, '05', 9),
    ...days('国庆节', false, '09', 20),
    ...days('国庆节', false, '10', 10),
  ]),
};

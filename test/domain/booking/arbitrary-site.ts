import fc from 'fast-check';
import { addDays } from '../../../server/domain/calendar/local-time.ts';
import type { SiteException } from '../../../server/domain/catalogue/site.ts';
import { testQueue, testRules, testSite, words } from '../../support/sites.ts';

const zone = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York');
const time = fc
  .integer({ min: 0, max: 95 })
  .map((k) => `${String(Math.floor(k / 4)).padStart(2, '0')}:${String((k % 4) * 15).padStart(2, '0')}`);

const session = fc
  .record({
    weekday: fc.integer({ min: 1, max: 7 }),
    first: fc.nat(90),
    length: fc.integer({ min: 1, max: 24 }),
  })
  .map(({ weekday, first, length }) => {
    const at = (k: number) =>
      `${String(Math.floor(k / 4)).padStart(2, '0')}:${String((k % 4) * 15).padStart(2, '0')}`;
    return { weekday, opens: at(first), closes: at(Math.min(96, first + length)) };
  });

const exception: fc.Arbitrary<SiteException> = fc.record({
  id: fc.uuid(),
  date: fc.nat(20).map((n) => addDays('2026-10-20', n)),
  kind: fc.constantFrom('closed', 'open'),
  from: fc.option(time),
  to: fc.option(time),
  reason: fc.constant(words('maintenance')),
});

const rules = fc
  .record({
    firstWorkingDay: fc.nat(2),
    noticeMinutes: fc.constantFrom(0, 30, 600),
    lastWorkingDay: fc.nat(10),
    releaseAt: fc.option(time),
    onePerDay: fc.constant(false),
  })
  .map((some) => testRules(some));

const queueA = fc
  .record({ slotMinutes: fc.constantFrom(10, 15, 20, 30), places: fc.nat(3) })
  .map((some) => testQueue(some));

/** Sites in three zones, around 25 October and 1 November 2026, when Berlin and New York leave summer time. */
export const arbitrarySite = fc
  .record({
    timeZone: zone,
    sessions: fc.array(session, { minLength: 1, maxLength: 14 }),
    exceptions: fc.array(exception, { maxLength: 6 }),
    makeUpWeekday: fc.integer({ min: 1, max: 7 }),
    rules,
    queueA,
  })
  .map(({ queueA: first, ...some }) =>
    testSite({
      ...some,
      queues: [first, testQueue({ id: 'BJ-TSY:B', code: 'B', precedence: 2, places: 1 })],
    }),
  );

/** An instant in the two weeks to which the exceptions of `arbitrarySite` belong. */
export const arbitraryNow = fc.integer({ min: Date.UTC(2026, 9, 20), max: Date.UTC(2026, 10, 5) });

export const arbitraryVisit = fc
  .uniqueArray(fc.constantFrom('RENEW', 'ADD_OPERATOR', 'UNLOCK', 'NEW'), { minLength: 1, maxLength: 2 })
  .chain((codes) =>
    fc.tuple(...codes.map((code) => fc.integer({ min: 1, max: 3 }).map((quantity) => ({ code, quantity })))),
  );

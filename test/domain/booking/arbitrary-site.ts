import fc from 'fast-check';
import { addDays } from '../../../server/domain/calendar/local-time.ts';
import type {
  ClosedPart,
  PartClosure,
  PlacePlan,
  SiteException,
} from '../../../server/domain/catalogue/site.ts';
import {
  absenceCauses,
  type Roster,
  type RosterChange,
  type RosterShift,
} from '../../../server/domain/staff/roster.ts';
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
    laterAt: fc.option(time),
    onePerDay: fc.constant(false),
  })
  .map((some) => testRules(some));

const part: fc.Arbitrary<ClosedPart> = fc.constantFrom(
  { kind: 'site' },
  { kind: 'queue', queue: 'BJ-TSY:A' },
  { kind: 'queue', queue: 'BJ-TSY:B' },
  { kind: 'places', queue: 'BJ-TSY:A', places: 1 },
  { kind: 'places', queue: 'BJ-TSY:A', places: 2 },
  { kind: 'counter', counter: 'BJ-TSY-1' },
  { kind: 'counter', counter: 'BJ-TSY-2' },
);

const partClosure: fc.Arbitrary<PartClosure> = fc
  .record({
    id: fc.uuid(),
    part,
    begins: fc.nat(20),
    days: fc.constantFrom(0, 1, 3, 14),
    weekdays: fc.constantFrom([], [5], [1, 2, 3]),
    except: fc.subarray(['2026-10-23', '2026-10-26', '2026-10-30', '2026-11-02']),
    times: fc.option(fc.tuple(time, time)),
  })
  .map(({ begins, days, times, ...some }) => {
    const first = addDays('2026-10-20', begins);
    const [from = null, to = null] = [...(times ?? [])].sort();
    return { ...some, first, last: addDays(first, days), from, to, reason: words('training') };
  });

const plan: fc.Arbitrary<PlacePlan> = fc.record({
  spans: fc.constantFrom(
    [],
    [{ from: '08:00', until: '11:10', places: 5 }],
    [
      { from: '00:00', until: '10:00', places: 4 },
      { from: '13:00', until: '18:00', places: 0 },
    ],
  ),
  walkInShare: fc.constantFrom(0, 0, 10, 34, 50, 100),
  laterShare: fc.constantFrom(0, 0, 25, 50),
});

const queueA = fc
  .record(
    { slotMinutes: fc.constantFrom(10, 15, 20, 30), places: fc.nat(3), plan },
    { requiredKeys: ['slotMinutes', 'places'] },
  )
  .map((some) => testQueue(some));

const person = fc.constantFrom('li', 'wang', 'zhao');
/** quarters of the day that no change to summer time touches */
const stretch = fc
  .uniqueArray(fc.integer({ min: 24, max: 80 }), { minLength: 2, maxLength: 2 })
  .map((ends) => {
    const [from = '', to = ''] = ends
      .sort((a, b) => a - b)
      .map((k) => `${String(Math.floor(k / 4)).padStart(2, '0')}:${String((k % 4) * 15).padStart(2, '0')}`);
    return { from, to };
  });
const day = fc.nat(20).map((n) => addDays('2026-10-20', n));

const shift: fc.Arbitrary<RosterShift> = fc
  .record({
    id: fc.uuid(),
    staff: person,
    validFrom: fc.constantFrom('2026-10-01', '2026-10-22', '2026-10-28'),
    weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
    stretch,
  })
  .map(({ stretch: times, ...some }) => ({ ...some, ...times }));

const change: fc.Arbitrary<RosterChange> = fc
  .record({
    whom: fc.record({ id: fc.uuid(), staff: person, first: day, last: fc.constant('') }),
    days: fc.constantFrom(0, 2),
    what: fc.oneof(
      fc.record({
        kind: fc.constant('absence' as const),
        cause: fc.constantFrom(...absenceCauses),
        times: fc.option(stretch),
      }),
      fc.record({ kind: fc.constant('extra' as const), times: stretch }),
      fc.record({ kind: fc.constant('swap' as const), partner: person }),
    ),
  })
  .map(({ whom, days, what }) => {
    const dated = { ...whom, last: addDays(whom.first, days) };
    if (what.kind === 'swap') return { ...dated, kind: what.kind, partner: what.partner };
    if (what.kind === 'extra') return { ...dated, kind: what.kind, ...what.times };
    return { ...dated, kind: what.kind, cause: what.cause, ...(what.times ?? { from: null, to: null }) };
  });

const roster: fc.Arbitrary<Roster> = fc.record({
  full: fc.option(fc.integer({ min: 1, max: 3 })),
  shifts: fc.array(shift, { maxLength: 6 }),
  changes: fc.array(change, { maxLength: 5 }),
});

/** Sites in three zones, around 25 October and 1 November 2026, when Berlin and New York leave summer time. */
export const arbitrarySite = fc
  .record({
    timeZone: zone,
    sessions: fc.array(session, { minLength: 1, maxLength: 14 }),
    exceptions: fc.array(exception, { maxLength: 6 }),
    partClosures: fc.array(partClosure, { maxLength: 3 }),
    makeUpWeekday: fc.integer({ min: 1, max: 7 }),
    rules,
    queueA,
    roster: fc.option(roster, { nil: undefined }),
  })
  .map(({ queueA: first, roster: its, ...some }) =>
    testSite({
      ...some,
      ...(its === undefined ? {} : { roster: its }),
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

import fc from 'fast-check';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import { testQueue, testRules, testSite } from '../../support/sites.ts';

export const places = 2;
export const days = ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'] as const;
export const office = testSite({
  sessions: [2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '09:30' })),
  queues: [testQueue({ places })],
  rules: testRules({ unsettled: 'offer', cutOffMinutes: 0, noticeMinutes: 0, firstWorkingDay: 0 }),
});
export const { code: site, timeZone } = office;
export const begin = instantOf('2026-11-23', '09:00', timeZone);
export const startOf = (day: string, time: string) => instantOf(day, time, timeZone);
export const starts = days.flatMap((day) => [startOf(day, '09:00'), startOf(day, '09:15')]);
export const visits = { a: starts[0], b: starts[0], c: starts[1], d: starts[2] } as Record<string, number>;
export const ids = Object.keys(visits);

export type Act =
  | { readonly type: 'accept'; readonly id: string; readonly which: number }
  | { readonly type: 'refuse'; readonly id: string }
  | { readonly type: 'cancel'; readonly id: string }
  /** takes a time back that was taken */
  | { readonly type: 'undo'; readonly id: string }
  /** staff offer times and take that back */
  | { readonly type: 'press'; readonly id: string }
  | { readonly type: 'ask'; readonly id: string }
  | { readonly type: 'move'; readonly id: string; readonly start: number; readonly by: 'holder' | 'staff' }
  | { readonly type: 'jobs' };
interface Step {
  /** minutes; `until`: to the moment at which an offer ends, or just before */
  readonly wait: number | 'until' | 'just before';
  /** changes whether this day is closed */
  readonly turns: string | null;
  /** at once, on any process */
  readonly acts: readonly Act[];
}

const id = fc.constantFrom(...ids);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant('accept' as const), id, which: fc.nat(2) }) },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constantFrom('refuse' as const, 'cancel' as const, 'ask' as const), id }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constantFrom('undo' as const, 'undo' as const, 'press' as const), id }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('move' as const),
      id,
      by: fc.constantFrom('holder' as const, 'staff' as const),
      start: fc.constantFrom(...starts),
    }),
  },
  { weight: 5, arbitrary: fc.constant<Act>({ type: 'jobs' }) },
);
const step: fc.Arbitrary<Step> = fc.record({
  wait: fc.constantFrom<Step['wait']>(0, 0, 0, 10, 90, 'until', 'just before'),
  turns: fc.option(fc.constantFrom(days[0], days[0], ...days), { freq: 2 }),
  acts: fc.array(act, { minLength: 1, maxLength: 4 }),
});

export const arbitrarySteps = fc.array(step, { minLength: 3, maxLength: 10 });

/** The first day is closed, and whoever is booked there is asked; done twice, the closure is lifted. */
export const asked: Step = { wait: 0, turns: days[0], acts: [{ type: 'jobs' }] };

const one = (type: 'refuse' | 'press' | 'ask' | 'undo'): Step => ({
  ...{ wait: 0, turns: null, acts: [{ type, id: 'a' }] },
});

/** After `asked`: answered with no, offered again and taken back, offered once more, taken, and that taken back. */
export const takenBack: Step[] = [
  one('refuse'),
  one('press'),
  one('ask'),
  { wait: 0, turns: null, acts: [{ type: 'accept', id: 'a', which: 0 }] },
  one('undo'),
];

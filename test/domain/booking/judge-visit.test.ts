import assert from 'node:assert/strict';
import fc from 'fast-check';
import { judgeVisit, openSpans } from '../../../server/domain/booking/judge-visit.ts';
import { minute } from '../../../server/domain/calendar/durations.ts';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import type { PublishedCalendar } from '../../../server/domain/calendar/published-calendar.ts';
import type { HallEvent } from '../../../server/domain/queue/hall/hall.ts';
import { testSite, words } from '../../support/sites.ts';

const calendar: PublishedCalendar = { years: new Set(), days: new Map() };
const day = '2026-11-24';
const at = (time: string) => instantOf(day, time, 'Asia/Shanghai');
const counter = (code: string, queue: string) => ({
  code,
  label: code,
  queues: [queue],
  sort: 1,
  speech: null,
});
const site = testSite({ counters: [counter('one', 'BJ-TSY:A'), counter('two', 'BJ-TSY:B')] });
const visit = { queue: 'BJ-TSY:A', day, start: at('10:00'), end: at('10:15') };
const judge = (
  open: readonly { counter: string; from: number; to: number | null }[],
  more: { served?: boolean; closed?: [string | null, string | null] } = {},
) => {
  const [from = null, to = null] = more.closed ?? [];
  const closure = { id: 'x', date: day, kind: 'closed', reason: words('flood'), from, to } as const;
  const its = more.closed === undefined ? site : { ...site, exceptions: [closure] };
  return judgeVisit({ site: its, calendar }, visit, { open, served: more.served ?? false });
};
const span = (from: string, to: string | null, counter = 'one') => ({
  counter,
  from: at(from),
  to: to === null ? null : at(to),
});

type Plain = HallEvent extends infer Each
  ? Each extends HallEvent
    ? Omit<Each, 'version' | 'at'>
    : never
  : never;
const events = (...list: readonly (readonly [time: string, event: Plain])[]): HallEvent[] =>
  list.map(([time, event], k) => ({ ...event, version: k + 1, at: at(time) }) as HallEvent);

describe('what became of a visit for which nobody came', () => {
  it('is missed where a counter of its queue was open during its time, and not held without one', () => {
    assert.equal(judge([span('09:00', '12:00')]), 'missed');
    assert.equal(judge([span('10:14', null)]), 'missed');
    assert.equal(judge([]), 'not_held', 'a day without any hall event');
    assert.equal(judge([span('09:00', '12:00', 'two')]), 'not_held', 'another queue');
    assert.equal(judge([span('09:00', '10:00'), span('10:15', null)]), 'not_held', 'before and after');
    assert.equal(judge([span('10:05', '10:05')]), 'not_held', 'opened and closed at once');
    assert.equal(judge([span('10:05', '10:04')]), 'not_held', 'a clock that was set back');
  });

  it('is not held where the day, or its time, was closed, whatever counters did', () => {
    const open = [span('09:00', '12:00')];
    assert.equal(judge(open, { closed: [null, null] }), 'not_held');
    assert.equal(judge(open, { closed: ['10:10', '11:00'] }), 'not_held');
    assert.equal(judge(open, { closed: ['10:15', '11:00'] }), 'missed');
  });

  it('is a visit after all where the enterprise was served that day', () => {
    assert.equal(judge([span('09:00', '12:00')], { served: true }), 'completed');
    assert.equal(judge([], { served: true, closed: [null, null] }), 'completed');
  });

  it('property: nobody is missed unless a counter of the queue was open within the visit and no closure lies over it', () => {
    const time = fc.integer({ min: 0, max: 24 * 60 }).map((minutes) => at('00:00') + minutes * minute);
    const spans = fc.array(
      fc.record({ counter: fc.constantFrom('one', 'two', 'gone'), from: time, to: fc.option(time) }),
      { maxLength: 5 },
    );
    const clock = (minutes: number): string =>
      `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    const closed = fc.option(
      fc
        .tuple(fc.integer({ min: 0, max: 1400 }), fc.integer({ min: 1, max: 39 }))
        .map(([from, long]): [string, string] => [clock(from), clock(from + long)]),
      { nil: undefined },
    );
    fc.assert(
      fc.property(spans, closed, (open, hours) => {
        const judged = judge(open, hours === undefined ? {} : { closed: hours });
        const over = hours !== undefined && at(hours[0]) < visit.end && at(hours[1]) > visit.start;
        const instants = Array.from({ length: 900 }, (_, second) => visit.start + second * 1000 + 500);
        const worked = open.some(
          (one) =>
            one.counter === 'one' &&
            instants.some((now) => one.from <= now && (one.to === null || now < one.to)),
        );
        assert.equal(judged, worked && !over ? 'missed' : 'not_held');
      }),
    );
  });
});

describe('when counters called', () => {
  it('is from opening to closing, without pauses of the counter or of the hall, and without what was taken back', () => {
    const one = { counter: 'one' } as const;
    const recorded = events(
      ['09:00', { type: 'counter_opened', ...one, staff: null }],
      ['10:00', { type: 'counter_paused', ...one, reason: 'x' }],
      ['10:30', { type: 'counter_resumed', ...one }],
      ['11:00', { type: 'hall_paused', reason: 'x' }],
      ['11:10', { type: 'hall_resumed' }],
      ['12:00', { type: 'counter_closed', ...one }],
      ['12:00', { type: 'day_closed', because: 'staff', from: 6 }],
      [
        '12:05',
        {
          type: 'day_reopened',
          takesBack: [6, 7],
          was: { state: 'open', pauseReason: null, tickets: [], counters: [] },
        },
      ],
      ['13:00', { type: 'counter_closed', ...one }],
    );
    assert.deepEqual(openSpans(recorded), [
      span('09:00', '10:00'),
      span('10:30', '11:00'),
      span('11:10', '13:00'),
    ]);
    assert.deepEqual(openSpans(recorded.slice(0, 1)), [span('09:00', null)]);
  });
});

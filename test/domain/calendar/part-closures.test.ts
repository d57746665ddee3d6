import assert from 'node:assert/strict';
import { queueClosedAt } from '../../../server/domain/calendar/part-closures.ts';
import type { PartClosure } from '../../../server/domain/catalogue/site.ts';
import { hallStateOf } from '../../../server/domain/queue/hall/hall-state.ts';
import { calendar2026, officeHours, testSite, words } from '../../support/sites.ts';

const at = (time: string) => Date.parse(`2026-11-27T${time}:00+08:00`);
const [queueA, queueB] = ['BJ-TSY:A', 'BJ-TSY:B'];

function closure(id: string, part: PartClosure['part'], from: string | null, to: string | null): PartClosure {
  return {
    id,
    part,
    first: '2026-11-27',
    last: '2026-11-27',
    weekdays: [],
    except: [],
    from,
    to,
    reason: words(id),
  };
}

const closed = (partClosures: readonly PartClosure[], queue: string, time: string) => {
  const found = queueClosedAt(testSite({ partClosures }), queue, at(time));
  return found === null ? null : new Date(found.until + 8 * 3_600_000).toISOString().slice(11, 16);
};

describe('closures of a part of a site', () => {
  it('a queue is closed from the first minute to before the last, and until the end of closures that follow each other', () => {
    const both = [
      closure('a', { kind: 'queue', queue: queueA }, '13:00', '15:00'),
      closure('b', { kind: 'queue', queue: queueA }, '15:00', '16:00'),
    ];
    assert.deepEqual(
      ['12:59', '13:00', '15:30', '16:00'].map((time) => closed(both, queueA, time)),
      [null, '16:00', '16:00', null],
    );
    assert.equal(closed(both, queueB, '14:00'), null);
  });

  it('a queue without any of its counters is closed, and one with a counter left is not', () => {
    // counter 1 serves both queues, counter 2 only queue A
    const first = closure('1', { kind: 'counter', counter: 'BJ-TSY-1' }, '09:00', '12:00');
    const second = closure('2', { kind: 'counter', counter: 'BJ-TSY-2' }, '10:00', '11:00');
    assert.deepEqual([closed([first], queueA, '10:30'), closed([first], queueB, '10:30')], [null, '12:00']);
    assert.equal(closed([first, second], queueA, '10:30'), '11:00');
    assert.equal(closed([first, second], queueA, '11:30'), null);
  });

  it('fewer places close no queue', () => {
    const fewer = closure('p', { kind: 'places', queue: queueA, places: 50 }, null, null);
    assert.equal(closed([fewer], queueA, '10:00'), null);
  });

  it('a hall with a closed queue is open and says which; with all of them closed it is paused and says why', () => {
    const state = (partClosures: readonly PartClosure[], time: string) =>
      hallStateOf({
        site: testSite({ sessions: officeHours, partClosures }),
        calendar: calendar2026,
        hall: null,
        now: at(time),
        lastCallPassed: false,
      });
    const a = closure('a', { kind: 'queue', queue: queueA }, '13:00', '15:00');
    const b = closure('b', { kind: 'queue', queue: queueB }, '14:00', '15:00');
    const one = state([a, b], '13:30');
    assert.equal(one.kind, 'open');
    assert.deepEqual(one.closedQueues, [{ queue: queueA, until: at('15:00'), reason: words('a') }]);
    const all = state([a, b], '14:30');
    assert.deepEqual([all.kind, all.reason], ['paused', words('a')]);
    assert.equal(state([a, b], '15:00').closedQueues, undefined);
    const whole = state([closure('s', { kind: 'site' }, '13:00', '15:00')], '13:30');
    assert.deepEqual([whole.kind, whole.opensAt], ['break', at('15:00')]);
    const day = state([closure('s', { kind: 'site' }, null, null)], '13:30');
    assert.deepEqual([day.kind, day.reason], ['closed', words('s')]);
  });
});

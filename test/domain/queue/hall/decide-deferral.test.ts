import assert from 'node:assert/strict';
import fc from 'fast-check';
import { callOrder } from '../../../../server/domain/queue/hall/call-policy.ts';
import type { HallCommand } from '../../../../server/domain/queue/hall/hall.ts';
import { HallPlay, minute, nine } from '../../../support/hall-play.ts';
import { hallSite } from '../../../support/hall-site.ts';
import { arrivals, fill } from '../../../support/random-hall.ts';
import { calledIn, itRefuses, one, opened } from '../../../support/refusal-cases.ts';

const defer = (ticket: string, places: number): HallCommand => ({ type: 'defer', ticket, places });

const waiting = (): HallPlay => {
  const play = opened();
  play.walkIn(0);
  return play;
};

describe('letting others pass', () => {
  it('is possible as often as the site allows', () => {
    const play = new HallPlay(hallSite(3, { deferrals: 1 }));
    const id = play.walkIn(0);
    play.walkIn(1);
    play.walkIn(2);
    play.do(3, defer(id, 1));
    assert.equal(play.code(4, defer(id, 1)), 'deferred_often');
  });

  it('puts so many of its queue before it and nobody else back, in any hall', () => {
    fc.assert(
      fc.property(arrivals, fc.nat(), fc.integer({ min: 1, max: 6 }), (list, which, places) => {
        const play = fill(new HallPlay(hallSite(3)), list);
        const ids = [...play.hall.tickets.keys()];
        const id = ids[which % Math.max(1, ids.length)];
        const now = nine + 130 * minute;
        const orderOf = (queue?: string) =>
          callOrder(play.hall, { site: play.site, now })
            .filter((each) => queue === undefined || each.queue === queue)
            .map((each) => each.id);
        if (id === undefined) return;
        const { queue } = play.ticket(id);
        const [before, whole] = [orderOf(queue), orderOf()];
        const decided = play.attempt(130, defer(id, places));
        if (!decided.ok) return assert.equal(decided.code, 'nobody_behind');
        const after = orderOf(queue);
        const without = (order: readonly string[]) => order.filter((each) => each !== id);
        assert.deepEqual(without(orderOf()), without(whole));
        const [event] = decided.value;
        assert.ok(event?.type === 'ticket_deferred' && event.places <= places);
        assert.equal(after.indexOf(id), before.indexOf(id) + event.places);
        // nobody was put back: what was before somebody and is not the one who lets pass was there already
        for (const other of without(before)) assert.ok(after.indexOf(other) <= before.indexOf(other));
      }),
      { numRuns: 1500, seed: 7 },
    );
  });

  it('two who let the same one pass stand as they said it: the later one in front', () => {
    const play = new HallPlay(hallSite(3));
    const ids = [0, 0, 0].map((at) => play.walkIn(at));
    const [first = '', second = '', third = ''] = ids;
    play.do(1, defer(second, 1));
    play.do(2, defer(first, 1));
    const order = callOrder(play.hall, { site: play.site, now: nine + 3 * minute });
    assert.deepEqual(
      order.map(({ id }) => id),
      [third, first, second],
    );
  });

  it('whoever comes after it was said overtakes only by being due earlier', () => {
    const play = waiting();
    const second = play.walkIn(1);
    play.do(2, defer('t1', 5));
    const third = play.walkIn(3);
    assert.deepEqual([play.call(4), play.hall.tickets.get(third)?.state], [second, 'waiting']);
    play.do(5, { type: 'finish', ...one, outcome: 'completed' });
    assert.equal(play.call(6), 't1');
  });

  itRefuses([
    ['wrong_state', 'from a counter', () => defer('t1', 1), 2, calledIn],
    ['nobody_behind', 'where nobody is behind', () => defer('t1', 1), 1, waiting],
    ['invalid_input', 'for nobody', () => defer('t1', 0), 1, waiting],
  ]);
});

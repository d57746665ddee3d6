import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { HallCommand } from '../../../../server/domain/queue/hall/hall.ts';
import { HallPlay } from '../../../support/hall-play.ts';
import { hallSite } from '../../../support/hall-site.ts';
import { arrivals, fill } from '../../../support/random-hall.ts';
import { calledIn, itRefuses, missedIn, one, opened } from '../../../support/refusal-cases.ts';

const ends = ['completed', 'missing_materials', 'referred', 'did_not_come'] as const;
const next = (outcome: (typeof ends)[number] = 'completed'): HallCommand => ({
  type: 'next',
  ...one,
  outcome,
});

describe('ending and calling in one press', () => {
  itRefuses([
    ['unknown_counter', 'at an unknown counter', () => ({ ...next(), counter: 'BJ-TSY-9' }) as HallCommand],
    ['counter_closed', 'at a closed counter', () => ({ ...next(), counter: 'BJ-TSY-2' }) as HallCommand],
    ['nobody_waiting', 'with nobody here and nobody waiting', () => next()],
    ['recall_first', '“did not come” before the recalls', () => next('did_not_come'), 3, calledIn],
    [
      'wrong_state',
      '“did not come” of who is served',
      (play) => {
        play.do(2, { type: 'start', ...one });
        return next('did_not_come');
      },
      3,
      calledIn,
    ],
    [
      'not_started',
      'finishing who was only called, when that is to be asked first',
      () => ({ ...next(), onlyStarted: true }) as HallCommand,
      3,
      calledIn,
    ],
  ]);

  it('does what the two commands do, one after the other', () => {
    fc.assert(
      fc.property(arrivals, fc.constantFrom(...ends), fc.boolean(), (people, outcome, paused) => {
        const start = () => {
          const play = fill(new HallPlay(hallSite(3)).open(1), people);
          play.attempt(130, { type: 'call_next', ...one });
          for (const at of [131, 132])
            if (outcome === 'did_not_come') play.attempt(at, { type: 'recall', ...one });
          if (paused) play.do(133, { type: 'pause_hall', reason: '停电' });
          return play;
        };
        const [once, twice] = [start(), start()];
        const here = once.hall.counters.get(one.counter)?.ticket ?? null;
        once.attempt(134, next(outcome));
        if (here !== null)
          twice.do(
            134,
            outcome === 'did_not_come' ? { type: 'missed', ...one } : { type: 'finish', ...one, outcome },
          );
        twice.attempt(134, { type: 'call_next', ...one });
        assert.deepEqual(once.hall, twice.hall);
        assert.deepEqual(once.events, twice.events);
      }),
    );
  });

  it('lets the end stand when nobody is left to call', () => {
    const play = calledIn();
    const events = play.do(3, next());
    assert.deepEqual(
      events.map(({ type }) => type),
      ['service_started', 'service_finished'],
    );
    assert.equal(play.hall.counters.get(one.counter)?.ticket, null);
  });

  it('is taken back a step at a time: first the call, then the end', () => {
    const play = calledIn();
    play.do(2, { type: 'start', ...one });
    play.walkIn(2);
    play.do(3, next());
    play.do(3, play.undo(1));
    assert.equal(play.ticket('t2').state, 'waiting');
    play.do(3, play.undo(1));
    assert.equal(play.ticket('t1').state, 'serving');
    assert.equal(play.hall.counters.get(one.counter)?.ticket, 't1');
  });

  it('only calls when nobody is at the counter', () => {
    const play = missedIn();
    const second = play.walkIn(5);
    play.do(6, next('did_not_come'));
    assert.equal(play.ticket(second).state, 'called');
    assert.equal(opened().code(0, next()), 'nobody_waiting');
  });
});

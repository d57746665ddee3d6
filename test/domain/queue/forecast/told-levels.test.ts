import assert from 'node:assert/strict';
import {
  levelAfter,
  levelKey,
  levelsAfter,
  levelsNow,
  outcomesSoFar,
  steps,
  wanted,
} from '../../../../server/domain/queue/forecast/told-levels.ts';
import { HallPlay, minute, nine } from '../../../support/hall-play.ts';
import { hallSite, queueA } from '../../../support/hall-site.ts';

const key = levelKey(queueA, false);
const told = { key, low: 10, high: 20, knownAt: 0 };

describe('the levels of what is told', () => {
  it('a wait longer than told leaves less out above, one that was not leaves a little more out', () => {
    const before = wanted;
    const late = levelAfter(before, { ...told, waited: 25 }, 0.05);
    assert.ok(late.late < before.late && late.early > before.early);
    const inside = levelAfter(before, { ...told, waited: 15 }, 0.05);
    assert.ok(inside.late > before.late && inside.early > before.early);
    const early = levelAfter(before, { ...told, waited: 5 }, 0.05);
    assert.ok(early.early < before.early);
  });

  it('learn of a crowd from crowds, and of quiet hours from quiet hours', () => {
    const quiet = levelAfter(wanted, { ...told, low: 0, high: 1, waited: 0 }, 0.05);
    assert.ok(quiet.lateAlone > wanted.lateAlone);
    assert.deepEqual([quiet.late, quiet.early], [wanted.late, wanted.early]);
    assert.ok(levelAfter(wanted, { ...told, low: 0, high: 1, waited: 2 }, 0.05).lateAlone < wanted.lateAlone);
    assert.equal(levelAfter(wanted, { ...told, waited: 25 }, 0.05).lateAlone, wanted.lateAlone);
  });

  it('leave out less above than below, and no more than a fifth in all', () => {
    assert.ok(wanted.late < wanted.early && wanted.late + wanted.early <= 0.2);
    assert.ok(wanted.lateAlone <= 0.13);
  });

  it('stay where they are when as many are late and early as are to be', () => {
    const shares = [
      ...Array.from({ length: Math.round(1000 * wanted.late) }, () => 25),
      ...Array.from({ length: Math.round(1000 * wanted.early) }, () => 5),
    ];
    const outcomes = Array.from({ length: 2000 }, (_, index) => ({
      ...told,
      waited: shares[(index * 37) % 1000] ?? 15,
    }));
    const level = levelsAfter(outcomes, steps.days).get(key);
    assert.ok(level !== undefined);
    assert.ok(Math.abs(level.late - wanted.late) < 0.02 && Math.abs(level.early - wanted.early) < 0.02);
  });

  it('who waits longer than told counts before the call', () => {
    const play = new HallPlay(hallSite(1)).open(1);
    for (let index = 0; index < 5; index += 1) play.do(0, play.issue({ toldWait: { low: 1, high: 10 } }));
    const at = (minutes: number) => outcomesSoFar(play.hall.tickets.values(), nine + minutes * minute);
    assert.equal(at(9).length, 0);
    assert.equal(at(11).length, 5);
    const now = levelsNow(new Map(), play.hall, nine + 11 * minute)(queueA, false);
    assert.ok(now.late < wanted.late);
    assert.equal(levelsNow(new Map(), play.hall, nine + 11 * minute)(queueA, true).late, wanted.late);
  });

  it('the call taken back is no outcome', () => {
    const play = new HallPlay(hallSite(1)).open(1);
    play.do(0, play.issue({ toldWait: { low: 5, high: 10 } }));
    play.call(1);
    assert.equal(outcomesSoFar(play.hall.tickets.values(), nine + minute).length, 1);
    play.do(2, play.undo());
    assert.equal(outcomesSoFar(play.hall.tickets.values(), nine + 2 * minute).length, 0);
  });

  it('who gave up after waiting longer than told counts as well as before, who went sooner does not', () => {
    const play = new HallPlay(hallSite(1)).open(1);
    const [patient, hasty] = [0, 1].map(() => {
      const command = play.issue({ toldWait: { low: 1, high: 10 } });
      play.do(0, command);
      return command.id;
    });
    play.do(5, { type: 'leave', ticket: hasty ?? '' });
    play.do(15, { type: 'leave', ticket: patient ?? '' });
    const known = outcomesSoFar(play.hall.tickets.values(), nine + 20 * minute);
    assert.deepEqual(
      known.map(({ knownAt, waited }) => [(knownAt - nine) / minute, waited]),
      [[10, Number.POSITIVE_INFINITY]],
    );
  });
});

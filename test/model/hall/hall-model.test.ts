import assert from 'node:assert/strict';
import fc from 'fast-check';
import { foldDay } from '../../../server/domain/queue/figures/day-fold.ts';
import { habitsIn } from '../../../server/domain/queue/forecast/counter-habits.ts';
import { replayHall } from '../../../server/domain/queue/hall/evolve-hall.ts';
import { standingEvents } from '../../../server/domain/queue/hall/undone.ts';
import { day, HallPlay } from '../../support/hall-play.ts';
import { hallSite } from '../../support/hall-site.ts';
import { hallCommands } from './hall-commands.ts';
import { emptyModel } from './hall-model.ts';

/** What was taken back is gone from the hall and from its figures, which only count how often that was; the log knows of it. */
function asIfNeverDone({ site, hall, events }: HallPlay): void {
  const standing = standingEvents(events).map((event, index) => ({ ...event, version: index + 1 }));
  const without = replayHall(site.code, day, standing);
  assert.deepEqual({ ...hall, version: 0 }, { ...without, version: 0 });
  const { takenBack, ...figures } = foldDay(events, site.timeZone);
  const { takenBack: none, ...those } = foldDay(standing, site.timeZone);
  assert.deepEqual(figures, those);
  assert.deepEqual([takenBack, none], [events.filter(({ type }) => type === 'command_undone').length, 0]);
  assert.deepEqual(habitsIn(events), habitsIn(standing));
}

describe('the hall and its model on paper', () => {
  it('give the same answer to every command of every day, and replaying the events gives the same hall', () => {
    const seed = 20261124;
    let asked = 0;
    const heard = new Set<string>();
    fc.assert(
      fc.property(fc.commands([...hallCommands], { maxCommands: 250, size: 'max' }), (commands) => {
        const real = new HallPlay(hallSite(3, { recalls: 1 }));
        const attempt = real.attempt.bind(real);
        real.attempt = (at, command) => {
          const decided = attempt(at, command);
          asked += 1;
          heard.add(decided.ok ? 'accepted' : decided.code);
          return decided;
        };
        fc.modelRun(() => ({ model: emptyModel(), real }), commands);
        assert.deepEqual(replayHall(real.site.code, day, real.events), real.hall);
        assert.equal(real.hall.version, real.events.length);
        asIfNeverDone(real);
      }),
      { numRuns: process.env['HALL_DEEP'] === undefined ? 900 : 2500, seed },
    );
    console.log(`      ${asked} commands against the model, seed ${seed}`);
    // the random days must get everywhere, or they would prove little
    const expected = [
      'accepted already_open cannot_serve day_not_closed counter_busy counter_closed counter_idle counter_paused day_closed',
      'last_call_passed nobody_waiting paused reason_required recall_first return_expired too_early',
      'already_checked_in deferred_often nobody_behind nothing_to_undo too_late_to_undo ticket_moved_on returned_already unknown_queue unknown_ticket wrong_state',
    ].flatMap((line) => line.split(' '));
    assert.deepEqual(
      expected.filter((code) => !heard.has(code)),
      [],
    );
  });
});

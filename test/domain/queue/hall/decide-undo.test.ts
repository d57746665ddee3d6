import assert from 'node:assert/strict';
import fc from 'fast-check';
import { playDay, SimulatedDay } from '../../../../seeds/demo/simulated-day.ts';
import { foldDay } from '../../../../server/domain/queue/figures/day-fold.ts';
import { seededRandom } from '../../../../server/domain/queue/forecast/seeded-random.ts';
import { replayHall } from '../../../../server/domain/queue/hall/evolve-hall.ts';
import type { HallCommand, UndoableCommand } from '../../../../server/domain/queue/hall/hall.ts';
import { day, HallPlay, nine, seventeen } from '../../../support/hall-play.ts';
import { hallMinutes, hallSite, queueB } from '../../../support/hall-site.ts';
import { arrivals, fill } from '../../../support/random-hall.ts';
import {
  calledIn,
  itRefuses,
  missedIn,
  next,
  one,
  opened,
  transfer,
} from '../../../support/refusal-cases.ts';

const undo = (play: HallPlay): HallCommand => play.undo(1);
const state = ({ hall }: HallPlay) => ({ ...hall, version: 0 });

/** The hall before the command, and the minute in which it is given. */
const cases: readonly [UndoableCommand, string, HallCommand, () => HallPlay, number][] = [
  ['call', 'a call', next, () => withOneWaiting(), 5],
  [
    'call',
    'a call out of turn',
    { type: 'call_ticket', ...one, ticket: 't1', reason: '老人' },
    withOneWaiting,
    5,
  ],
  ['start', 'a start', { type: 'start', ...one }, calledIn, 5],
  ['finish', 'the end of a visit', { type: 'finish', ...one, outcome: 'referred' }, servingIn, 5],
  ['finish', 'start and end in one', { type: 'finish', ...one, outcome: 'completed' }, calledIn, 5],
  ['missed', 'a missed call', { type: 'missed', ...one }, recalledIn, 4],
  ['park', 'setting aside', { type: 'park', ...one }, servingIn, 5],
  ['transfer', 'passing on', transfer(queueB, null), servingIn, 5],
  ['return', 'bringing back', { type: 'return', ticket: 't1', by: one.counter }, missedIn, 5],
  ['resume', 'taking up again', { type: 'resume_ticket', ticket: 't1', by: one.counter }, parkedIn, 5],
];

function withOneWaiting(): HallPlay {
  const play = opened();
  play.walkIn(0);
  return play;
}

function recalledIn(): HallPlay {
  const play = calledIn();
  play.do(2, { type: 'recall', ...one });
  play.do(3, { type: 'recall', ...one });
  return play;
}

function servingIn(): HallPlay {
  const play = calledIn();
  play.do(2, { type: 'start', ...one });
  return play;
}

function parkedIn(): HallPlay {
  const play = servingIn();
  play.do(3, { type: 'park', ...one });
  return play;
}

describe('taking the last command of a counter back', () => {
  for (const [name, title, command, start, at] of cases) {
    it(`${title} leaves the hall as if it had not been, and says what was taken back`, () => {
      const play = start();
      const before = state(play);
      const done = play.do(at, command);
      const [undone] = play.do(at + 2, undo(play));
      assert.deepEqual(state(play), before);
      assert.ok(undone?.type === 'command_undone');
      assert.equal(undone.command, name);
      assert.deepEqual(
        undone.takesBack,
        done.map(({ version }) => version),
      );
    });
  }

  it('the log keeps both, and playing it gives the hall', () => {
    const play = servingIn();
    const before = [...play.events];
    play.do(5, { type: 'park', ...one });
    play.do(6, undo(play));
    assert.deepEqual(play.events.slice(0, before.length), before);
    assert.equal(play.events.length, before.length + 2);
    const read = JSON.parse(JSON.stringify(play.events)) as typeof play.events;
    assert.deepEqual(replayHall(play.site.code, day, read), play.hall);
  });

  it('a call goes with its recalls, and the ticket is called anew as for the first time', () => {
    const play = recalledIn();
    play.do(4, undo(play));
    assert.deepEqual(play.hall.calls, []);
    assert.equal(play.ticket('t1').state, 'waiting');
    assert.equal(play.call(5), 't1');
    assert.equal(play.ticket('t1').timesCalled, 1);
  });

  it('one after another, back to where it began', () => {
    const play = withOneWaiting();
    const before = state(play);
    play.call(1);
    play.do(1.5, { type: 'start', ...one });
    play.do(2, { type: 'finish', ...one, outcome: 'completed' });
    const undone = [3, 3, 3].map((at) => play.do(at, undo(play))[0]);
    assert.deepEqual(
      undone.map((event) => event?.type === 'command_undone' && event.command),
      ['finish', 'start', 'call'],
    );
    assert.deepEqual(state(play), before);
    assert.equal(play.code(3, undo(play)), 'nothing_to_undo');
  });

  it('a hand for help that went up meanwhile stays up', () => {
    const play = servingIn();
    play.do(3, { type: 'park', ...one });
    play.do(4, { type: 'ask_help', ...one });
    play.do(5, undo(play));
    assert.notEqual(play.hall.counters.get(one.counter)?.helpSince, null);
    assert.equal(play.hall.counters.get(one.counter)?.ticket, 't1');
  });

  it('what another counter does is not taken back', () => {
    const play = calledIn().open(2);
    const second = play.walkIn(2);
    play.call(2, 2);
    play.do(3, undo(play));
    assert.equal(play.ticket('t1').state, 'waiting');
    assert.equal(play.ticket(second).counter, play.counter(2));
  });

  itRefuses([
    [
      'unknown_counter',
      'at a counter that is not there',
      (play) => ({ ...play.undo(), counter: 'X-9' }) as HallCommand,
    ],
    ['nothing_to_undo', 'when nothing has happened', undo],
    ['nothing_to_undo', 'once the counter has closed', undo, 6, () => closedAfter(servingIn())],
    ['too_late_to_undo', 'after more than two minutes', undo, 4.1, servingIn],
    ['ticket_moved_on', 'when somebody else has called the ticket since', undo, 5, passedOn],
    ['ticket_moved_on', 'when the visitor has left since', undo, 3, leftWhenCalled],
    ['day_closed', 'on a day that is over', undo, 3, closedDay],
  ]);
});

function closedAfter(play: HallPlay): HallPlay {
  play.do(5, { type: 'park', ...one });
  play.do(6, { type: 'close_counter', ...one });
  return play;
}

function passedOn(): HallPlay {
  const play = servingIn().open(3);
  play.do(4, transfer(null, play.counter(3)));
  play.call(5, 3);
  return play;
}

function leftWhenCalled(): HallPlay {
  const play = calledIn();
  play.do(2, { type: 'leave', ticket: 't1' });
  return play;
}

function closedDay(): HallPlay {
  const play = servingIn();
  play.do(3, { type: 'close_day' });
  return play;
}

/** Wrong keys: whatever the counter accepts in its state, in some order. */
const slips = (counter: string, ticket: string): readonly HallCommand[] => [
  { type: 'call_next', counter },
  { type: 'start', counter },
  { type: 'finish', counter, outcome: 'missing_materials' },
  { type: 'missed', counter },
  { type: 'park', counter },
  { type: 'transfer', counter, toQueue: queueB, toCounter: null },
  { type: 'call_ticket', counter, ticket, reason: 'slip' },
];

describe('a slip that is taken back at once', () => {
  it('leaves neither the hall nor its figures different, in any hall', () => {
    fc.assert(
      fc.property(
        arrivals,
        fc.array(fc.nat({ max: 6 }), { maxLength: 12 }),
        fc.nat({ max: 6 }),
        (list, way, slip) => {
          const play = fill(new HallPlay(hallSite(3, { recalls: 0 })), list).open(1, 2, 3);
          const counter = play.counter(1);
          way.forEach((which, index) => {
            const command = slips(counter, [...play.hall.tickets.keys()][index] ?? '')[which];
            if (command !== undefined) play.attempt(200, command);
          });
          const before = state(play);
          const figures = foldDay(play.events, play.site.timeZone);
          const wrong = slips(counter, [...play.hall.tickets.keys()][0] ?? '')[slip];
          if (wrong === undefined || !play.attempt(201, wrong).ok) return;
          play.do(202, undo(play));
          assert.deepEqual(state(play), before);
          const takenBack = figures.takenBack + 1;
          assert.deepEqual(foldDay(play.events, play.site.timeZone), { ...figures, takenBack });
        },
      ),
      { numRuns: 1000, seed: 15 },
    );
  });

  it('in one of ten commands leaves the day the figures that it would have had', () => {
    const site = hallSite(10);
    const options = {
      site,
      opensAt: nine,
      closesAt: seventeen,
      seed: 21,
      tickets: 420,
      minutes: hallMinutes,
    };
    const right = playDay(new SimulatedDay(options), site, day);
    const random = seededRandom(5);
    const play = new HallPlay(site);
    const simulated = new SimulatedDay(options);
    let taken = 0;
    for (let step = simulated.next(play.hall); step !== null; step = simulated.next(play.hall)) {
      const at = (step.at - nine) / 60_000;
      const label = 1 + Math.floor(random() * 10);
      const wrong = slips(play.counter(label), '')[Math.floor(random() * 6)];
      if (random() < 0.1 && wrong !== undefined && play.attempt(at, wrong).ok) {
        play.do(at, play.undo(label));
        taken += 1;
      }
      simulated.settle(play.attempt(at, step.command).ok, play.hall);
    }
    console.log(`      ${taken} slips among ${right.events.length} events`);
    assert.ok(taken > 40, `${taken} slips`);
    assert.deepEqual({ ...play.hall, version: 0 }, { ...right.hall, version: 0 });
    const { takenBack, ...figures } = foldDay(play.events, site.timeZone);
    assert.equal(takenBack, taken, 'counted apart');
    assert.deepEqual({ ...figures, takenBack: 0 }, foldDay(right.events, site.timeZone));
  });
});

import assert from 'node:assert/strict';
import type { HallEvent } from '../../server/domain/queue/hall/hall.ts';
import { boardOf } from '../../server/domain/queue/screens/board.ts';
import { factsFor } from '../../server/realtime/audience.ts';
import { HallPlay, nine } from '../support/hall-play.ts';
import { hallSite, openHall } from '../support/hall-site.ts';

const allowed = new Set(['version', 'at', 'type', 'number', 'counter', 'label', 'times']);

/** A day in which everything happens that has a secret in it. */
function secretiveDay(): HallPlay {
  const play = new HallPlay(hallSite(3));
  const counter = play.counter(1);
  play.do(0, { type: 'open_counter', counter, staff: 'SECRET staff' });
  play.do(0, { ...play.booked(5), booking: 'SECRET booking' });
  play.walkIn(1);
  const other = play.walkIn(2);
  play.do(3, { type: 'call_ticket', counter, ticket: other, reason: 'SECRET reason' });
  play.do(4, { type: 'recall', counter });
  play.do(4, { type: 'start', counter });
  play.do(5, { type: 'ask_help', counter });
  play.do(6, { type: 'end_help', counter });
  play.do(7, { type: 'finish', counter, outcome: 'missing_materials' });
  play.do(7, play.undo(1));
  play.do(7, { type: 'finish', counter, outcome: 'missing_materials' });
  play.do(8, { type: 'pause_counter', counter, reason: 'SECRET pause' });
  play.do(8, { type: 'lift_last_call', lifted: true });
  play.do(9, { type: 'pause_hall', reason: 'SECRET alarm' });
  play.do(10, { type: 'resume_hall' });
  play.do(11, { type: 'close_day' });
  return play;
}

describe('what an audience is told', () => {
  const { events, hall, site } = secretiveDay();

  for (const audience of ['hall', 'staff'] as const) {
    it(`holds no personal data and no reason, for the ${audience}`, () => {
      const facts = factsFor(audience, events, hall, site);
      assert.ok(!JSON.stringify(facts).includes('SECRET'));
      for (const fact of facts) for (const key of Object.keys(fact)) assert.ok(allowed.has(key), key);
    });
  }

  it('sees no secret on the board either', () => {
    const noWaits = { tickets: new Map(), newcomers: new Map() };
    const day = new HallPlay(hallSite(3));
    day.do(0, { type: 'open_counter', counter: day.counter(1), staff: 'SECRET staff' });
    day.do(0, { ...day.booked(5), booking: 'SECRET booking' });
    day.do(1, { type: 'call_next', counter: day.counter(1) });
    day.do(1, { ...day.booked(9), booking: 'SECRET booking too' });
    day.do(2, { type: 'pause_hall', reason: 'SECRET alarm' });
    const board = JSON.stringify(boardOf(day.hall, day.site, noWaits, openHall, nine));
    assert.match(board, /A001.*A002/);
    assert.ok(!board.includes('SECRET'));
  });

  it('tells the hall every call with its number, counter and how often', () => {
    const facts = factsFor('hall', events, hall, site);
    const calls = facts.filter(({ type }) => type === 'ticket_called' || type === 'ticket_recalled');
    assert.deepEqual(
      calls.map(({ number, label, times }) => ({ number, label, times })),
      [
        { number: 'A003', label: '1', times: 1 },
        { number: 'A003', label: '1', times: 2 },
      ],
    );
  });

  it('tells the staff everything that happened, and the hall neither calls for help nor what the last call is', () => {
    const types = (audience: 'hall' | 'staff') =>
      factsFor(audience, events, hall, site).map(({ type }) => type);
    assert.equal(types('staff').length, events.length);
    const untold: readonly HallEvent['type'][] = ['help_asked', 'help_ended', 'last_call_lifted'];
    for (const type of untold) assert.ok(types('staff').includes(type), type);
    assert.deepEqual(
      types('hall'),
      types('staff').filter((type) => !untold.includes(type)),
    );
  });
});

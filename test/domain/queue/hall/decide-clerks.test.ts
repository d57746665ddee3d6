import assert from 'node:assert/strict';
import {
  clerkAt,
  counterOf,
  isClerk,
  unattendedCounters,
} from '../../../../server/domain/queue/hall/counter-clerk.ts';
import { decideForClerk } from '../../../../server/domain/queue/hall/decide-for-clerk.ts';
import { evolveAll } from '../../../../server/domain/queue/hall/evolve-hall.ts';
import type { HallCommand } from '../../../../server/domain/queue/hall/hall.ts';
import { HallPlay, minute, nine } from '../../../support/hall-play.ts';
import { hallSite } from '../../../support/hall-site.ts';

const [one, two] = ['BJ-TSY-1', 'BJ-TSY-2'];
const open = (counter: string, staff: string | null, leave?: string): HallCommand => ({
  type: 'open_counter',
  counter,
  staff,
  leave,
});
const take = (counter: string, staff: string, from: string | null, leave?: string): HallCommand => ({
  type: 'take_over',
  counter,
  staff,
  from,
  leave,
});

describe('whose counter it is', () => {
  let play: HallPlay;
  const at = (counter: string) => play.hall.counters.get(counter);
  /** The code of what somebody presses at a console. */
  const presses = (staff: string, command: HallCommand, counter = one): string => {
    const context = { site: play.site, now: nine + 9 * minute };
    const decided = decideForClerk(play.hall, command, context, { staff, counter });
    if (decided.ok) play.hall = evolveAll(play.hall, decided.value);
    return decided.ok ? 'accepted' : decided.code;
  };

  beforeEach(() => {
    play = new HallPlay(hallSite(3));
    play.do(0, open(one, 'ann'));
  });

  it('a clerk who opens another counter is asked, and leaves the first', () => {
    const refused = play.attempt(1, open(two, 'ann'));
    assert.deepEqual(refused, {
      ok: false,
      code: 'has_other_counter',
      details: { counter: one, label: '1' },
    });
    assert.equal(play.code(1, open(two, 'ann', 'BJ-TSY-3')), 'has_other_counter');
    play.do(1, open(two, 'ann', one));
    assert.deepEqual([at(one)?.state, clerkAt(at(two))], ['closed', 'ann']);
    assert.equal(counterOf(play.hall, 'ann')?.counter, two);
  });

  it('nobody is left standing at the counter that is left', () => {
    const ticket = play.walkIn(0);
    play.call(1);
    assert.equal(play.code(2, open(two, 'ann', one)), 'counter_busy');
    play.do(2, open(two, 'ben'));
    assert.equal(play.code(2, take(two, 'ann', 'ben', one)), 'counter_busy');
    assert.equal(play.ticket(ticket).state, 'called');
  });

  it('a second clerk takes over from whom they saw there, with the visitor who is there', () => {
    const ticket = play.walkIn(0);
    play.call(1);
    play.do(2, take(one, 'ben', 'ann'));
    const { staff, takenFrom, ticket: here, state } = at(one) ?? {};
    assert.deepEqual([staff, takenFrom, here, state], ['ben', 'ann', ticket, 'open']);
    assert.equal(play.code(3, take(one, 'cat', 'ann')), 'counter_held');
    assert.deepEqual(play.do(3, take(one, 'ben', 'ann')), [], 'who is there already stays there');
  });

  it('takes over nothing that is closed, and has one counter afterwards', () => {
    assert.equal(play.code(1, take(two, 'ben', null)), 'counter_closed');
    assert.equal(play.code(1, take('BJ-TSY-9', 'ben', null)), 'unknown_counter');
    play.do(1, open(two, 'ben'));
    assert.equal(play.code(2, take(one, 'ben', 'ann')), 'has_other_counter');
    play.do(2, take(one, 'ben', 'ann', two));
    assert.deepEqual([at(two)?.state, at(one)?.staff], ['closed', 'ben']);
  });

  it('only the clerk of a counter works it', () => {
    play.walkIn(0);
    assert.equal(presses('ben', { type: 'call_next', counter: one }), 'counter_held');
    assert.equal(presses('ann', { type: 'call_next', counter: one }), 'accepted');
    assert.equal(presses('ben', { type: 'return', ticket: 't1' }), 'counter_held');
    assert.equal(presses('ben', take(one, 'ben', 'ann')), 'accepted');
    assert.equal(presses('ann', { type: 'start', counter: one }), 'counter_held');
    assert.equal(presses('ben', { type: 'start', counter: one }), 'accepted');
  });

  it('a counter that is open without a clerk is that of whoever does something there', () => {
    play.do(1, open(two, null));
    assert.equal(presses('ben', { type: 'ask_help', counter: two }, two), 'accepted');
    assert.equal(clerkAt(at(two)), 'ben');
    assert.equal(presses('ann', { type: 'end_help', counter: two }, two), 'counter_held');
    play.do(1, open('BJ-TSY-3', null));
    const third = { type: 'ask_help', counter: 'BJ-TSY-3' } as const;
    assert.equal(presses('ben', third, 'BJ-TSY-3'), 'has_other_counter');
    assert.equal(at('BJ-TSY-3')?.helpSince, null);
  });

  it('a program with a key has as many counters as it works, and a clerk takes one of them on purpose', () => {
    assert.deepEqual(
      ['ann', 'key:1', null].map((staff) => isClerk(staff)),
      [true, false, false],
    );
    play.do(1, open(two, 'key:1'));
    play.do(1, open('BJ-TSY-3', 'key:1'));
    assert.equal(presses('ben', { type: 'ask_help', counter: two }, two), 'counter_held');
    assert.equal(presses('ben', take(two, 'ben', 'key:1'), two), 'accepted');
    assert.equal(clerkAt(at(two)), 'ben');
  });

  it('a counter whose clerk is gone is told with whom they left there', () => {
    const ticket = play.walkIn(0);
    play.call(1);
    play.do(1, open(two, 'key:1'));
    assert.deepEqual(unattendedCounters(play.hall, new Set(['ann'])), []);
    assert.deepEqual(unattendedCounters(play.hall, new Set()), [
      { counter: one, staff: 'ann', ticket, since: nine + minute },
    ]);
    play.do(2, { type: 'finish', counter: one, outcome: 'completed' });
    assert.equal(unattendedCounters(play.hall, new Set())[0]?.ticket, null);
    play.do(3, { type: 'close_counter', counter: one });
    assert.deepEqual(unattendedCounters(play.hall, new Set()), []);
  });
});

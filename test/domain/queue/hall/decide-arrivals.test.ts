import assert from 'node:assert/strict';
import { emptyHall } from '../../../../server/domain/queue/hall/hall.ts';
import { day, HallPlay, minute, nine, seventeen } from '../../../support/hall-play.ts';
import { hallSite, queueA } from '../../../support/hall-site.ts';
import { itRefuses, opened } from '../../../support/refusal-cases.ts';

describe('coming to the hall', () => {
  itRefuses([
    ['no_services', 'a ticket for nothing', (play) => play.issue({ services: [] })],
    [
      'not_offered',
      'a ticket for a service that the site does not have',
      (play) => play.issue({ services: [{ code: 'PICKUP', quantity: 1 }] }),
    ],
    [
      'unknown_queue',
      'a ticket for a queue that the site does not have',
      (play) => play.issue({ queue: 'HZ:A' }),
    ],
    ['closed', 'a ticket on a day without opening', (play) => play.issue({ closesAt: null })],
    ['closed', 'a ticket after closing', (play) => play.issue({ closesAt: seventeen }), 480],
    [
      'last_call_passed',
      'a ticket whose turn would come after closing',
      (play) => play.issue({ lastCallWait: 61 }),
      420,
    ],
    [
      'paused',
      'a ticket while the hall is paused',
      (play) => {
        play.do(0, { type: 'pause_hall', reason: '' });
        return play.issue();
      },
    ],
    ['too_early', 'a check-in more than an hour early', (play) => play.booked(61)],
    ['no_services', 'a check-in for nothing', (play) => ({ ...play.booked(0), services: [] })],
    ['unknown_queue', 'a check-in for an unknown queue', (play) => ({ ...play.booked(0), queue: 'HZ:A' })],
    [
      'already_checked_in',
      'a second check-in',
      (play) => {
        const first = play.booked(0);
        play.do(0, first);
        return { ...first, id: 'again' };
      },
    ],
  ]);

  it('number 999 is the last of a queue and a day', () => {
    const play = new HallPlay(hallSite(1));
    play.hall = { ...emptyHall('BJ-TSY', day), lastNumbers: new Map([[queueA, 998]]) };
    assert.equal(play.ticket(play.walkIn(0)).number, 'A999');
    assert.equal(play.code(1, play.issue()), 'queue_full');
  });

  it('a second check-in is possible when the first ticket was given up', () => {
    const play = opened();
    const first = play.booked(10);
    play.do(0, first);
    play.do(1, { type: 'leave', ticket: first.id });
    assert.equal(play.code(2, { ...first, id: 'again' }), 'accepted');
  });

  it('appointments can check in while the hall is paused', () => {
    const play = opened();
    play.do(0, { type: 'pause_hall', reason: '' });
    assert.equal(play.code(0, play.booked(10)), 'accepted');
  });

  it('a ticket id that is used twice is a bug, not a refusal', () => {
    const play = opened();
    const command = play.issue();
    play.do(0, command);
    assert.throws(() => play.attempt(0, command), /used already/);
  });
});

describe('last call', () => {
  const late = (play: HallPlay, more = {}) => play.issue({ lastCallWait: 31, ...more });

  it('a ticket whose turn comes exactly at closing is still given', () => {
    const play = opened();
    assert.equal(play.code(450, play.issue({ lastCallWait: 30 })), 'accepted');
    assert.equal(play.code(450, late(play)), 'last_call_passed');
  });

  it('staff can give a ticket themselves or lift the last call, and set it again', () => {
    const play = opened();
    assert.equal(play.code(450, late(play, { byStaff: true })), 'accepted');
    play.do(450, { type: 'lift_last_call', lifted: true });
    assert.equal(play.code(450, late(play)), 'accepted');
    play.do(450, { type: 'lift_last_call', lifted: false });
    assert.equal(play.code(450, late(play)), 'last_call_passed');
  });

  it('a site without the rule, or a wait that cannot be said, does not stop the kiosk', () => {
    const without = new HallPlay(hallSite(1, { lastCall: false }));
    assert.equal(without.code(450, late(without)), 'accepted');
    assert.equal(opened().code(479, opened().issue({ lastCallWait: null })), 'accepted');
  });

  it('the refusal says when the hall closes and how long the wait would be', () => {
    const play = opened();
    const refused = play.attempt(450, late(play));
    assert.ok(!refused.ok);
    assert.deepEqual(refused.details, { closesAt: seventeen, waitMinutes: 31 });
    assert.equal(nine + 480 * minute, seventeen);
  });
});

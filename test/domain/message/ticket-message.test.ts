import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AheadRequest } from '../../../server/domain/message/ahead-message.ts';
import { noticesIn, ticketMessages } from '../../../server/domain/message/ticket-message.ts';
import { decideHall } from '../../../server/domain/queue/hall/decide-hall.ts';
import { isFinal } from '../../../server/domain/queue/hall/transitions.ts';
import { bookingLike } from '../../messages/mail-fixture.ts';
import { HallPlay, minute, nine } from '../../support/hall-play.ts';
import { hallSite } from '../../support/hall-site.ts';
import { arrivals, fill } from '../../support/random-hall.ts';

const acts = fc.array(
  fc.constantFrom('call_next', 'call_next', 'missed', 'missed', 'start', 'park', 'finish'),
  { maxLength: 40 },
);
const request = (ticket: string): AheadRequest => ({
  ticket,
  channel: 'mail',
  recipient: 'somebody@test.invalid',
  locale: 'en',
});

describe('the end of any day', () => {
  it('leaves no ticket open, and tells exactly those who waited, were set aside or could still come back, each who can be told once', () => {
    let told = 0;
    let missed = 0;
    fc.assert(
      fc.property(arrivals, acts, fc.integer({ min: 0, max: 45 }), (list, verbs, later) => {
        const end = 130 + verbs.length + later;
        const play = fill(new HallPlay(hallSite(2, { recalls: 0, returnWithin: 30 })).open(1, 2), list);
        for (const [index, type] of verbs.entries()) {
          const counter = play.counter(1 + (index % 2));
          play.attempt(
            130 + index,
            type === 'finish' ? { type, counter, outcome: 'completed' } : { type, counter },
          );
        }
        const ask = { type: 'return' } as const;
        const left = [...play.hall.tickets.values()].filter(({ id, state }) => {
          if (state === 'waiting' || state === 'parked') return true;
          const context = { site: play.site, now: nine + end * minute };
          return decideHall(play.hall, { ...ask, ticket: id }, context).ok;
        });
        missed += left.filter(({ state }) => state === 'missed').length;
        const events = play.do(end, { type: 'close_day', because: 'staff' });
        for (const { state } of play.hall.tickets.values()) assert.ok(isFinal(state));
        const notices = events.flatMap((event) =>
          noticesIn(event, { before: play.hall, hall: play.hall }, play.site.hall),
        );
        assert.deepEqual(notices.map(({ ticket }) => ticket.id).sort(), left.map(({ id }) => id).sort());
        const context = { site: play.site, now: nine + end * minute };
        for (const notice of notices) {
          const booking = notice.ticket.booking === null ? null : bookingLike();
          const asked = request(notice.ticket.id);
          assert.equal(ticketMessages(notice, { booking: null, request: null }, context).length, 0);
          assert.equal(
            ticketMessages(notice, { booking, request: asked }, context).length,
            1,
            'not by both ways',
          );
          assert.equal(ticketMessages(notice, { booking: null, request: asked }, context).length, 1);
          told += 1;
        }
        const again = play
          .do(end, play.reopen())
          .flatMap((event) => noticesIn(event, { before: play.hall, hall: play.hall }, play.site.hall));
        assert.deepEqual(again.map(({ ticket }) => ticket.id).sort(), left.map(({ id }) => id).sort());
      }),
      { numRuns: 150 },
    );
    assert.ok(told > 100 && missed > 0, `${told}, ${missed} of them missed`);
  });
});

import assert from 'node:assert/strict';
import { applyToTicket } from '../../../../server/domain/queue/hall/evolve-ticket.ts';
import { ticketStates } from '../../../../server/domain/queue/hall/ticket.ts';
import {
  isFinal,
  stateAfter,
  type TicketMove,
  transitions,
} from '../../../../server/domain/queue/hall/transitions.ts';
import { HallPlay, nine } from '../../../support/hall-play.ts';
import { hallSite } from '../../../support/hall-site.ts';

const moves = [...new Set(Object.values(transitions).flatMap((each) => Object.keys(each)))] as TicketMove[];

describe('the table of ticket states', () => {
  it('a final state is left by no move, and every other state by some', () => {
    for (const state of ticketStates) {
      const ways = moves.filter((move) => stateAfter(state, move) !== null);
      assert.equal(ways.length === 0, isFinal(state), state);
    }
  });

  it('every state can be reached from waiting', () => {
    const reached = new Set<string>(['waiting']);
    for (let round = 0; round < ticketStates.length; round += 1) {
      for (const state of ticketStates) {
        if (!reached.has(state)) continue;
        for (const after of Object.values(transitions[state])) reached.add(after);
      }
    }
    assert.deepEqual([...reached].sort(), [...ticketStates].sort());
  });

  it('every state that is not final can end: the day can be closed from anywhere', () => {
    for (const state of ticketStates) {
      if (isFinal(state)) continue;
      const last = stateAfter(state, 'ticket_voided') ?? stateAfter(state, 'service_finished');
      assert.ok(last !== null && isFinal(last), state);
    }
  });

  it('an event that the table does not have throws instead of bending a ticket', () => {
    const play = new HallPlay(hallSite());
    const ticket = play.ticket(play.walkIn(0));
    const head = { version: 1, at: nine, ticket: ticket.id, counter: 'BJ-TSY-1' };
    for (const state of ticketStates) {
      const from = { ...ticket, state };
      const started = { ...head, type: 'service_started' } as const;
      if (stateAfter(state, 'service_started') === null) {
        assert.throws(() => applyToTicket(from, started), /cannot happen/);
      } else assert.equal(applyToTicket(from, started).state, 'serving');
    }
  });
});

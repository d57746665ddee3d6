import { bookingDeed } from '../../../server/actions/booking/booking-deed.ts';
import type { BookingLane, Receipt } from '../../../server/actions/booking/booking-lane.ts';
import { Gatherer } from '../../../server/actions/gather.ts';
import type { System } from '../../../server/actions/system.ts';
import { accept, type Outcome } from '../../../server/domain/outcome.ts';
import { loadAnswers } from '../../../server/store/idempotency.ts';
import { WriteSet } from '../../../server/store/write-set.ts';

/** Answers every booking without looking at anything: what the stack costs by itself. */
export function noLane(): BookingLane {
  return {
    backlog: () => 0,
    submit: async (command) => {
      if (command.type !== 'book') throw new Error('only bookings are measured');
      const { id, reference, site, start } = command;
      const receipt = { id, reference, site, start, end: start + 600_000, expiresAt: null, warned: false };
      return accept({ ...receipt, state: 'confirmed' });
    },
  };
}

type Submission = Parameters<BookingLane['submit']>;

/** Gathers, reads and decides as ours does, collects the rows, and then writes none of them: no statement that writes, and no commit. */
export function unwrittenLane(system: System): BookingLane {
  const { database, clock } = system;
  const deed = bookingDeed(system);
  const gatherer = new Gatherer<Submission, Outcome<Receipt>>(async (submissions) => {
    const orders = submissions.map(([command, { actor }]) => ({ command, actor, audit: null }));
    const keys = submissions.map(([, { idempotency = null }]) => ({ idempotency }));
    // a transaction for the type alone: nothing is begun
    const connection = database.reader as unknown as Parameters<typeof deed.load>[0];
    await loadAnswers(connection, database.engine, keys);
    const now = clock.now();
    const state = await deed.load(connection, orders, now);
    const writes = new WriteSet();
    return orders.map((order) => deed.decide(state, order, now, writes));
  });
  return {
    backlog: () => gatherer.backlog,
    submit: (...submission) => gatherer.submit(submission),
  };
}

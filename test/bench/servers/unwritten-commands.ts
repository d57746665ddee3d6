import { Batcher } from '../../../server/actions/batcher.ts';
import { bookingHandler } from '../../../server/actions/booking/booking-batch-handler.ts';
import type { BookingCommands, Receipt } from '../../../server/actions/booking/booking-order.ts';
import type { System } from '../../../server/actions/system.ts';
import { accept, type Outcome } from '../../../server/domain/outcome.ts';
import { loadAnswers } from '../../../server/store/idempotency.ts';
import { WriteSet } from '../../../server/store/write-set.ts';

/** Answers every booking without looking at anything: what the stack costs by itself. */
export function stackAlone(): BookingCommands {
  return {
    backlog: () => 0,
    oldestWait: () => 0,
    passes: async () => {},
    submit: async (command) => {
      if (command.type !== 'book') throw new Error('only bookings are measured');
      const { id, reference, site, start } = command;
      const receipt = { id, reference, site, start, end: start + 600_000, expiresAt: null, warned: false };
      return accept({ ...receipt, state: 'confirmed' });
    },
  };
}

type Submission = Parameters<BookingCommands['submit']>;

/** Batches, reads and decides as ours does, collects the rows, and then writes none of them: no statement that writes, and no commit. */
export function withoutWrites(system: System): BookingCommands {
  const { database, clock } = system;
  const handler = bookingHandler(system);
  const batcher = new Batcher<Submission, Outcome<Receipt>>(async (submissions) => {
    const orders = submissions.map(([command, { actor }]) => ({ command, actor, audit: null }));
    const keys = submissions.map(([, { idempotency = null }]) => ({ idempotency }));
    // a transaction for the type alone: nothing is begun
    const connection = database.reader as unknown as Parameters<typeof handler.load>[0];
    await loadAnswers(connection, database.engine, keys);
    const now = clock.now();
    const state = await handler.load(connection, orders, now);
    const writes = new WriteSet();
    return orders.map((order) => handler.decide(state, order, now, writes));
  });
  return {
    backlog: () => batcher.backlog,
    oldestWait: () => batcher.oldestWait,
    passes: () => batcher.passes(),
    submit: (...submission) => batcher.submit(submission),
  };
}

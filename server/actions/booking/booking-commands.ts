import type { Outcome } from '../../domain/outcome.ts';
import type { IdempotencyKey } from '../../store/idempotency.ts';
import { Batcher } from '../batcher.ts';
import { perform } from '../perform.ts';
import type { System } from '../system.ts';
import { timed } from '../timings.ts';
import { bookingHandler } from './booking-batch-handler.ts';
import type { BookingCommands, BookingOrder, Receipt } from './booking-order.ts';

export function makeBookingCommands(system: () => System): BookingCommands {
  const batcher = new Batcher<BookingOrder & { idempotency: IdempotencyKey | null }, Outcome<Receipt>>(
    (orders, batch) => {
      const its = system();
      const submissions = orders.map(({ idempotency, ...command }) => ({ command, idempotency }));
      return timed(its.timings, 'booking_commit', () =>
        perform(its.database, bookingHandler(its), submissions, its.clock.now, batch),
      ).finally(() => {
        // whoever booked, or was refused, looks again
        for (const { command } of orders) its.database.publicReads.changed(command.site);
      });
    },
  );
  return {
    submit: (command, { idempotency = null, actor, audit = null, reason = null }) =>
      batcher.submit({ command, actor, audit, reason, idempotency }),
    backlog: () => batcher.backlog,
    oldestWait: () => batcher.oldestWait,
    passes: () => batcher.passes(),
  };
}

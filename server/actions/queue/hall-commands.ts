import type { Outcome } from '../../domain/outcome.ts';
import type { IdempotencyKey } from '../../store/idempotency.ts';
import { Batcher } from '../batcher.ts';
import { perform } from '../perform.ts';
import type { System } from '../system.ts';
import { timed } from '../timings.ts';
import { hallHandler } from './hall-batch-handler.ts';
import type { HallCommands, HallOrder, HallReceipt } from './hall-order.ts';

export function makeHallCommands(system: () => System): HallCommands {
  const batcher = new Batcher<HallOrder & { idempotency: IdempotencyKey | null }, Outcome<HallReceipt>>(
    (orders, batch) => {
      const its = system();
      const submissions = orders.map(({ idempotency, ...command }) => ({ command, idempotency }));
      return timed(its.timings, 'hall_commit', () =>
        perform(its.database, hallHandler(its), submissions, its.clock.now, batch),
      );
    },
    { limit: 50 },
  );
  return {
    submit: (site, request, { actor, clerk = null, day = null, idempotency = null, audit = null }) =>
      batcher.submit({ site, day, request, actor, clerk, audit, idempotency }),
    backlog: () => batcher.backlog,
    oldestWait: () => batcher.oldestWait,
    passes: () => batcher.passes(),
  };
}

import type { Site } from '../../domain/catalogue/site.ts';
import { type AheadRequest, aheadMessage } from '../../domain/message/ahead-message.ts';
import type { Hall } from '../../domain/queue/hall/hall.ts';
import { writeMessages } from '../../store/message/outbox-store.ts';
import type { WriteSet } from '../../store/write-set.ts';

/**
 * Writes to those who have asked and have few people ahead now, in the transaction that changes the hall. The id of the message is the
 * ticket's, so that the database itself refuses a second one. Answers how many were written to.
 */
export function notifyThoseNext(
  { hall, site, now }: { readonly hall: Hall; readonly site: Site; readonly now: number },
  requests: readonly AheadRequest[],
  writes: WriteSet,
): number {
  let notified = 0;
  for (const request of requests) {
    const message = aheadMessage(hall, request, { site, now });
    if (message === null) continue;
    writeMessages(writes, [message], { newId: () => `ahead-${request.ticket}`, now });
    writes.update('ahead_notice', { ticket: request.ticket, sent: true });
    notified += 1;
  }
  return notified;
}

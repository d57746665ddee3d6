import type { Knex } from 'knex';
import type { Site } from '../../domain/catalogue/site.ts';
import { type CallReach, callMessage } from '../../domain/message/call-message.ts';
import type { Hall, HallEvent } from '../../domain/queue/hall/hall.ts';
import { waysOfTemplate } from '../../messages/channels-for-template.ts';
import { mobilesOf } from '../../store/booking/mobiles-query.ts';
import type { Engine } from '../../store/database.ts';
import { writeMessages } from '../../store/message/outbox-store.ts';
import { noticesOn } from '../../store/queue/ahead-notice-query.ts';
import { eventsAfter } from '../../store/queue/hall-query.ts';
import type { WriteSet } from '../../store/write-set.ts';
import type { HallRequest } from './hall-order.ts';

/** so many events back a call counts as just made */
const lookedBack = 40;

const calls: ReadonlySet<HallRequest['type']> = new Set<HallRequest['type']>([
  'call_next',
  'call_ticket',
  'next',
]);

/** Who can be written to when called; null: the hall calls aloud, nobody is called, or the site has no channel with words for it. */
export async function loadCallReach(
  transaction: Knex,
  engine: Engine,
  { site, hall, types }: { site: Site; hall: Hall; types: readonly HallRequest['type'][] },
): Promise<CallReach | null> {
  if (site.hall.calling !== 'silent' || !types.some((type) => calls.has(type))) return null;
  const channels = await waysOfTemplate({ reader: transaction }, site.code, 'called');
  if (channels.length === 0) return null;
  const waiting = [...hall.tickets.values()].flatMap(({ state, booking }) =>
    state === 'waiting' && booking !== null ? [booking] : [],
  );
  const recorded = await eventsAfter(transaction, site.code, hall.day, hall.version - lookedBack);
  const notices = await noticesOn(transaction, site.code, hall.day);
  return {
    channels,
    mobiles: await mobilesOf(transaction, engine, waiting),
    requests: new Map(notices.map((notice) => [notice.ticket, notice])),
    recent: recorded.map(({ event }) => event),
  };
}

/** Writes to whoever is called, in the transaction of the call, and answers the events as they are to be kept. */
export function textTheCalled(
  events: readonly HallEvent[],
  { hall, site, now, reach }: { hall: Hall; site: Site; now: number; reach: CallReach | null },
  writes: WriteSet,
): readonly HallEvent[] {
  if (reach === null) return events;
  return events.map((event) => {
    const message = callMessage(event, hall, reach, { site, now });
    if (message === null || event.type !== 'ticket_called') return event;
    writeMessages(writes, [message], { newId: () => `called-${event.ticket}-${event.version}`, now });
    return { ...event, texted: true };
  });
}

export function isTexted(event: HallEvent): boolean {
  return event.type === 'ticket_called' && event.texted === true;
}

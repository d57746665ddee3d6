import assert from 'node:assert/strict';
import type { HallSystem } from '../../../support/hall-system.ts';
import { reportExample, subscriberExample } from '../../walk-examples.ts';

const site = 'BJ-TSY';

/** Two other systems are told of events; the first, by this id, of three. Somebody is told figures each day and each week. */
export async function tellOthers(hall: HallSystem, id: string): Promise<void> {
  const { writer } = hall.system.database;
  const daily = await reportExample(hall, site);
  const report = await writer('report_subscription').where({ id: daily }).first();
  assert.ok(report);
  await writer('report_subscription').insert({ ...report, id: 'report-weekly', rhythm: 'weekly' });
  const first = await subscriberExample(hall, site);
  await subscriberExample(hall, site);
  assert.equal(await writer('event_subscriber').where({ id: first }).update({ id }), 1);
  const at = hall.clock.now();
  for (const sequence of [901, 902, 903]) {
    const event = `event-${sequence}`;
    await writer('outgoing_event').insert({
      id: event,
      site,
      type: 'ticket.called',
      at,
      data: '{}',
      sequence,
    });
    await writer('event_delivery').insert({
      ...{ subscriber: id, event, state: 'sent', attempts: 1 },
      ...{ due_at: at, next_attempt_at: at, answer: '204', answered_at: at + sequence },
    });
  }
}

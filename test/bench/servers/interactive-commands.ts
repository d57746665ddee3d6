import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { BookingCommands } from '../../../server/actions/booking/booking-order.ts';
import type { System } from '../../../server/actions/system.ts';
import { accept, refuse } from '../../../server/domain/outcome.ts';

/**
 * The usual way: one interactive transaction for each request, which locks, looks, and writes the same rows as ours one statement after
 * another. On PostgreSQL the slot's queue is locked by `select … for update`; on SQLite the transaction has the write lock.
 */
export function oneTransactionEach(system: System): BookingCommands {
  const { writer, engine } = system.database;
  return {
    backlog: () => 0,
    oldestWait: () => 0,
    passes: async () => {},
    submit: async (command) => {
      if (command.type !== 'book') throw new Error('only bookings are measured');
      const { id, reference, site, start, enterprise, contact } = command;
      const catalogue = await system.catalogue();
      const queue = catalogue.sites.get(site)?.queues[0];
      if (queue === undefined) return refuse('unknown_site');
      return writer.transaction(async (transaction) => {
        const lock = transaction('queue').where({ id: queue.id });
        await (engine === 'postgres' ? lock.forUpdate() : lock).first('places');
        const day = new Date(start).toISOString().slice(0, 10);
        const limit = `${enterprise.creditCode}|${contact.mobile}|${day}`;
        if ((await transaction('booking').where({ limit_key: limit }).first('id')) !== undefined)
          return refuse('limit_reached');
        const taken = await transaction('place')
          .where({ queue: queue.id, slot_start: start })
          .select('place_no');
        const used = new Set(taken.map((row) => row.place_no));
        const place = Array.from({ length: queue.places }, (_, k) => k + 1).find((no) => !used.has(no));
        if (place === undefined) return refuse('slot_taken');
        const end = start + 600_000;
        await writeAll(transaction, command, { queue: queue.id, place, end, day, limit });
        const receipt = { id, reference, site, start, end, expiresAt: null, warned: false };
        return accept({ ...receipt, state: 'confirmed' as const });
      });
    },
  };
}

interface Chosen {
  readonly queue: string;
  readonly place: number;
  readonly end: number;
  readonly day: string;
  readonly limit: string;
}

type Book = Extract<Parameters<BookingCommands['submit']>[0], { type: 'book' }>;

async function writeAll(transaction: Knex.Transaction, command: Book, chosen: Chosen): Promise<void> {
  const { id, reference, site, start, enterprise, contact } = command;
  const at = start;
  await transaction('booking').insert({
    id,
    reference,
    token_hash: command.tokenHash,
    site,
    queue: chosen.queue,
    day: chosen.day,
    starts_at: start,
    ends_at: chosen.end,
    minutes: 10,
    state: 'confirmed',
    services: JSON.stringify(command.services),
    answers: '{}',
    ticks: '[]',
    enterprise_name: enterprise.name,
    credit_code: enterprise.creditCode,
    contact_name: contact.name,
    contact_mobile: contact.mobile,
    contact_email: contact.email,
    locale: command.locale,
    consent_version: command.consentVersion,
    handling: 'self_service',
    sequence: 0,
    source: 'api',
    places: JSON.stringify([{ queue: chosen.queue, start, place: chosen.place }]),
    limit_key: chosen.limit,
    created_at: at,
    updated_at: at,
  });
  await transaction('place').insert({
    queue: chosen.queue,
    slot_start: start,
    place_no: chosen.place,
    booking: id,
  });
  await transaction('booking_event').insert({
    id: `${id}-e`,
    booking: id,
    at,
    type: 'booked',
    data: '{}',
    actor: 'holder',
  });
  await transaction('outbox').insert({
    id: `${id}-m`,
    channel: 'mail',
    template: 'booked',
    locale: command.locale,
    recipient: contact.email ?? '',
    parameters: '[]',
    booking: id,
    site,
    state: 'kept',
    due_at: at,
    next_attempt_at: at,
    created_at: at,
  });
  const fingerprint = createHash('sha256').update(reference).digest('hex');
  await transaction('idempotency').insert({ scope: 'api:bookings', key: id, fingerprint, answer: '{}', at });
}

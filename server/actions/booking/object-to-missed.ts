import type { Knex } from 'knex';
import type { Booking } from '../../domain/booking/booking.ts';
import { answerDue } from '../../domain/booking/objection.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { messagesAbout } from '../../domain/message/messages-for.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import { type Actor, formatActor, type StaffActor } from '../../domain/staff/actor.ts';
import { writeBookingEvent } from '../../store/booking/booking-store.ts';
import { bookingsBy } from '../../store/booking/ledger-query.ts';
import { objectionOf } from '../../store/booking/objection-query.ts';
import { lockScopes } from '../../store/lock-scopes.ts';
import { activeChannels } from '../../store/message/channel-query.ts';
import { writeMessages } from '../../store/message/outbox-store.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';
import { auditOf } from './staff-audit.ts';

export const longestObjection = 500;

type Parts = Pick<System, 'database' | 'clock' | 'secrets' | 'announce' | 'catalogue'>;

/**
 * Keeps what a visitor says against a missed visit, once, as a case for staff with a deadline. Refuses with invalid_input (empty or too
 * long), not_missed, already_objected.
 */
export async function objectToMissed(
  system: Parts,
  site: Site,
  booking: Booking,
  typed: string,
  actor: Actor,
): Promise<Outcome<null>> {
  const words = typed.trim();
  if (words === '' || words.length > longestObjection) return refuse('invalid_input', { field: 'words' });
  const { calendar } = await system.catalogue();
  return atVisit(system, booking, async ({ transaction, now, at, writes }) => {
    if (now.state !== 'missed') return refuse('not_missed', { state: now.state });
    if ((await objectionOf(transaction, now.id)) !== null) return refuse('already_objected');
    await transaction('objection').insert({
      booking: now.id,
      site: now.site,
      made_at: at,
      due_at: answerDue(site, calendar, at),
      words,
      declined_at: null,
      declined_by: null,
      answer: null,
    });
    record(system, { now, type: 'objected', at, actor }, writes);
    return accept(null);
  });
}

/** Lets a missed visit stand, with a reason that the visitor is told. Refuses with reason_required, not_missed, already_answered. */
export async function declineObjection(
  system: Parts,
  site: Site,
  booking: Booking,
  typed: string,
  actor: StaffActor,
): Promise<Outcome<null>> {
  const reason = typed.trim();
  if (reason === '') return refuse('reason_required');
  const done = await atVisit(system, booking, async ({ transaction, now, at, writes }) => {
    if (now.state !== 'missed') return refuse('not_missed', { state: now.state });
    const declined = await transaction('objection')
      .where({ booking: now.id })
      .whereNull('declined_at')
      .update({ declined_at: at, declined_by: formatActor(actor), answer: reason });
    if (declined === 0) return refuse('already_answered');
    record(system, { now, type: 'objection_declined', at, actor, reason }, writes);
    const channels = (await activeChannels(transaction, system.database.engine)).get(site.code) ?? [];
    const messages = messagesAbout({ type: 'objection_declined', reason }, now, { site, now: at, channels });
    writeMessages(writes, messages, { newId: system.secrets.newId, now: at });
    return accept(null);
  });
  if (done.ok) system.announce.messagesQueued();
  return done;
}

interface AtVisit {
  readonly transaction: Knex.Transaction;
  /** as it is now, under the lock of its site */
  readonly now: Booking;
  readonly at: number;
  readonly writes: WriteSet;
}

async function atVisit(
  { database, clock }: Parts,
  { id, site }: Booking,
  decide: (place: AtVisit) => Promise<Outcome<null>>,
): Promise<Outcome<null>> {
  const { engine, writer } = database;
  return writer.transaction(async (transaction) => {
    await lockScopes(transaction, engine, [`booking:${site}`]);
    const [now] = await bookingsBy(transaction, engine, 'id', [id]);
    if (now === undefined) return refuse('unknown_booking');
    const writes = new WriteSet();
    const decided = await decide({ transaction, now, at: clock.now(), writes });
    if (decided.ok) await writeRows(transaction, engine, writes);
    return decided;
  });
}

interface Recorded {
  readonly now: Booking;
  readonly type: 'objected' | 'objection_declined';
  readonly at: number;
  readonly actor: Actor;
  readonly reason?: string;
}

function record({ secrets }: Parts, { now, type, at, actor, reason }: Recorded, writes: WriteSet): void {
  const { id, reference, state } = now;
  const data = { state, ...(reason === undefined ? {} : { reason }) };
  writeBookingEvent({ id: secrets.newId(), booking: id, at, type, data, actor }, writes);
  const words = reason === undefined ? undefined : { about: id, text: reason };
  writeAudit(
    auditOf(actor, `booking.${type}`, reference, null, null, words),
    { id: secrets.newId(), at },
    writes,
  );
}

import type { Knex } from 'knex';
import type { Booking } from '../../domain/booking/booking.ts';
import { answerDue, type ObjectionKind } from '../../domain/booking/objection.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { messagesAbout } from '../../domain/message/messages-for.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import { type Actor, formatActor, type StaffActor } from '../../domain/staff/actor.ts';
import { writeBookingEvent } from '../../store/booking/booking-store.ts';
import { releaseOf } from '../../store/booking/cluster-query.ts';
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
 * Keeps what a visitor says against a missed visit, or against the release of their place, once, as a case for staff with a deadline. Refuses
 * with invalid_input (empty or too long), nothing_to_object, already_objected.
 */
export async function raiseObjection(
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
    const kind = await objectionKindOf(transaction, now);
    if (kind === null) return refuse('nothing_to_object');
    if ((await objectionOf(transaction, now.id)) !== null) return refuse('already_objected');
    await transaction('objection').insert({
      booking: now.id,
      site: now.site,
      kind,
      made_at: at,
      due_at: answerDue(site, calendar, at),
      words,
      declined_at: null,
      declined_by: null,
      granted_at: null,
      answer: null,
    });
    record(system, { now, type: 'objected', at, actor }, writes);
    return accept(null);
  });
}

/** What the visitor of a booking can object to; null: nothing. */
export async function objectionKindOf(
  connection: Knex,
  booking: Pick<Booking, 'id' | 'state'>,
): Promise<ObjectionKind | null> {
  if (booking.state === 'missed') return 'missed';
  return (await releaseOf(connection, booking)) === null ? null : 'released';
}

/**
 * Lets a missed visit or a release stand, with a reason that the visitor is told. Refuses with reason_required, not_missed,
 * nothing_to_object, already_answered.
 */
export function declineObjection(
  system: Parts,
  site: Site,
  booking: Booking,
  typed: string,
  actor: StaffActor,
): Promise<Outcome<null>> {
  const declined = { declined_by: formatActor(actor) };
  return answerObjection(system, site, booking, { reason: typed, actor, declined });
}

/** Gives right to whoever objects to the release of their place: the office owes another visit, which is told. Refuses as declining does. */
export function grantObjection(
  system: Parts,
  site: Site,
  booking: Booking,
  typed: string,
  actor: StaffActor,
): Promise<Outcome<null>> {
  return answerObjection(system, site, booking, { reason: typed, actor, declined: null });
}

interface Answer {
  readonly reason: string;
  readonly actor: StaffActor;
  /** null: it is granted */
  readonly declined: { readonly declined_by: string } | null;
}

async function answerObjection(
  system: Parts,
  site: Site,
  booking: Booking,
  { reason: typed, actor, declined }: Answer,
): Promise<Outcome<null>> {
  const reason = typed.trim();
  if (reason === '') return refuse('reason_required');
  const done = await atVisit(system, booking, async ({ transaction, now, at, writes }) => {
    const kind = await objectionKindOf(transaction, now);
    // a missed visit is granted by saying what it was
    if (kind !== 'released' && (kind === null || declined === null))
      return refuse(kind === null && declined !== null ? 'not_missed' : 'nothing_to_object');
    const answered = await transaction('objection')
      .where({ booking: now.id, kind })
      .whereNull('declined_at')
      .whereNull('granted_at')
      .update({
        ...(declined === null ? { granted_at: at } : { declined_at: at, ...declined }),
        answer: reason,
      });
    if (answered === 0) return refuse('already_answered');
    const type = declined === null ? 'objection_granted' : 'objection_declined';
    record(system, { now, type, at, actor, reason }, writes);
    const told =
      kind === 'missed' ? 'objection_declined' : declined === null ? 'release_reversed' : 'release_stands';
    const channels = (await activeChannels(transaction, system.database.engine)).get(site.code);
    const messages = messagesAbout({ type: told, reason }, now, { site, now: at, channels });
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
  readonly type: 'objected' | 'objection_declined' | 'objection_granted';
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

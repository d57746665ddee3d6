import type { Knex } from 'knex';
import { type AgencyCase, newCase, withChecklist } from '../../domain/agency/agency-case.ts';
import { type AgencyCommand, decideAgency } from '../../domain/agency/decide-agency.ts';
import { type AgencyFact, evolveAgency } from '../../domain/agency/evolve-agency.ts';
import type { Booking } from '../../domain/booking/booking.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import { checklistFor } from '../../domain/catalogue/checklist.ts';
import { messagesAbout } from '../../domain/message/messages-for.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { Who } from '../../domain/staff/actor.ts';
import { agencyOf } from '../../store/agency/agency-query.ts';
import { writeAgency } from '../../store/agency/agency-store.ts';
import { bookingByReference } from '../../store/booking/booking-query.ts';
import { lockScopes } from '../../store/lock-scopes.ts';
import { activeChannels } from '../../store/message/channel-query.ts';
import { writeMessages } from '../../store/message/outbox-store.ts';
import { type AuditEntry, writeAudit } from '../../store/staff/audit-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';
import { noticesOf } from './notices-of.ts';

export interface ChangedCase {
  readonly agency: AgencyCase;
  readonly facts: readonly AgencyFact[];
  /** files that nothing points to any more */
  readonly dropped: readonly string[];
}

export interface CaseActor {
  readonly actor: Who;
  /** null: what holders do is in the history */
  readonly audit: AuditEntry | null;
}

/** A case as it is or would be, with what its booking asks for. */
export async function currentCase(
  connection: Knex,
  booking: Booking,
  catalogue: Catalogue,
  now: number,
): Promise<AgencyCase> {
  const stored = await agencyOf(connection, booking.id);
  const checklist = checklistFor(catalogue, booking.site, booking.services, booking.answers);
  return withChecklist(stored ?? newCase(booking.id, booking.site, now), checklist);
}

/** Carries out one command on a case: fresh rows, one pure decision, one commit with events, messages and audit. Refuses as `decideAgency`. */
export async function changeCase(
  system: System,
  { reference, site }: Pick<Booking, 'reference' | 'site'>,
  command: AgencyCommand,
  by: CaseActor,
): Promise<Outcome<ChangedCase>> {
  const { engine, writer } = system.database;
  const catalogue = await system.catalogue();
  let messages = 0;
  const done = await writer.transaction(async (transaction): Promise<Outcome<ChangedCase>> => {
    await lockScopes(transaction, engine, [`booking:${site}`]);
    const now = system.clock.now();
    const booking = await bookingByReference(transaction, reference);
    if (booking === null) return refuse('unknown_booking');
    const before = await currentCase(transaction, booking, catalogue, now);
    const decided = decideAgency(before, booking, command, now);
    if (!decided.ok) return decided;
    const facts = decided.value;
    if (facts.length === 0) return accept({ agency: before, facts, dropped: [] });
    const agency = facts.reduce(evolveAgency, before);
    const writes = new WriteSet();
    const stored = await agencyOf(transaction, booking.id);
    const items = new Set((stored?.documents ?? []).map(({ item }) => item));
    writeAgency(agency, facts, by.actor, { known: stored !== null, items }, writes);
    messages = await tell(transaction, system, booking, catalogue, facts, now, writes);
    if (by.audit !== null) writeAudit(by.audit, { id: system.secrets.newId(), at: now }, writes);
    await writeRows(transaction, engine, writes);
    return accept({ agency, facts, dropped: droppedFiles(before, agency) });
  });
  if (done.ok && messages > 0) system.announce.messagesQueued();
  return done;
}

/** In the same transaction: what the enterprise is told. Answers how many messages that are. */
async function tell(
  transaction: Knex.Transaction,
  system: System,
  booking: Booking,
  catalogue: Catalogue,
  facts: readonly AgencyFact[],
  now: number,
  writes: WriteSet,
): Promise<number> {
  const site = catalogue.sites.get(booking.site);
  const notices = noticesOf(facts);
  if (site === undefined || notices.length === 0) return 0;
  const channels = (await activeChannels(transaction, system.database.engine)).get(site.code);
  const messages = notices.flatMap((notice) => messagesAbout(notice, booking, { site, now, channels }));
  writeMessages(writes, messages, { newId: system.secrets.newId, now });
  return messages.length;
}

function droppedFiles(before: AgencyCase, after: AgencyCase): string[] {
  const kept = new Set(after.documents.map(({ file }) => file?.id));
  return before.documents.flatMap(({ file }) => (file === null || kept.has(file.id) ? [] : [file.id]));
}

import { zoneOf } from '../actions/certificate/zone-of.ts';
import type { System } from '../actions/system.ts';
import { dayLong } from '../domain/calendar/durations.ts';
import { addDays, instantOf, localDate } from '../domain/calendar/local-time.ts';
import type { Catalogue } from '../domain/catalogue/catalogue.ts';
import type { Certificate } from '../domain/certificate/certificate.ts';
import { nextStage, stageDue } from '../domain/certificate/stages.ts';
import { expiryMessage } from '../domain/message/certificate-message.ts';
import { certificatesDue } from '../store/certificate/certificate-query.ts';
import { forgetPastCertificates, recordTold, setNextOn } from '../store/certificate/certificate-store.ts';
import { lockScopes } from '../store/lock-scopes.ts';
import { writeMessages } from '../store/message/outbox-store.ts';
import { writeRows } from '../store/write-rows.ts';
import { WriteSet } from '../store/write-set.ts';

const atOnce = 100;
/** a question that nobody has answered */
const openDays = 7;
/** what has expired is kept for so long, so that "I renewed online" can still be said */
const keptDays = 30;
/** nobody is told at night */
const fromTime = '09:00';

type Parts = Pick<System, 'database' | 'clock' | 'secrets' | 'catalogue' | 'announce'>;

export interface Reminded {
  readonly told: number;
  readonly forgotten: number;
}

/**
 * Tells whoever wanted it that a certificate expires, and forgets those that are over. Message, mark and the date of the next one are one
 * commit, and all processes wait for each other: as often as it may run, and after days off, each stage is told once at most.
 */
export async function remindOfCertificates(system: Parts): Promise<Reminded> {
  const { database, clock } = system;
  const catalogue = await system.catalogue();
  let told = 0;
  let after = '';
  for (;;) {
    const batch = await tellSome(system, catalogue, after);
    told += batch.told;
    if (batch.last === null) break;
    after = batch.last;
  }
  if (told > 0) system.announce.messagesQueued();
  const now = clock.now();
  const forgotten = await database.writer.transaction((transaction) =>
    forgetPastCertificates(transaction, {
      askedBefore: now - openDays * dayLong,
      expiredBefore: addDays(localDate(now, zoneOf(catalogue, null)), -keptDays),
    }),
  );
  return { told, forgotten };
}

async function tellSome(
  { database, clock, secrets }: Parts,
  catalogue: Catalogue,
  after: string,
): Promise<{ readonly told: number; readonly last: string | null }> {
  const { engine, writer } = database;
  return writer.transaction(async (transaction) => {
    await lockScopes(transaction, engine, ['certificates']);
    const now = clock.now();
    // some zone may be a day ahead; each is looked at in its own
    const latest = localDate(now + dayLong, 'UTC');
    const due = await certificatesDue(transaction, latest, after, atOnce);
    const writes = new WriteSet();
    let told = 0;
    for (const certificate of due) {
      const step = stepOf(certificate, zoneOf(catalogue, certificate.site), now);
      if (step === null) continue;
      if (step.stage !== null) {
        await recordTold(transaction, { certificate: certificate.id, stage: step.stage, at: now });
        writeMessages(writes, [expiryMessage(certificate, { ...step, now })], { newId: secrets.newId, now });
        told += 1;
      }
      await setNextOn(transaction, certificate.id, step.nextOn);
    }
    if (!writes.isEmpty) await writeRows(transaction, engine, writes);
    return { told, last: due.at(-1)?.id ?? null };
  });
}

/** What is to be told now, and when it goes on; null: its day has not begun there yet. */
function stepOf({ expiresOn, nextOn }: Certificate, zone: string, now: number) {
  const today = localDate(now, zone);
  if (nextOn === null || nextOn > today) return null;
  const stage = stageDue(expiresOn, nextOn, today);
  const next = nextStage(expiresOn, addDays(stage?.on ?? today, 1));
  return {
    today,
    stage: stage?.stage ?? null,
    notBefore: Math.max(now, instantOf(today, fromTime, zone)),
    nextOn: next?.on ?? null,
  };
}

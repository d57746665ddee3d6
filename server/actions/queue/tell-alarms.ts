import type { Site } from '../../domain/catalogue/site.ts';
import { alarmMessages, dutyLocale } from '../../domain/message/alarm-message.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import { type AlarmSentence, alarmSentence } from '../../domain/queue/floor/alarm-sentence.ts';
import { type Alarm, alarmSubject } from '../../domain/queue/floor/alarms.ts';
import {
  alarmsToTell,
  type KnownAlarm,
  moreSubject,
  standsSince,
  wasTold,
} from '../../domain/queue/floor/alarms-to-tell.ts';
import { dutyAddresses } from '../../domain/queue/hall/hall-policy.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { lockScopes } from '../../store/lock-scopes.ts';
import { findChannel } from '../../store/message/channel-query.ts';
import { writeMessages } from '../../store/message/outbox-store.ts';
import { knownAlarms } from '../../store/queue/floor-alarm-query.ts';
import { writeAlarm } from '../../store/queue/floor-alarm-store.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';

type Parts = Pick<System, 'database' | 'clock' | 'secrets' | 'announce'>;

interface Place {
  readonly site: Site;
  /** local date */
  readonly day: string;
}

interface Telling extends Place {
  readonly known: ReadonlyMap<string, KnownAlarm>;
  readonly now: number;
  readonly robot: boolean;
  readonly writes: WriteSet;
  readonly newId: () => string;
}

/**
 * Tells whoever is on duty of the alarms of a hall that have stood long enough, and keeps which ones there are. Message and mark are one
 * transaction, and a site's have one writer. Answers how many were told.
 */
export async function tellOfAlarms(system: Parts, place: Place, alarms: readonly Alarm[]): Promise<number> {
  if (alarms.length === 0) {
    const before = await knownAlarms(system.database.reader, place.site.code, place.day);
    if (![...before.values()].some(({ seenAt }) => seenAt !== null)) return 0;
  }
  return inOneStep(system, place, (telling) => tellDue(alarms, telling));
}

/** Tells whoever is on duty of one alarm now. Refuses with no_duty_address and already_told. */
export async function tellOfAlarm(
  system: Parts,
  place: Place,
  alarm: Alarm,
  actor: StaffActor,
): Promise<Outcome<null>> {
  return inOneStep(system, place, (telling): Outcome<null> => {
    const { known, now, writes, newId, site } = telling;
    if (dutyAddresses(site.hall).length === 0 && !telling.robot) return refuse('no_duty_address');
    const subject = alarmSubject(alarm);
    const before = known.get(subject);
    if (wasTold(before, now)) return refuse('already_told');
    tell(alarmSentence(alarm, site, dutyLocale(site)), sinceOf(alarm, before, now), telling);
    mark({ subject, seenAt: standsSince(before, now), toldAt: now }, telling);
    const entry = {
      actor,
      action: 'floor.tell',
      subject: site.code,
      before: null,
      after: { alarm: subject },
    };
    writeAudit({ ...entry, result: 'done' }, { id: newId(), at: now }, writes);
    return accept(null);
  });
}

async function inOneStep<Result>(
  { database, clock, secrets, announce }: Parts,
  place: Place,
  decide: (telling: Telling) => Result,
): Promise<Result> {
  const { engine, writer } = database;
  const result = await writer.transaction(async (transaction) => {
    await lockScopes(transaction, engine, [`alarms:${place.site.code}`]);
    const known = await knownAlarms(transaction, place.site.code, place.day);
    const robot = (await findChannel(transaction, place.site.code, 'wecom')) !== null;
    const writes = new WriteSet();
    const decided = decide({ ...place, known, robot, now: clock.now(), writes, newId: secrets.newId });
    if (!writes.isEmpty) await writeRows(transaction, engine, writes);
    return decided;
  });
  announce.messagesQueued();
  return result;
}

function tellDue(alarms: readonly Alarm[], telling: Telling): number {
  const { known, now, site } = telling;
  const there = new Map(alarms.map((alarm) => [alarmSubject(alarm), alarm]));
  const { tell: due, more } = alarmsToTell([...there.keys()], { known, now, after: site.hall.alarmsAfter });
  for (const [subject, alarm] of there) {
    const before = known.get(subject);
    const told = due.includes(subject);
    if (told) tell(alarmSentence(alarm, site, dutyLocale(site)), sinceOf(alarm, before, now), telling);
    const toldAt = told ? now : (before?.toldAt ?? null);
    mark({ subject, seenAt: standsSince(before, now), toldAt }, telling);
  }
  for (const before of known.values())
    if (!there.has(before.subject)) mark({ ...before, seenAt: null }, telling);
  if (more > 0) {
    tell({ words: 'more', facts: { count: more } }, now, telling);
    mark({ subject: moreSubject, seenAt: null, toldAt: now }, telling);
  }
  return due.length;
}

function tell(sentence: AlarmSentence, since: number, { site, now, robot, writes, newId }: Telling): void {
  const to = dutyAddresses(site.hall);
  writeMessages(writes, alarmMessages(sentence, { site, since, to, robot }), { newId, now });
}

function mark(its: KnownAlarm, { site, day, known, writes }: Telling): void {
  writeAlarm(its, { site: site.code, day, before: known.get(its.subject) }, writes);
}

/** What does not say since when it is so is so since it was seen. */
function sinceOf(alarm: Alarm, known: KnownAlarm | undefined, now: number): number {
  return ('since' in alarm ? alarm.since : null) ?? standsSince(known, now);
}

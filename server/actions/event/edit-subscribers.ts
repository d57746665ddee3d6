import { randomBytes } from 'node:crypto';
import type { EventType } from '../../domain/event/outgoing-event.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { mayCall } from '../../messages/http-call.ts';
import { replayEvents } from '../../store/event/event-delivery-store.ts';
import { listSubscribers } from '../../store/event/subscriber-query.ts';
import { addSubscriber, endSubscriber } from '../../store/event/subscriber-store.ts';
import { mayConnect } from '../message/edit-channel.ts';
import { recordAudit } from '../record-audit.ts';
import { makeSeal } from '../seal.ts';
import type { System } from '../system.ts';

type Parts = Pick<System, 'config' | 'catalogue' | 'clock' | 'database' | 'secrets'>;

export interface NewSubscriber {
  readonly name: string;
  /** null: every site */
  readonly site: string | null;
  readonly url: string;
  readonly events: readonly EventType[];
  readonly staff: StaffActor;
}

/** Answers the secret with which its events are signed, once. Refuses with not_permitted, unknown_site, and address_refused (no https, and not allowed). */
export async function subscribe(
  system: Parts,
  { name, site, url, events, staff }: NewSubscriber,
): Promise<Outcome<{ readonly id: string; readonly secret: string }>> {
  if (!mayConnect(staff)) return refuse('not_permitted');
  if (site !== null && !(await system.catalogue()).sites.has(site)) return refuse('unknown_site', { site });
  if (!mayCall(url, system.config.channelHosts)) return refuse('address_refused');
  const id = system.secrets.newId();
  const secret = randomBytes(32).toString('base64url');
  const sealed = makeSeal(system.config.sessionSecret, 'channels').close({ key: secret });
  const createdAt = system.clock.now();
  const one = { id, name, site, url, events, createdAt, endedAt: null };
  await addSubscriber(system.database.writer, { ...one, secret: sealed });
  await audit(system, staff, 'subscriber.create', id, { name, site, url, events });
  return accept({ id, secret });
}

/** It is told nothing more. */
export async function unsubscribe(system: Parts, id: string, staff: StaffActor): Promise<Outcome<null>> {
  if (!mayConnect(staff)) return refuse('not_permitted');
  if (await endSubscriber(system.database.writer, id, system.clock.now()))
    await audit(system, staff, 'subscriber.end', id, null);
  return accept(null);
}

/** Sends a range of a site's events once more. Refuses with not_permitted, and unknown_site where the subscriber is told nothing of it. */
export async function replay(
  system: Parts,
  {
    id,
    site,
    from,
    to,
    staff,
  }: {
    readonly id: string;
    readonly site: string;
    readonly from: number;
    readonly to: number;
    readonly staff: StaffActor;
  },
): Promise<Outcome<number>> {
  if (!mayConnect(staff)) return refuse('not_permitted');
  const { reader, writer } = system.database;
  const its = (await listSubscribers(reader)).find((one) => one.id === id && one.endedAt === null);
  if (its === undefined || (its.site !== null && its.site !== site)) return refuse('unknown_site', { site });
  const range = { subscriber: id, site, from, to, types: its.events };
  const count = await replayEvents(writer, range, system.clock.now());
  await audit(system, staff, 'subscriber.replay', id, { site, from, to, count });
  return accept(count);
}

function audit(
  system: Parts,
  actor: StaffActor,
  action: string,
  subject: string,
  after: object | null,
): Promise<void> {
  return recordAudit(system, { actor, action, subject, before: null, after, result: 'done' });
}

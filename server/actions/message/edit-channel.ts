import { ZodError } from 'zod';
import type { SiteChannelKind } from '../../domain/message/message.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { isPermitted, type StaffMember } from '../../domain/staff/permissions.ts';
import { channelShapes } from '../../messages/channel-settings.ts';
import { lockScopes } from '../../store/lock-scopes.ts';
import { type ConnectedChannel, channelsOf, findChannel } from '../../store/message/channel-query.ts';
import { removeChannel, saveChannel } from '../../store/message/channel-store.ts';
import { type AuditEntry, writeAudit } from '../../store/staff/audit-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import { problemsIn, revisionOf } from '../catalogue/carry-out-edit.ts';
import { type FieldProblem, problem } from '../catalogue/catalogue-edit.ts';
import type { Seal } from '../seal.ts';
import type { System } from '../system.ts';
import { goesWithout, type ReadChannel, readChannel } from './channel-input.ts';

export type ChannelSystem = Pick<System, 'config' | 'database' | 'clock' | 'secrets' | 'catalogue'> & {
  readonly seal: Seal<'channels'>;
};

export interface ChannelRequest {
  readonly site: string;
  readonly kind: SiteChannelKind;
  readonly staff: StaffActor;
}

export type ChannelOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'invalid'; readonly problems: readonly FieldProblem[] }
  /** somebody else was quicker; nothing was written */
  | { readonly kind: 'stale_form' }
  | { readonly kind: 'not_permitted' };

/** Where messages with names and mobile numbers go is for administrators to say, at every site. */
export function mayConnect(staff: Pick<StaffMember, 'role'>): boolean {
  return staff.role === 'administrator' && isPermitted(staff.role, 'settings.change');
}

/** Names a state of a channel, so that nobody overwrites what somebody else has just saved. */
export function channelRevision(channel: ConnectedChannel | null): string {
  return revisionOf(
    channel === null ? null : { ...channel, secrets: revisionOf({ secret: channel.secrets }) },
  );
}

/** Whether the secret is there and can be used: not when SESSION_SECRET was changed since. */
export function secretIsReadable(channel: ConnectedChannel, seal: Seal<'channels'>): boolean {
  return (seal.open(channel.secrets)?.[channelShapes[channel.kind].secret] ?? '') !== '';
}

/** Connects a channel to a site or changes it, with its audit. The secret is sealed, and stays as it is when none is given. */
export async function editChannel(
  system: ChannelSystem,
  request: ChannelRequest,
  form: { readonly given: unknown; readonly revision: string },
): Promise<ChannelOutcome> {
  const { site, kind } = request;
  if (!mayConnect(request.staff) || !(await system.catalogue()).sites.has(site))
    return { kind: 'not_permitted' };
  const read = readChannel(kind, form.given, system.config.channelHosts);
  const without = goesWithout(kind, form.given);
  if (read instanceof ZodError && !without) return { kind: 'invalid', problems: problemsIn(read) };
  const { database, clock, seal } = system;
  return database.writer.transaction(async (transaction): Promise<ChannelOutcome> => {
    await lockScopes(transaction, database.engine, [`channel:${site}`]);
    const before = (await channelsOf(transaction, site)).find((one) => one.kind === kind) ?? null;
    if (channelRevision(before) !== form.revision) return { kind: 'stale_form' };
    if (without && before === null && (await findChannel(transaction, site, kind)) !== null) {
      const off = { active: false, settings: {}, shared: false, price: 0 };
      await saveChannel(transaction, { site, kind, secrets: '', ...off }, clock.now());
      const writes = new WriteSet();
      audit(system, writes, request, 'channel.save', null, { kind, ...off });
      await writeRows(transaction, database.engine, writes);
      return { kind: 'done' };
    }
    if (read instanceof ZodError) return { kind: 'invalid', problems: problemsIn(read) };
    const problems = [...read.problems, ...secretProblems(read, before, seal)];
    if (problems.length > 0) return { kind: 'invalid', problems };
    const secrets =
      read.secret === ''
        ? (before?.secrets ?? '')
        : seal.close({ [channelShapes[kind].secret]: read.secret });
    const { active, settings, shared, price } = read;
    await saveChannel(transaction, { site, kind, settings, secrets, active, shared, price }, clock.now());
    const writes = new WriteSet();
    audit(system, writes, request, 'channel.save', before, {
      kind,
      active,
      shared,
      price,
      settings,
      secret: read.secret === '' ? 'unchanged' : 'changed',
    });
    await writeRows(transaction, database.engine, writes);
    return { kind: 'done' };
  });
}

/** Takes a channel away with its secret; messages that wait for it will be kept. */
export async function disconnectChannel(
  system: ChannelSystem,
  request: ChannelRequest,
): Promise<ChannelOutcome> {
  if (!mayConnect(request.staff)) return { kind: 'not_permitted' };
  const { site, kind } = request;
  const { engine, writer } = system.database;
  await writer.transaction(async (transaction) => {
    await lockScopes(transaction, engine, [`channel:${site}`]);
    const before = (await channelsOf(transaction, site)).find((one) => one.kind === kind) ?? null;
    if (!(await removeChannel(transaction, { site, kind }))) return;
    const writes = new WriteSet();
    audit(system, writes, request, 'channel.remove', before, null);
    await writeRows(transaction, engine, writes);
  });
  return { kind: 'done' };
}

function secretProblems(
  { secret }: ReadChannel,
  before: ConnectedChannel | null,
  seal: Seal<'channels'>,
): readonly FieldProblem[] {
  const needed = secret === '' && (before === null || !secretIsReadable(before, seal));
  return needed ? [problem('secret', 'required')] : [];
}

function audit(
  { clock, secrets }: ChannelSystem,
  writes: WriteSet,
  { site, staff }: ChannelRequest,
  action: string,
  before: ConnectedChannel | null,
  after: object | null,
): void {
  const { kind, active, shared, price, settings } = before ?? {};
  const entry: AuditEntry = {
    actor: staff,
    action,
    subject: site,
    before: before === null ? null : { kind, active, shared, price, settings },
    after,
    result: 'done',
  };
  writeAudit(entry, { id: secrets.newId(), at: clock.now() }, writes);
}

import type { Request } from 'express';
import { knownKey } from '../../actions/staff/known-key.ts';
import type { System } from '../../actions/system.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { Actor } from '../../domain/staff/actor.ts';
import type { ApiKey } from '../../store/staff/key-query.ts';
import { addressOf, holderOf } from '../request/actor-of.ts';
import { bearerToken } from '../request/bearer-token.ts';

/** Who may make a call. holder: whoever has the secret of the booking or ticket. device: a device key, or a staff key. */
export type Access = 'all' | 'holder' | 'device' | 'staff';

export interface Caller {
  readonly key: ApiKey | null;
  /** the key, or whoever has the secret of something */
  readonly actor: Actor;
  /** what was sent as `Authorization: Bearer` */
  readonly token: string | null;
}

/** Refuses with invalid_key, and not_permitted for a device key where a staff key is needed. */
export async function callerOf(system: System, request: Request, access: Access): Promise<Outcome<Caller>> {
  const token = bearerToken(request);
  if (access === 'all' || access === 'holder') return accept({ key: null, token, actor: holderOf(request) });
  const key = token === null ? null : await knownKey(system, token);
  if (key === null) return refuse('invalid_key');
  if (access === 'staff' && key.kind !== 'staff') return refuse('not_permitted');
  return accept({ key, token, actor: { kind: 'key', id: key.id, address: addressOf(request) } });
}

/** Whether the caller's key is for this site; without a key nothing is. */
export function mayActAt({ key }: Caller, site: string): boolean {
  return key !== null && (key.site === null || key.site === site);
}

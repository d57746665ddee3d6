import type { Request } from 'express';
import { hashToken } from '../../actions/secrets.ts';
import { knownKey } from '../../actions/staff/known-key.ts';
import type { System } from '../../actions/system.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { Actor } from '../../domain/staff/actor.ts';
import type { ApiKey } from '../../store/staff/key-query.ts';
import { addressOf, holderOf } from '../request/actor-of.ts';
import { bearerToken } from '../request/bearer-token.ts';
import { countedNetwork } from '../request/origin-of.ts';

/** Who may make a call. holder: whoever has the secret of the booking or ticket. device: a device key, or a staff key. */
export type Access = 'all' | 'holder' | 'device' | 'staff';

export interface Caller {
  readonly key: ApiKey | null;
  /** the key, or whoever has the secret of something */
  readonly actor: Actor;
  /** what was sent as `Authorization: Bearer` */
  readonly token: string | null;
  /** whose idempotency keys these are: the caller's own, so that strangers neither meet in one nor read each other's answers */
  readonly scope: string;
}

/** Refuses with invalid_key, and not_permitted for a device key where a staff key is needed. */
export async function callerOf(system: System, request: Request, access: Access): Promise<Outcome<Caller>> {
  const token = bearerToken(request);
  if (access === 'all' || access === 'holder')
    return accept({
      key: null,
      token,
      actor: holderOf(request),
      scope: scopeOfStranger(system, request, token),
    });
  const key = token === null ? null : await knownKey(system, token);
  if (key === null) return refuse('invalid_key');
  if (access === 'staff' && key.kind !== 'staff') return refuse('not_permitted');
  const actor = { kind: 'key', id: key.id, address: addressOf(request) } as const;
  return accept({ key, token, actor, scope: key.id });
}

/** Whoever shows a secret is its holder, wherever they are; of others only their network is known. */
function scopeOfStranger(
  { secrets }: Pick<System, 'secrets'>,
  request: Request,
  token: string | null,
): string {
  if (token !== null) return `token:${hashToken(token)}`;
  const network = countedNetwork(addressOf(request));
  return network === null ? 'here' : `network:${secrets.markOf('network', network)}`;
}

/** Whether the caller's key is for this site; without a key nothing is. */
export function mayActAt({ key }: Caller, site: string): boolean {
  return key !== null && (key.site === null || key.site === site);
}

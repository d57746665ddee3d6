import type { Request, Response } from 'express';
import { noteSignedIn } from '../../actions/staff/sign-in.ts';
import { tellAccount } from '../../actions/staff/tell-account.ts';
import type { System } from '../../actions/system.ts';
import type { WayIn } from '../../domain/staff/ways-in.ts';
import type { FoundStaff } from '../../store/staff/staff-query.ts';
import { beginSession } from '../middleware/staff-session.ts';
import { paths } from '../paths.ts';
import { addressOf } from '../request/actor-of.ts';
import { browserName } from './account-view.ts';
import { homeOf } from './home-of.ts';
import { rememberDevice } from './known-device.ts';

export interface Door {
  readonly system: System;
  readonly request: Request;
  readonly response: Response;
}

/** The browser that asks, as its owner may recognise it. */
export function whereFrom(request: Request): { readonly device: string; readonly origin: string } {
  return {
    device: browserName((request.get('user-agent') ?? '').slice(0, 300), 'zh-CN'),
    origin: addressOf(request) ?? '',
  };
}

/** Somebody has shown all that their account asks for: their session begins. Answers where they go. */
export async function enter(
  { system, request, response }: Door,
  found: FoundStaff,
  { next, by }: { readonly next: string; readonly by: WayIn },
): Promise<string> {
  const { member, revision } = found;
  const newDevice = rememberDevice(system, request, response, member.id);
  await noteSignedIn(system, member, { address: addressOf(request), newDevice, by });
  // the first device of all is no news
  if (newDevice && found.lastSignedInAt !== null)
    await tellAccount(system, found, { template: 'new_device', ...whereFrom(request) });
  await beginSession(request, { staff: member.id, revision, now: system.clock.now(), next });
  return member.mustChangePassword ? paths.staff.password() : next || homeOf(member);
}

import assert from 'node:assert/strict';
import type supertest from 'supertest';
import { createKey } from '../../../server/actions/staff/create-key.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { type HallSystem, type StartOptions, startSystem } from '../../support/hall-system.ts';

/** The API on a system of its own, with a staff and a device key for Tianshuiyuan. */
export interface ApiClient {
  readonly hall: HallSystem;
  readonly request: ReturnType<typeof supertest>;
  readonly staffKey: string;
  readonly deviceKey: string;
  newKey(kind: 'staff' | 'device', site: string | null): Promise<{ id: string; key: string }>;
  close(): Promise<void>;
}

export const root = '/api/v1';
/** Tuesday 2026-11-24, a working day after the Monday on which systems of tests start. */
export const tuesdayAtTen = '2026-11-24T10:00:00+08:00';

export async function startApi(options: StartOptions): Promise<ApiClient> {
  const hall = await startSystem(options);
  const newKey = async (kind: 'staff' | 'device', site: string | null) => {
    const made = await createKey(hall.system, { kind, site, name: `${kind} key`, actor: theSystem });
    assert.ok(made.ok);
    return made.value;
  };
  return {
    hall,
    request: hall.request,
    staffKey: (await newKey('staff', 'BJ-TSY')).key,
    deviceKey: (await newKey('device', 'BJ-TSY')).key,
    newKey,
    close: () => hall.close(),
  };
}

/** A body of POST /bookings that every rule accepts; tests change what they are about. */
export function newBooking(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    site: 'BJ-TSY',
    services: [{ code: 'RENEW' }],
    start: tuesdayAtTen,
    enterprise: { name: '测试企业有限公司', creditCode: '914403001922038216' },
    contact: { name: '王小明', mobile: '13800001234', email: 'wang@test.invalid' },
    consent: true,
    ...change,
  };
}

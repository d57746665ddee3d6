import assert from 'node:assert/strict';
import { createKey } from '../../server/actions/staff/create-key.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import type { Role } from '../../server/domain/staff/permissions.ts';
import type { HallSystem } from '../support/hall-system.ts';

/** Where the examples are; nobody may reach them from elsewhere. */
export const site = 'BJ-TSY';
const elsewhere = 'HZ';

/** Those of the staff who walk, with their roles and sites ('*': all). */
export const people: readonly (readonly [string, Role, readonly string[]])[] = [
  ['manager-elsewhere', 'manager', [elsewhere]],
  ['counter-elsewhere', 'counter', [elsewhere]],
  ['auditor', 'auditor', []],
  ['counter-here', 'counter', [site]],
  ['manager-here', 'manager', [site]],
  ['manager-of-all', 'manager', ['*']],
  ['administrator', 'administrator', []],
];

/** A key of each kind for the site and for another one, by names like "device here". */
export async function keysThatWalk(
  hall: HallSystem,
): Promise<ReadonlyMap<string, { readonly id: string; readonly key: string }>> {
  const keys = new Map<string, { readonly id: string; readonly key: string }>();
  for (const kind of ['device', 'staff'] as const)
    for (const [at, where] of [
      [site, 'here'],
      [elsewhere, 'elsewhere'],
    ] as const) {
      const made = await createKey(hall.system, { kind, site: at, name: `${kind} ${at}`, actor: theSystem });
      assert.ok(made.ok);
      keys.set(`${kind} ${where}`, made.value);
    }
  return keys;
}

import assert from 'node:assert/strict';
import { theSystem } from '../../server/domain/staff/actor.ts';
import type { HallSystem } from '../support/hall-system.ts';
import { type ExamplesBelow, firstId } from '../support/route-examples.ts';
import { agencyExample } from './agency/agency-example.ts';
import { account } from './staff/staff-browser.ts';

/** One of each thing that the office has a page for, at this site; a message and a device must be there already. */
export async function officeExamples(hall: HallSystem, site: string): Promise<ExamplesBelow> {
  return {
    // whose name is a word of neither language
    '/admin/staff': { id: await account(hall, 'li', 'counter', [site]) },
    '/admin/outbox': { id: await firstId(hall, 'outbox') },
    '/admin/audit': { id: await firstId(hall, 'audit') },
    '/admin/agency': await agencyExample(hall, site),
    '/staff/devices': { id: await firstId(hall, 'device') },
  };
}

/** The address part of a ticket whose holder waits in the hall. */
export async function ticketOfWalkIn({ system }: HallSystem, site: string): Promise<string> {
  const walkIn = {
    type: 'walk_in',
    id: 'somebody',
    services: [{ code: 'RENEW', quantity: 1 }],
    priority: false,
    byStaff: true,
  } as const;
  assert.ok((await system.halls.submit(site, walkIn, { actor: theSystem })).ok);
  return system.secrets.tokenFor('ticket', 'somebody');
}

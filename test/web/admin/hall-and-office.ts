import type { Role } from '../../../server/domain/staff/permissions.ts';
import type { Engine } from '../../../server/store/database.ts';
import { begun } from '../../support/begun.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { type Office, signIn } from './office.ts';

/** What a suite about the pages of the office works with. */
export interface HallAndOffice {
  readonly hall: HallSystem;
  readonly office: Office;
}

/**
 * Starts a hall before the first test of the suite that calls this and closes it after the last; somebody has signed in, an administrator unless it is said who.
 * Hooks run in the order in which they are written, so a suite that prepares more in a `before` of its own calls this first.
 */
export function hallAndOffice(
  engine: Engine,
  role: Role = 'administrator',
  sites: readonly string[] = ['*'],
): HallAndOffice {
  let hall: HallSystem | null = null;
  let office: Office | null = null;
  before(async function () {
    this.timeout(60_000);
    hall = await startSystem({ engine });
    office = await signIn(hall, role, sites);
  });
  after(() => hall?.close());
  return {
    get hall() {
      return begun(hall);
    },
    get office() {
      return begun(office);
    },
  };
}

import assert from 'node:assert/strict';
import type { System } from '../../server/actions/system.ts';
import { localDate } from '../../server/domain/calendar/local-time.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import type { SetClock } from './hall-system.ts';
import { there } from './there.ts';

/** Opens every counter of a site at an instant, so that its hall works from then on until the day ends. The clock stays there. */
export async function openCounters(
  { system, clock }: { readonly system: System; readonly clock: SetClock },
  site: string,
  at: number | string,
): Promise<void> {
  clock.set(at);
  const { counters, timeZone } = there((await system.catalogue()).sites.get(site));
  const day = localDate(clock.now(), timeZone);
  for (const { code } of counters) {
    const command = { type: 'open_counter', counter: code, staff: null } as const;
    const opened = await system.halls.submit(site, command, { actor: theSystem, day });
    assert.ok(opened.ok, opened.ok ? '' : opened.code);
  }
}

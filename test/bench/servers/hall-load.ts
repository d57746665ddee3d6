import type { HallRequest } from '../../../server/actions/queue/hall-order.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { onDatabase } from '../../support/bare-system.ts';
import { setClock } from '../../support/hall-system.ts';
import { answer, settingsOf } from './answering.ts';
import { rawHall } from './raw-hall.ts';

/** Counters that work as fast as they can: a walk-in is taken, called, started and finished, again and again. */
const { databaseUrl, clockStart } = settingsOf<{ databaseUrl: string; clockStart: string }>();
const clock = setClock(clockStart);
const { system } = onDatabase(databaseUrl, clock);
const site = 'BJ-TSY';

async function submit(request: HallRequest): Promise<boolean> {
  return (await system.halls.submit(site, request, { actor: theSystem })).ok;
}

async function counterWorks(counter: string, until: number): Promise<number> {
  let done = 0;
  const services = [{ code: 'RENEW', quantity: 1 }];
  while (performance.now() < until) {
    const id = system.secrets.newId();
    const cycle: readonly HallRequest[] = [
      { type: 'walk_in', id, services, priority: false, byStaff: true },
      { type: 'call_next', counter },
      { type: 'start', counter },
      { type: 'finish', counter, outcome: 'completed' },
    ];
    for (const request of cycle) if (await submit(request)) done += 1;
  }
  return done;
}

/** A queue has 999 numbers a day: every round is another working day. */
const workingDays = ['24', '25', '26', '27', '30'].map((day) => `2026-11-${day}T08:30:00+08:00`);

answer('', {
  day: (round: number) => clock.set(workingDays[round % workingDays.length] ?? clockStart),
  open: async (counters: readonly string[]) => {
    for (const counter of counters) await submit({ type: 'open_counter', counter, staff: null });
  },
  work: async ({ counters, milliseconds }: { counters: readonly string[]; milliseconds: number }) => {
    const until = performance.now() + milliseconds;
    const done = await Promise.all(counters.map((counter) => counterWorks(counter, until)));
    return done.reduce((sum, one) => sum + one, 0);
  },
  raw: (milliseconds: number) => rawHall(system.database, milliseconds),
});

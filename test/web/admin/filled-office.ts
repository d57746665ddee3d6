import assert from 'node:assert/strict';
import { inventedBooking } from '../../../seeds/demo/invented-enterprises.ts';
import { createKey } from '../../../server/actions/staff/create-key.ts';
import { createStaff } from '../../../server/actions/staff/create-staff.ts';
import { seededRandom } from '../../../server/domain/queue/forecast/seeded-random.ts';
import { theHolder, theSystem } from '../../../server/domain/staff/actor.ts';
import type { Engine } from '../../../server/store/database.ts';
import { bookedInARow } from '../../support/booked-in-a-row.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { keepToldDay } from '../../support/recorded-days.ts';
import { setHall } from '../number/door.ts';
import { lowRating, whoWaits } from '../walk-examples.ts';
import { type Office, signIn } from './office.ts';

export const site = 'BJ-TSY';
export const day = '2026-11-24';
const nine = Date.parse(`${day}T09:00:00+08:00`);
const quarter = 15 * 60_000;
const services = [{ code: 'RENEW', quantity: 1 }];
/** What a spreadsheet would run. */
const dangerous = ['=1+1', '+1+1', '-1+1', '@SUM(A1)'] as const;

/** An office with something in each of its lists, in which an administrator has signed in; it is nine in the morning of `day`. */
export async function filledOffice(
  engine: Engine,
): Promise<{ readonly hall: HallSystem; readonly office: Office }> {
  const random = seededRandom(11);
  const hall = await startSystem({ engine });
  const booked = async (start: number, name: string): Promise<string> => {
    const command = inventedBooking(hall.system, { site, start, services }, random);
    const enterprise = { ...command.enterprise, name: `${name}有限公司` };
    const made = await hall.system.bookings.submit({ ...command, enterprise }, { actor: theHolder });
    assert.ok(made.ok);
    return command.id;
  };
  const [first, second, third, fourth] = dangerous;
  await booked(nine, first);
  const moved = await booked(nine + quarter, second);
  const handed = await booked(nine + 2 * quarter, third);
  for (const mobile of ['13800009871', '13800009872', '13800009873']) {
    hall.clock.advance(1000);
    await whoWaits(hall, site, mobile);
  }
  const start = '2026-11-26T09:00:00+08:00';
  await bookedInARow(hall, { count: 4, start, enterprise: (n) => `${first} ${n}` });
  const again = '2026-11-27T09:00:00+08:00';
  await bookedInARow(hall, {
    count: 5,
    start: again,
    enterprise: (n) => `${second} ${n}`,
    mobile: (n) => `1380000720${n}`,
  });
  const { writer } = hall.system.database;
  // a place that is above the places of today, and a case
  await writer('booking')
    .where({ id: moved })
    .update({ places: JSON.stringify([{ queue: `${site}:A`, start: nine + quarter, place: 90 }]) });
  await writer('booking').where({ id: handed }).update({ handling: 'online_agency' });
  await writer('agency_case').insert({
    booking: handed,
    site,
    state: 'submitted',
    since: nine,
    revision: 1,
  });
  // what visitors say against missed visits
  for (const [position, booking] of [moved, handed].entries())
    await writer('objection').insert({
      booking,
      site,
      kind: position === 0 ? 'missed' : 'released',
      words: dangerous[position] ?? '',
      made_at: nine,
      due_at: nine + (position + 1) * quarter,
    });
  await writer('device').insert({
    id: 'd1',
    kind: 'kiosk',
    site,
    name: second,
    key_hash: 'h',
    offered_at: nine,
    paired_at: nine,
  });
  const reason = { reason_zh: '检修', reason_en: 'Maintenance' };
  const closure = { site, kind: 'closed', from_time: null, to_time: null, ...reason } as const;
  await writer('site_exception').insert([
    { ...closure, id: 'e1', date: '2026-12-20' },
    { ...closure, id: 'e2', date: '2026-12-27' },
  ]);
  const key = await createKey(hall.system, { name: first, kind: 'device', site, actor: theSystem });
  const password = 'Correct-horse-7-battery';
  const account = { username: 'at', name: fourth, role: 'counter', sites: [site], password } as const;
  assert.ok(key.ok && (await createStaff(hall.system, { ...account, actor: theSystem })).ok);
  const office = await signIn(hall, 'administrator');
  hall.clock.set(nine);
  const walkIn = { type: 'walk_in', id: 't1', services, priority: false, byStaff: true } as const;
  assert.ok((await hall.system.halls.submit(site, walkIn, { actor: theSystem })).ok);
  await setHall(hall, site, { figuresByClerk: true });
  await lowRating(hall, site);
  const told = { at: 600, queue: `${site}:A`, booked: true, low: 10, high: 20, waited: 15 };
  await keepToldDay(writer, site, '2026-11-10', [told, { ...told, booked: false, at: 700 }]);
  await keepToldDay(writer, site, '2026-11-19', [{ ...told, waited: 30 }]);
  return { hall, office };
}

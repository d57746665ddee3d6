import assert from 'node:assert/strict';
import { inventedBooking } from '../../../../seeds/demo/invented-enterprises.ts';
import { seededRandom } from '../../../../server/domain/queue/forecast/seeded-random.ts';
import { theHolder } from '../../../../server/domain/staff/actor.ts';
import type { Engine } from '../../../../server/store/database.ts';
import { mondayMorning } from '../../../support/hall-system.ts';
import { hallAndOffice } from '../hall-and-office.ts';

export const site = 'BJ-TSY';
export const day = '2026-11-24';
export const nine = Date.parse(`${day}T09:00:00+08:00`);
export const quarter = 15 * 60_000;
export const services = [{ code: 'RENEW', quantity: 1 }];

/** The office in which the manager of the site has signed in on the day before, which every test begins with, and what the bookings of the day are looked up with. */
export function officeOfADay(engine: Engine) {
  const suite = hallAndOffice(engine, 'manager', [site]);
  const random = seededRandom(5);
  const invented = (start: number) => inventedBooking(suite.hall.system, { site, start, services }, random);
  beforeEach(() => suite.hall.clock.set(mondayMorning));
  return {
    suite,
    invented,
    booked: async (start: number, more: { name?: string } = {}) => {
      const command = invented(start);
      const enterprise = { ...command.enterprise, ...more };
      const made = await suite.hall.system.bookings.submit({ ...command, enterprise }, { actor: theHolder });
      assert.ok(made.ok, made.ok ? '' : made.code);
      return { ...command, enterprise };
    },
    stored: (reference: string) => suite.hall.system.database.reader('booking').where({ reference }).first(),
    audited: (action: string, subject: string) =>
      suite.hall.system.database.reader('audit').where({ action, subject }),
  };
}

import assert from 'node:assert/strict';
import { uploadDocument } from '../../../server/actions/agency/upload-document.ts';
import { theHolder } from '../../../server/domain/staff/actor.ts';
import { bookingByReference } from '../../../server/store/booking/booking-query.ts';
import { pdf } from '../../domain/agency/sample-files.ts';
import { arrivedFile } from '../../support/arrived-file.ts';
import { bookCommand } from '../../support/commands.ts';
import type { HallSystem } from '../../support/hall-system.ts';
import type { RouteExamples } from '../../support/route-examples.ts';

/** A booking at a site for which something has been uploaded, whether or not the site offers that. */
export async function agencyExample({ system }: HallSystem, site: string): Promise<RouteExamples> {
  const [id, reference] = [system.secrets.newId(), system.secrets.newReference()];
  const start = '2026-11-24T11:00:00+08:00';
  const command = bookCommand({ id, reference, site, start, mobile: '13911112222' });
  assert.ok((await system.bookings.submit(command, { actor: theHolder })).ok);
  await system.database.writer('booking').where({ id }).update({ handling: 'online_agency' });
  const booking = await bookingByReference(system.database.reader, reference);
  assert.ok(booking);
  const item = 'BUSINESS_LICENCE';
  assert.ok((await uploadDocument(system, booking, item, arrivedFile(pdf()))).ok);
  return { reference, item, verb: 'accept' };
}

import assert from 'node:assert/strict';
import type { HallSystem } from './hall-system.ts';

export interface BookedByApi {
  readonly reference: string;
  readonly token: string;
  readonly start: string;
}

/** A visit at the first free time, booked as a program does it. */
export async function bookByApi(
  hall: HallSystem,
  site: string,
  contact: { readonly name: string; readonly mobile: string; readonly email?: string },
): Promise<BookedByApi> {
  const slots = await hall.request.get(`/api/v1/sites/${site}/slots?service=RENEW`);
  const days = slots.body.days as { slots: { start: string }[] }[];
  const start = days.flatMap((day) => day.slots)[0]?.start;
  assert.ok(start !== undefined, 'something is free');
  const booked = await hall.request
    .post('/api/v1/bookings')
    .set('Idempotency-Key', `${contact.mobile}-${start}`)
    .send({
      site,
      services: [{ code: 'RENEW' }],
      start,
      enterprise: { name: '北京示例贸易有限公司', creditCode: '91110108551385082Q' },
      contact,
      consent: true,
    });
  assert.equal(booked.status, 201, booked.text);
  return booked.body as BookedByApi;
}

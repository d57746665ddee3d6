import assert from 'node:assert/strict';
import { openSeries } from '../../server/actions/booking/series.ts';
import { leaveDate } from '../../server/actions/certificate/leave-date.ts';
import { subscribe } from '../../server/actions/event/edit-subscribers.ts';
import { rateVisit } from '../../server/actions/queue/rate-visit.ts';
import { hashToken } from '../../server/actions/secrets.ts';
import { joinWaitlist } from '../../server/actions/waitlist/join-waitlist.ts';
import { addDays, localDate } from '../../server/domain/calendar/local-time.ts';
import { eventTypes } from '../../server/domain/event/outgoing-event.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { bookingByReference } from '../../server/store/booking/booking-query.ts';
import { seriesOf } from '../../server/store/booking/series-query.ts';
import { saveReport } from '../../server/store/report/report-store.ts';
import { entryByToken } from '../../server/store/waitlist/waiting-query.ts';
import { prepareFile } from '../../server/web/admin/list/prepared-files.ts';
import type { FileRow } from '../../server/web/admin/list/workbook.ts';
import { bookedInARow } from '../support/booked-in-a-row.ts';
import { bookCommand } from '../support/commands.ts';
import type { HallSystem } from '../support/hall-system.ts';
import { type ExamplesBelow, firstId } from '../support/route-examples.ts';
import { somebody } from '../support/somebody.ts';
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
    ...(await ticketExamples(hall, site)),
    '/admin/waitlist': { entry: await waitingEntry(hall, site) },
    '/admin/ratings': { ticket: await lowRating(hall, site) },
    '/admin/clusters': { cluster: await clusterExample(hall, site) },
    '/admin/subscribers': { id: await subscriberExample(hall, site) },
    '/admin/reports': { id: await reportExample(hall, site) },
  };
}

/** The address part of a file that is being prepared for somebody. */
export async function preparedExample({ system }: HallSystem, username: string): Promise<string> {
  const { id } = (await system.database.reader('staff').where({ username }).first('id')) as { id: string };
  async function* rows(): AsyncGenerator<readonly FileRow[]> {
    yield [['BJ-TSY']];
  }
  const table = { name: 'audit', columns: ['code'], total: 9000, rows: rows() };
  return prepareFile(system, { staff: id, back: '/admin/audit', table });
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

/** The address part of the list that begins with a booking. */
export async function listOfVisits({ system }: HallSystem, reference: string): Promise<string> {
  const { reader } = system.database;
  const booking = await bookingByReference(reader, reference);
  assert.ok(booking !== null);
  await openSeries(system, booking.id);
  return system.secrets.tokenFor('visits', (await seriesOf(reader, booking.id))?.id ?? '');
}

/** The address part of somebody who waits for a place. */
export async function whoWaits(
  { system }: HallSystem,
  site: string,
  mobile = '13800009876',
): Promise<string> {
  const at = (await system.catalogue()).sites.get(site);
  assert.ok(at !== undefined);
  const today = localDate(system.clock.now(), at.timeZone);
  const joined = await joinWaitlist(
    system,
    {
      ...{ site: at, from: today, to: addDays(today, 10), weekdays: [], times: [], answers: {} },
      services: [{ code: 'RENEW', quantity: 1 }],
      // words of neither language
      enterprise: { name: 'Li & Wu', creditCode: '914403001922038216', customsCode: null },
      contact: { name: 'Wu Li', mobile, email: 'wait@test.invalid', telephone: null },
      ...{ locale: 'en', consentVersion: '1', source: 'page', reached: true, origin: null },
    },
    null,
  );
  assert.ok(joined.ok, JSON.stringify(joined));
  return joined.value.token;
}

/** Somebody who wants to be told before a certificate expires. */
export async function certificateOf({
  system,
}: HallSystem): Promise<{ readonly id: string; readonly token: string }> {
  const left = { email: 'wu@li.cn', enterprise: '', expiresOn: '2027-03-01', locale: 'en' } as const;
  const from = { site: null, booking: null, source: 'visitor', consentVersion: '1' } as const;
  await leaveDate(system, { ...left, ...from }, null);
  const id = String((await system.database.writer('certificate').first('id'))?.id);
  return { id, token: system.secrets.tokenFor('certificate', id) };
}

/** The reference of a booking among several that one hand has made. */
export async function clusterExample(hall: HallSystem, site: string): Promise<string> {
  const start = `${addDays(localDate(hall.clock.now(), 'Asia/Shanghai'), 2)}T14:30:00+08:00`;
  const [first] = await bookedInARow(hall, { count: 4, start, site, pause: 0 });
  assert.ok(first !== undefined);
  return first.reference;
}

/** The id of another system that is told of events; its name is a word of neither language. */
export async function subscriberExample({ system }: HallSystem, site: string): Promise<string> {
  const asked = { name: 'ERP', site, url: 'https://erp.invalid/hook', events: eventTypes, staff: somebody };
  const made = await subscribe(system, asked);
  assert.ok(made.ok);
  return made.value.id;
}

/** The id of a report by mail to somebody who may read everything. */
export async function reportExample(hall: HallSystem, site: string): Promise<string> {
  const { database, clock } = hall.system;
  const recipient = await account(hall, 'lu', 'administrator');
  await database.writer('staff').where({ id: recipient }).update({ mail: 'lu@office.invalid' });
  return saveReport(database.writer, {
    id: 'report-example',
    recipient,
    scope: { kind: 'sites', sites: [site] },
    rhythm: 'daily',
    at: '07:30',
    since: clock.now(),
    locale: 'zh-CN',
    files: ['pdf'],
    createdBy: recipient,
    createdAt: clock.now(),
    endedAt: null,
    endedBy: null,
  });
}

/** The id of an entry of the waiting list. */
export async function waitingEntry(hall: HallSystem, site: string): Promise<string> {
  const tokenHash = hashToken(await whoWaits(hall, site, '13800009875'));
  const entry = await entryByToken(hall.system.database.reader, tokenHash);
  assert.ok(entry !== null);
  return entry.id;
}

/** The id of a ticket that was rated with the lowest there is. */
export async function lowRating({ system }: HallSystem, site: string): Promise<string> {
  const ticket = 'rated-low';
  const walkIn = { type: 'walk_in', id: ticket, services: [{ code: 'RENEW', quantity: 1 }] } as const;
  for (const request of [
    { ...walkIn, priority: false, byStaff: true },
    { type: 'leave', ticket },
    { type: 'correct', ticket, to: 'done', outcome: 'completed' },
  ] as const)
    assert.ok((await system.halls.submit(site, request, { actor: theSystem })).ok);
  assert.ok((await rateVisit(system, { ticket, score: 1 })).ok);
  return ticket;
}

/** A ticket for each thing that can be put right about one; every one is another's, so that they can all be done. */
export async function ticketExamples(hall: HallSystem, site: string): Promise<ExamplesBelow> {
  const { system, clock } = hall;
  const by = { actor: theSystem };
  const services = [{ code: 'RENEW', quantity: 1 }];
  const common = { type: 'walk_in', services, priority: false, byStaff: true } as const;
  const examples: Record<string, { ticket: string }> = {};
  // the one that lets others pass comes first
  for (const verb of ['deferral', 'change', 'void', 'booking', 'correction']) {
    const ticket = `ticket-for-${verb}`;
    assert.ok((await system.halls.submit(site, { ...common, id: ticket }, by)).ok);
    examples[`/admin/day/tickets/:ticket/${verb}`] = { ticket };
  }
  assert.ok((await system.halls.submit(site, { type: 'leave', ticket: 'ticket-for-correction' }, by)).ok);
  const command = bookCommand({
    id: 'booked-of-a-walk-in',
    reference: joinable.reference,
    start: `${localDate(clock.now(), 'Asia/Shanghai')}T14:00:00+08:00`,
    enterprise: { name: 'ABC', creditCode: '914403001922038216', customsCode: null },
    contact: { name: 'W. F.', mobile: `1380000${joinable.proof}`, email: null, telephone: null },
    overbook: true,
    actor: { kind: 'office' },
  });
  const booked = await system.bookings.submit(command, by);
  assert.ok(booked.ok, JSON.stringify(booked));
  return {
    '/admin/day/tickets/:ticket': { ticket: 'ticket-for-change' },
    '/reception': { ticket: 'ticket-for-change' },
    ...examples,
  };
}

/** What is typed to join a walk-in to its booking. */
export const joinable = { reference: 'HW3K-8P2M', proof: '5678' };

import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { checkInByStaff } from '../../actions/booking/staff-changes.ts';
import { idempotencyKey } from '../../actions/idempotency.ts';
import type { HallReceipt, HallRequest } from '../../actions/queue/hall-order.ts';
import type { System } from '../../actions/system.ts';
import { type Outcome, refuse } from '../../domain/outcome.ts';
import { bookingByReference } from '../../store/booking/booking-query.ts';
import { searchBookings } from '../../store/booking/day-query.ts';
import { hintIn } from '../admin/day/asked-day.ts';
import { staff, staffOfSite } from '../audience.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { renderErrorPage } from '../error-page.ts';
import { atHall, chooseHall, type HallPlace } from '../hall-place.ts';
import { kioskFrame } from '../kiosk/kiosk-frame.ts';
import { qrCode } from '../kiosk/qr-code.ts';
import { type SlipView, slipView } from '../kiosk/slip.ts';
import { chosenIn } from '../kiosk/walk-in.ts';
import { paths } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import { asked } from '../request/asked.ts';
import { type ReceptionView, receptionView } from './reception-view.ts';

const receptionPage: Page<ReceptionView> = {
  template: 'reception/desk',
  layout: 'staff',
  surface: 'floor',
  scripts: ['reception.js'],
  title: ({ siteName }, { t }) => t('common.titleEnd', { title: t('reception.title', { site: siteName }) }),
};

const slipPage: Page<SlipView> = {
  template: 'reception/slip',
  layout: 'bare',
  surface: 'kiosk',
  scripts: ['print-page.js'],
  title: ({ number }, { t }) => t('reception.slip.title', { number }),
};

const longestList = 50;

const deskForm = z.object({
  act: z.enum(['issue', 'check-in', 'leave']),
  priority: z.literal('yes').optional().catch(undefined),
  reference: z.string().max(40).default(''),
  ticket: z.string().max(64).default(''),
  form: z.string().regex(/^[\w-]{8,64}$/),
});

function showDesk(system: System): RequestHandler<{ site: string }> {
  return atHall(system, (place, request, response) => show(system, place, request, response, null));
}

/** Does what a form of the desk says: a number leads to its slip, anything else back to the desk. */
function actAtDesk(system: System): RequestHandler<{ site: string }> {
  return atHall(system, async (place, request, response) => {
    const site = place.its.site.code;
    const read = deskForm.safeParse(request.body ?? {});
    const outcome = read.success ? await carryOut(system, place, request, read.data) : refuse('stale_form');
    if (!outcome.ok) {
      response.status(outcome.code === 'no_services' ? 422 : 409);
      return show(system, place, request, response, place.page.t(`refusal.${outcome.code}`, outcome.details));
    }
    const { ticket } = outcome.value;
    const slip = read.data?.act !== 'leave' && ticket !== null;
    response.redirect(303, slip ? paths.reception.slip(site, ticket.id) : paths.reception.desk(site));
  });
}

async function carryOut(
  system: System,
  { its: { site }, staff: actor }: HallPlace,
  request: Request,
  { act, priority, reference, ticket, form }: z.infer<typeof deskForm>,
): Promise<Outcome<HallReceipt>> {
  if (act === 'check-in') {
    const booking = await bookingByReference(system.database.reader, reference);
    // of another site: as if it were not there
    if (booking === null || booking.site !== site.code) return refuse('unknown_booking');
    return checkInByStaff(system, booking, priority === 'yes', actor);
  }
  const submit = (order: HallRequest, fingerprint: unknown): Promise<Outcome<HallReceipt>> =>
    system.halls.submit(site.code, order, {
      actor,
      idempotency: idempotencyKey(`reception:${site.code}`, form, fingerprint),
    });
  if (act === 'leave') return submit({ type: 'leave', ticket }, { act, ticket });
  const codes = chosenIn((request.body as { service?: unknown } | undefined)?.service);
  if (codes.length === 0) return refuse('no_services');
  const wanted = { services: codes.map((code) => ({ code, quantity: 1 })), priority: priority === 'yes' };
  return submit({ type: 'walk_in', id: system.secrets.newId(), ...wanted, byStaff: true }, wanted);
}

async function show(
  system: System,
  place: HallPlace,
  request: Request,
  response: Response,
  refused: string | null,
): Promise<void> {
  const { site, hall, now } = place.its;
  const find = asked(request, 'find');
  const hint = hintIn(system, find);
  const all = { sites: [site.code], day: hall.day, queue: null, sort: null, page: 1, perPage: longestList };
  const [found, expected] = await Promise.all([
    hint === null
      ? []
      : searchBookings(system.database, { ...all, hint, state: null }).then(({ bookings }) => bookings),
    searchBookings(system.database, { ...all, hint: null, state: 'confirmed' }),
  ]);
  const view = receptionView({
    place,
    find,
    found,
    late: expected.bookings.filter(({ start }) => start < now),
    chosen: refused === null ? [] : chosenIn((request.body as { service?: unknown } | undefined)?.service),
    onlineQr: await qrCode(system.baseUrl() + paths.online()),
    refused,
    form: system.secrets.newId(),
  });
  response.set('Cache-Control', 'no-store');
  renderPage(response, receptionPage, view);
}

function showSlip(system: System): RequestHandler<{ site: string; ticket: string }> {
  return atHall(system, async ({ its }, request, response) => {
    const ticket = its.hall.tickets.get(String(request.params['ticket']));
    if (ticket === undefined) return renderErrorPage(response, 404);
    const frame = { ...kioskFrame(request, its.site, 'last'), home: paths.reception.desk(its.site.code) };
    response.set('Cache-Control', 'no-store');
    renderPage(response, slipPage, await slipView(system, its, ticket, request, frame));
  }) as RequestHandler<{ site: string; ticket: string }>;
}

const audience = staffOfSite('counter.work');

/** The desk at the door. */
export const receptionPages: readonly DeclaredPage<System>[] = [
  {
    path: paths.reception.choose(),
    audience: staff('counter.work'),
    get: chooseHall(paths.reception.desk, 'reception.choose'),
    answers: 'way',
  },
  { path: paths.reception.desk(':site'), audience, get: showDesk, post: actAtDesk },
  { path: paths.reception.slip(':site', ':ticket'), audience, get: showSlip },
];

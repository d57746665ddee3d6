import type { Request, Response } from 'express';
import { z } from 'zod';
import { moveByStaff } from '../../../actions/booking/staff-changes.ts';
import { staffSlots } from '../../../actions/booking/staff-slots.ts';
import type { System } from '../../../actions/system.ts';
import { accept } from '../../../domain/outcome.ts';
import { staffOfSite } from '../../audience.ts';
import { type FormState, formPage } from '../../form/form-page.ts';
import type { FieldMessage } from '../../form-field.ts';
import { formatting } from '../../formatting.ts';
import { paths, withQuery } from '../../paths.ts';
import type { Page } from '../../render-page.ts';
import { asked, dateIn } from '../../request/asked.ts';
import { typedInstant, typedReason } from '../../request/typed.ts';
import { type BookingPlace, daySection, openBooking } from './day-place.ts';
import { refusalText, statusOfRefusal, type TimeChoice, timesView } from './times-view.ts';

export interface MoveView {
  readonly reference: string;
  readonly now: string;
  readonly action: string;
  readonly back: string;
  readonly date: string;
  readonly times: readonly TimeChoice[];
  readonly reason: string;
  readonly overbook: boolean;
  readonly keptBack: boolean;
  readonly errors: readonly FieldMessage[];
}

const movePage: Page<MoveView> = {
  template: 'admin/day/move',
  layout: 'admin',
  surface: 'day',
  title: (_view, { t }) => t('common.titleEnd', { title: t('day.move.title') }),
};

interface Moving extends BookingPlace {
  readonly system: System;
  readonly request: Request;
}

async function moveView(
  { system, request, booking, site, page }: Moving,
  { typed, errors }: FormState,
): Promise<MoveView> {
  const body = Object.fromEntries(typed ?? []);
  const date = dateIn(asked(request, 'date')) ?? dateIn(String(body['date'] ?? '')) ?? booking.day;
  const offered = await staffSlots(system, site, booking.services, date);
  const start = typedInstant(body, 'start') ?? booking.start;
  return {
    reference: booking.reference,
    now: formatting(page.locale, site.timeZone).dayTime(booking.start),
    action: paths.admin.act(daySection, booking.reference, 'move'),
    back: paths.admin.item(daySection, booking.reference),
    date,
    times: offered.ok ? timesView(offered.value.slots, site, start, page) : [],
    ...typedReason(body),
    errors: offered.ok ? errors : [...errors, { field: 'start', message: refusalText(offered, page) }],
  };
}

/** Another time for a booking, by staff. */
export const moveBookingPage = formPage({
  path: paths.admin.act(daySection, ':reference', 'move'),
  audience: staffOfSite('booking.change'),
  page: movePage,
  open: async (system: System, request: Request, response: Response): Promise<Moving | null> => {
    const place = await openBooking(system, request, response);
    return place === null ? null : { ...place, system, request };
  },
  schema: z.object({
    start: z
      .string()
      .regex(/^\d{12,14}$/)
      .transform(Number),
  }),
  act: async ({ system, booking, staff }, { start }, { body }) => {
    const moved = await moveByStaff(system, booking, { start, ...typedReason(body) }, staff);
    if (!moved.ok) return moved;
    return accept(withQuery(paths.admin.item(daySection, booking.reference), { done: 'move' }));
  },
  fieldOf: { default: 'start', reason_required: 'reason' },
  statusOf: statusOfRefusal,
  say: (refusal, t) =>
    refusal.code === 'invalid_input' ? t('day.time.choose') : refusalText(refusal, { t }),
  view: moveView,
});

import type { RequestHandler } from 'express';
import type { System } from '../../actions/system.ts';
import { isUnfitting, offerToAnswer } from '../../domain/booking/decide-times.ts';
import { theHolder } from '../../domain/staff/actor.ts';
import { timeOfferOfBooking } from '../../store/booking/time-offer-query.ts';
import { formatting } from '../formatting.ts';
import { paths } from '../paths.ts';
import { typed } from '../request/typed.ts';
import { type Held, holderPage, optionsOf } from './holder-page.ts';
import { bookingAfter, renderBooking } from './show-booking.ts';

type Handler = RequestHandler<{ reference: string }>;

/** Other times that are kept for a visit which cannot take place as it was booked. */
export interface TimesView {
  /** until when can be answered, or what the answer "none" means */
  readonly text: string;
  readonly take: string;
  /** none: it was answered that none suits */
  readonly times: readonly { readonly start: string; readonly text: string }[];
  readonly none: { readonly post: string; readonly text: string } | null;
  /** where another time is chosen, and where the visit is cancelled; null: not possible online */
  readonly move: string | null;
  readonly cancel: string | null;
}

/** Null: nothing is offered. */
export async function timesView(system: System, held: Held): Promise<TimesView | null> {
  const { booking, site, catalogue, page } = held;
  if (booking.state !== 'confirmed' || !site.active) return null;
  const stored = await timeOfferOfBooking(system.database.reader, booking.id);
  if (stored === null || stored.until <= page.now) return null;
  const { t } = page;
  const { services, calendar } = catalogue;
  const context = { site, services, calendar, now: page.now };
  const { fullDay, time } = formatting(page.locale, site.timeZone);
  const at = (instant: number): string => `${fullDay(instant)} ${time(instant)}`;
  const until = at(stored.until);
  const may = optionsOf(held);
  const { reference } = booking;
  const links = {
    take: paths.booking.times(reference),
    move: may.move ? paths.booking.move(reference) : null,
    cancel: may.cancel ? paths.booking.cancellation(reference) : null,
  };
  if (stored.state === 'declined') {
    const text = t('manage.times.declined', { until });
    return isUnfitting(context, booking) ? { ...links, text, times: [], none: null } : null;
  }
  const offer = offerToAnswer(context, booking, stored);
  if (offer === null) return null;
  return {
    ...links,
    text: t('manage.times.text', { until }),
    times: offer.times.map(({ start }) => ({
      start: String(start),
      text: t('manage.times.take', { when: at(start) }),
    })),
    none: { post: paths.booking.noTime(reference), text: t('manage.times.noneText', { until }) },
  };
}

/** One press on a time moves the visit there; a second one finds it there. */
export function takeOfferedTime(system: System): Handler {
  return holderPage(system, async (held, request, response) => {
    const { booking } = held;
    const { id, site } = booking;
    const start = Number(/^\d{12,14}$/.exec(typed(request.body, 'start'))?.[0] ?? Number.NaN);
    const command = { type: 'take_time', booking: id, site, start } as const;
    const done = await system.bookings.submit(command, { actor: theHolder });
    if (done.ok || done.code === 'same_slot') response.redirect(303, bookingAfter(booking, 'moved'));
    else await renderBooking(system, held, response.status(409), { refused: done.code });
  });
}

/** None of the times suits: they go to others, and the visit waits for what the office decides. */
export function refuseTimes(system: System): Handler {
  return holderPage(system, async (held, _request, response) => {
    const { id, site } = held.booking;
    const command = { type: 'decline_times', booking: id, site } as const;
    const done = await system.bookings.submit(command, { actor: theHolder });
    if (done.ok) response.redirect(303, bookingAfter(held.booking, 'times_declined'));
    else await renderBooking(system, held, response.status(409), { refused: done.code });
  });
}

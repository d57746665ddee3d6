import type { RequestHandler } from 'express';
import { changeOffer } from '../../actions/booking/change-offer.ts';
import type { System } from '../../actions/system.ts';
import { nearestFree } from '../../domain/booking/slots.ts';
import { localDate } from '../../domain/calendar/local-time.ts';
import type { Refusal } from '../../domain/outcome.ts';
import { theHolder } from '../../domain/staff/actor.ts';
import { formatting } from '../formatting.ts';
import { paths, withQuery } from '../paths.ts';
import { renderAt } from '../render-at.ts';
import type { Page } from '../render-page.ts';
import type { GoneView } from './gone-view.ts';
import { type Held, holderPage, optionsOf } from './holder-page.ts';
import { nearChoices, type OfferView, offerView } from './offer-view.ts';
import { plannedStarts } from './planned-starts.ts';
import { bookingAfter } from './show-booking.ts';

type Handler = RequestHandler<{ reference: string }>;

export interface MoveView {
  readonly reference: string;
  readonly now: string;
  readonly backHref: string;
  readonly offer: OfferView;
  readonly gone: GoneView | null;
  readonly none: string | null;
  /** asks before it is done; null: a time is still to be chosen */
  readonly ask: { readonly start: number; readonly when: string } | null;
}

const movePage: Page<MoveView> = {
  template: 'booking/move-booking',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('manage.move.title') }),
  scripts: ['book-time.js'],
};

async function moveView(
  system: System,
  held: Held,
  wanted: string | null,
  refused: { readonly refusal: Refusal; readonly start: number } | null,
): Promise<MoveView> {
  const { booking, site, page, catalogue } = held;
  const { t, locale } = page;
  const found = await changeOffer(system, site, booking, booking.services);
  const days = found.ok ? found.value.days : [];
  const action = paths.booking.move(booking.reference);
  return {
    reference: booking.reference,
    now: formatting(locale, site.timeZone).dayTime(booking.start),
    backHref: paths.booking.show(booking.reference),
    offer: offerView(
      {
        site,
        days,
        wanted: wanted ?? booking.day,
        chosen: booking.start,
        action,
        dayHref: (day) => withQuery(action, { day }),
        planned: (date) => plannedStarts(catalogue, site, booking.services, { date, now: page.now }),
      },
      page,
    ),
    gone:
      refused === null
        ? null
        : {
            heading: t('manage.move.refused'),
            text: t(`refusal.${refused.refusal.code}`),
            near: nearChoices(nearestFree(days, refused.start, 3), site, page),
            action,
            moreHref: null,
          },
    none: days.some(({ state }) => state === 'open')
      ? null
      : t(found.ok ? 'book.time.none' : `refusal.${found.code}`),
    ask: null,
  };
}

/** A start, epoch ms; null: it is none. */
function instantIn(sent: unknown): number | null {
  return typeof sent === 'string' && /^\d{12,14}$/.test(sent) ? Number(sent) : null;
}

export function showMove(system: System): Handler {
  return holderPage(system, async (held, request, response) => {
    if (!optionsOf(held).move) {
      response.redirect(303, paths.booking.show(held.booking.reference));
      return;
    }
    const { day } = request.query;
    const view = await moveView(system, held, typeof day === 'string' ? day : null, null);
    const start = instantIn(request.query['start']);
    if (start !== null && start !== held.booking.start) {
      const when = formatting(held.page.locale, held.site.timeZone).dayTime(start);
      renderAt(response, movePage, { ...view, ask: { start, when } }, request.originalUrl);
      return;
    }
    renderAt(response, movePage, view, request.originalUrl);
  });
}

export function move(system: System): Handler {
  return holderPage(system, async (held, request, response) => {
    const { booking, site } = held;
    const { start: sent, confirmed } = (request.body ?? {}) as { start?: unknown; confirmed?: unknown };
    const start = instantIn(sent);
    if (start === null || confirmed === undefined) {
      response.redirect(303, withQuery(paths.booking.move(booking.reference), { start: start ?? undefined }));
      return;
    }
    const moved = await system.bookings.submit(
      {
        type: 'move',
        booking: booking.id,
        site: booking.site,
        start,
        actor: { kind: 'holder' },
        overbook: false,
        undo: system.secrets.newId(),
        chance: system.secrets.chance(),
      },
      { actor: theHolder },
    );
    // sent twice: it is there already, which is what was wanted
    if (moved.ok || moved.code === 'same_slot') {
      response.redirect(303, bookingAfter(booking, 'moved'));
      return;
    }
    const view = await moveView(system, held, localDate(start, site.timeZone), { refusal: moved, start });
    renderAt(response.status(409), movePage, view, paths.booking.move(booking.reference));
  });
}

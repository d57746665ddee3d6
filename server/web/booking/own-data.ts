import type { RequestHandler } from 'express';
import { deletePersonalData, keepPersonalData } from '../../actions/booking/delete-personal-data.ts';
import { exportPersonalData } from '../../actions/booking/export-personal-data.ts';
import type { System } from '../../actions/system.ts';
import { isActive } from '../../domain/booking/booking-states.ts';
import { isDeletionRequested } from '../../store/booking/deletion-request-query.ts';
import { paths, withQuery } from '../paths.ts';
import { telephoneHref } from '../public/city-sites.ts';
import { type Page, renderPage } from '../render-page.ts';
import { holderOf } from '../request/actor-of.ts';
import { handOut } from '../request/hand-out.ts';
import { type Held, holderPage, optionsOf } from './holder-page.ts';
import { bookingAfter } from './show-booking.ts';

type Handler = RequestHandler<{ reference: string }>;

export interface DeleteView {
  readonly reference: string;
  /** now; later, because the visit needs the data until it is over; asked for later already */
  readonly when: 'now' | 'later' | 'requested';
  readonly alsoCancels: boolean;
  readonly telephone: string | null;
  readonly telephoneHref: string | null;
  readonly action: string;
  readonly backHref: string;
}

const deletePage: Page<DeleteView> = {
  template: 'booking/delete-data',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('manage.delete.title') }),
};

/** Everything that is stored about the visit and its people, for them to keep (PIPL, article 45). */
export function downloadData(system: System): Handler {
  return holderPage(system, async ({ booking }, request, response) => {
    const stored = await exportPersonalData(system, booking, holderOf(request));
    handOut(response, `${booking.reference}.json`, stored);
  });
}

export function askDelete(system: System): Handler {
  return holderPage(system, async (held, _request, response) => {
    const requested = await isDeletionRequested(system.database.reader, held.booking.id);
    renderPage(response, deletePage, deleteView(held, requested));
  });
}

function deleteView(held: Held, requested: boolean): DeleteView {
  const { booking, site } = held;
  const { reference, state } = booking;
  const soon = requested ? 'requested' : 'later';
  return {
    reference,
    when: isActive(state) && !optionsOf(held).cancel ? soon : 'now',
    alsoCancels: state === 'confirmed',
    telephone: site.telephone,
    telephoneHref: site.telephone === null ? null : telephoneHref(site.telephone),
    action: paths.booking.deletion(reference),
    backHref: paths.booking.show(reference),
  };
}

/** Deletes now or when the visit is over; `keep` takes that request back. */
export function deleteData(system: System): Handler {
  return holderPage(system, async ({ booking }, request, response) => {
    const actor = holderOf(request);
    const { keep } = (request.body ?? {}) as { keep?: unknown };
    if (keep !== undefined) {
      await keepPersonalData(system, booking, actor);
      response.redirect(303, bookingAfter(booking, 'data_kept'));
      return;
    }
    const done = await deletePersonalData(system, booking, actor);
    if (done === 'deleted') response.redirect(303, withQuery(paths.booking.find(), { deleted: 1 }));
    else response.redirect(303, bookingAfter(booking, 'deletion_requested'));
  });
}

import type { RequestHandler } from 'express';
import { deletePersonalData } from '../../actions/booking/delete-personal-data.ts';
import { recordAudit } from '../../actions/record-audit.ts';
import type { System } from '../../actions/system.ts';
import { agencyHistory, agencyOf } from '../../store/agency/agency-query.ts';
import { bookingHistory } from '../../store/booking/booking-query.ts';
import { renderErrorPage } from '../error-page.ts';
import { paths, withQuery } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import { type BookingView, bookingView } from './booking-view.ts';
import { holderPage } from './holder-page.ts';

type Handler = RequestHandler<{ reference: string }>;

const deletePage: Page<BookingView> = {
  template: 'booking/delete-data',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('manage.delete.title') }),
};

/** Everything that is stored about the visit and its people, for them to keep (PIPL, article 45). */
export function downloadData(system: System): Handler {
  return holderPage(system, async ({ booking }, request, response) => {
    const { tokenHash: _secret, places: _places, ...rest } = booking;
    const iso = (at: number): string => new Date(at).toISOString();
    const history = await bookingHistory(system.database.reader, booking.id);
    const agency = await agencyOf(system.database.reader, booking.id);
    const agencyEvents = await agencyHistory(system.database.reader, booking.id);
    const data = {
      ...rest,
      start: iso(booking.start),
      end: iso(booking.end),
      createdAt: iso(booking.createdAt),
      updatedAt: iso(booking.updatedAt),
      history: history.map(({ at, type, actor }) => ({ at: iso(at), type, by: actor.split(':')[0] })),
      ...(agency === null
        ? {}
        : {
            materials: agency.documents.map(({ item, state, reason, file }) => ({
              item,
              state,
              reason,
              file: file === null ? null : { ...file, id: undefined, uploadedAt: iso(file.uploadedAt) },
            })),
            materialsHistory: agencyEvents.map(({ at, type, item, text, actor }) => ({
              at: iso(at),
              type,
              item,
              text,
              by: actor.split(':')[0],
            })),
          }),
    };
    await recordAudit(system, {
      actor: 'holder',
      address: request.ip ?? null,
      action: 'booking.export',
      subject: booking.id,
      before: null,
      after: null,
      result: 'done',
    });
    response.attachment(`${booking.reference}.json`).type('application/json');
    response.send(JSON.stringify(data, null, 2));
  });
}

export function askDelete(system: System): Handler {
  return holderPage(system, (held, _request, response) => {
    renderPage(response, deletePage, bookingView(held));
  });
}

export function deleteData(system: System): Handler {
  return holderPage(system, async ({ booking }, request, response) => {
    const done = await deletePersonalData(system, booking, request.ip ?? null);
    if (done.ok) response.redirect(303, withQuery(paths.booking.find(), { deleted: 1 }));
    else renderErrorPage(response, 409, done.code);
  });
}

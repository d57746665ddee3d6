import type { RequestHandler } from 'express';
import { z } from 'zod';
import { idempotencyKey } from '../../actions/idempotency.ts';
import type { System } from '../../actions/system.ts';
import { hallNow } from '../hall-now.ts';
import { hallWords } from '../hall-words.ts';
import { pairedDevice } from '../middleware/device.ts';
import { pageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { renderPage } from '../render-page.ts';
import type { SafeHtml } from '../safe-html.ts';
import { closedText } from './home.ts';
import { type Framed, kioskFrame, kioskPage } from './kiosk-frame.ts';
import { type KioskRefusal, kioskRefusal } from './kiosk-refusal.ts';
import { qrCode } from './qr-code.ts';
import { chosenIn } from './walk-in.ts';

export interface RefusedView extends Framed {
  readonly refusal: KioskRefusal;
  readonly bookQr: SafeHtml | null;
}

export const refusedPage = kioskPage<RefusedView>('kiosk/refused', (_view, { t }) =>
  t('kiosk.refused.title'),
);

const ticketForm = z.object({
  priority: z.enum(['yes', 'no']).catch('no'),
  form: z.string().regex(/^[\w-]{8,64}$/),
});

/** Takes a ticket for somebody without a booking. The same form sent twice gives the one ticket. */
export function takeTicket(system: System): RequestHandler<{ site: string }> {
  return async (request, response, next) => {
    const its = await hallNow(system, request.params.site);
    const device = pairedDevice(response.req, request.params.site);
    if (its === null || device === null) return next();
    const { site, catalogue } = its;
    const chosen = chosenIn((request.body as { service?: unknown } | undefined)?.service);
    const form = ticketForm.safeParse(request.body ?? {});
    if (!form.success)
      return response.redirect(303, withQuery(paths.kiosk.services(site.code), { service: chosen }));
    const wanted = {
      services: chosen.map((code) => ({ code, quantity: 1 })),
      priority: form.data.priority === 'yes' && site.hall.priorityLane,
    };
    const answer = await system.halls.submit(
      site.code,
      {
        type: 'walk_in',
        id: system.secrets.newId(),
        ...wanted,
        byStaff: false,
        language: pageContext(response.req).locale,
      },
      {
        actor: { kind: 'device', id: device.id },
        idempotency: idempotencyKey(`kiosk:${device.id}`, form.data.form, { site: site.code, ...wanted }),
      },
    );
    if (answer.ok) {
      const ticket = answer.value.ticket?.id;
      if (ticket === undefined) throw new Error('a walk-in got no ticket');
      return response.redirect(303, paths.kiosk.slip(site.code, ticket));
    }
    const context = pageContext(response.req);
    const refusal = kioskRefusal(
      answer,
      context,
      site,
      (code) => catalogue.sites.get(code)?.name[context.locale] ?? null,
    );
    const { text, detail } = hallWords(its.state, site, context);
    const closed = answer.code === 'closed' || answer.code === 'day_closed';
    const shown = closed ? { ...refusal, text, detail: closedText(detail, context), book: true } : refusal;
    const book = system.baseUrl() + paths.book.services({ site: site.code });
    response.status(409);
    renderPage(response, refusedPage, {
      frame: kioskFrame(response.req, site, 'last'),
      refusal: shown,
      bookQr: shown.book ? await qrCode(book) : null,
    });
  };
}

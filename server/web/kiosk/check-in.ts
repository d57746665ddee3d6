import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { idempotencyKey } from '../../actions/idempotency.ts';
import type { System } from '../../actions/system.ts';
import { referenceAlphabet } from '../../domain/enterprise/reference.ts';
import { refuse } from '../../domain/outcome.ts';
import { type HallNow, hallNow } from '../hall-now.ts';
import { pairedDevice } from '../middleware/device.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { renderPage } from '../render-page.ts';
import type { SafeHtml } from '../safe-html.ts';
import { type Framed, kioskFrame, kioskPage } from './kiosk-frame.ts';
import { type KioskRefusal, kioskRefusal } from './kiosk-refusal.ts';
import { qrCode } from './qr-code.ts';
import { scannedReference } from './scanned-reference.ts';

export interface CheckInView extends Framed {
  readonly typed: string;
  readonly refusal: KioskRefusal | null;
  readonly bookQr: SafeHtml | null;
  readonly keys: readonly string[];
  readonly priorityLane: boolean;
  readonly priority: boolean;
  readonly form: string;
}

const page = kioskPage<CheckInView>('kiosk/check-in', (_view, { t }) => t('kiosk.checkIn.title'));

const checkInForm = z.object({
  // a scanner sends the whole address of the booking's page
  reference: z.string().max(600),
  priority: z.literal('yes').optional().catch(undefined),
  form: z.string().regex(/^[\w-]{8,64}$/),
});

export function checkIn(system: System): RequestHandler<{ site: string }> {
  return async (request, response, next) => {
    const its = await hallNow(system, request.params.site);
    if (its === null) return next();
    renderPage(
      response,
      page,
      await viewOf(system, response.req, its, { typed: '', priority: false, refusal: null }),
    );
  };
}

export function submitCheckIn(system: System): RequestHandler<{ site: string }> {
  return async (request, response, next) => {
    const its = await hallNow(system, request.params.site);
    const device = pairedDevice(response.req, request.params.site);
    if (its === null || device === null) return next();
    const form = checkInForm.safeParse(request.body ?? {});
    const typed = form.data?.reference.trim() ?? '';
    const priority = form.data?.priority === 'yes';
    const reference = scannedReference(typed);
    if (!form.success || reference === null)
      return again(system, its, response, typed, priority, refuse('unknown_booking'));
    const answer = await system.halls.submit(
      its.site.code,
      { type: 'arrive', id: system.secrets.newId(), reference, priority },
      {
        actor: { kind: 'device', id: device.id },
        idempotency: idempotencyKey(`kiosk:${device.id}`, form.data.form, {
          site: its.site.code,
          reference,
          priority,
        }),
      },
    );
    if (!answer.ok) return again(system, its, response, typed, priority, answer);
    const ticket = answer.value.ticket?.id;
    if (ticket === undefined) throw new Error('a check-in made no ticket');
    response.redirect(303, paths.kiosk.slip(its.site.code, ticket));
  };
}

async function again(
  system: System,
  its: HallNow,
  response: Response,
  typed: string,
  priority: boolean,
  refused: ReturnType<typeof refuse>,
): Promise<void> {
  const context = pageContext(response.req);
  const nameOf = (site: string) => its.catalogue.sites.get(site)?.name[context.locale] ?? null;
  const usual = kioskRefusal(refused, context, its.site, nameOf);
  const refusal =
    refused.code === 'unknown_booking' ? { ...usual, text: context.t('kiosk.checkIn.unknown') } : usual;
  // an address that was scanned has the booking's secret in it: it is not shown again
  const shown = typed.length > 20 ? '' : typed;
  response.status(422);
  renderPage(response, page, await viewOf(system, response.req, its, { typed: shown, priority, refusal }));
}

async function viewOf(
  system: System,
  request: Request,
  { site }: HallNow,
  given: Pick<CheckInView, 'typed' | 'priority' | 'refusal'>,
): Promise<CheckInView> {
  const book = system.baseUrl() + paths.book.services({ site: site.code });
  return {
    ...given,
    frame: kioskFrame(request, site, 'thinking'),
    bookQr: given.refusal?.book === true ? await qrCode(book) : null,
    keys: [...referenceAlphabet],
    priorityLane: site.hall.priorityLane,
    form: system.secrets.newId(),
  };
}

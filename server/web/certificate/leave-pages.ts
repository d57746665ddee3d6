import type { Request, Response } from 'express';
import type { System } from '../../actions/system.ts';
import { daySection, openBooking } from '../admin/day/day-place.ts';
import { staffOfSite } from '../audience.ts';
import { openHeld } from '../booking/holder-page.ts';
import { type FormPage, formPage } from '../form/form-page.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import type { Page } from '../render-page.ts';
import {
  type CertificateFormView,
  certificateFormView,
  certificateSchema,
  type Leaving,
  leavePath,
  takeDate,
} from './certificate-form.ts';

type Part = Pick<
  FormPage<System, Leaving, never, CertificateFormView, never>,
  'path' | 'audience' | 'open'
> & { readonly layout: 'public' | 'focus' | 'admin' };

function leavePage({ path, audience, open, layout }: Part) {
  const page: Page<CertificateFormView> = {
    template: 'certificate/leave-date',
    layout,
    ...(layout === 'admin' ? { surface: 'day' as const } : {}),
    title: (_view, { t }) => t('common.titleEnd', { title: t('certificate.title') }),
  };
  return formPage({
    path,
    audience,
    page,
    open,
    schema: certificateSchema,
    act: takeDate,
    fieldOf: { default: 'email' },
    statusOf: (code) => (code === 'too_many_requests' ? 429 : 422),
    view: certificateFormView,
  });
}

/** Anybody may leave a date, from the page of the service. */
const byVisitor = leavePage({
  path: leavePath,
  audience: 'everybody',
  layout: 'public',
  open: async (system: System, request: Request): Promise<Leaving> => ({
    system,
    request,
    catalogue: await system.catalogue(),
    page: pageContext(request),
    left: { site: null, booking: null, source: 'visitor' },
    known: { email: '', enterprise: '' },
    staff: null,
    action: leavePath,
    back: paths.service('RENEW'),
  }),
});

/** The holder of a booking, from its page. */
const byHolder = leavePage({
  path: paths.booking.certificate(':reference'),
  audience: 'holder',
  layout: 'focus',
  open: async (system: System, request: Request, response: Response): Promise<Leaving | null> => {
    const held = await openHeld(system, request as Request<{ reference: string }>, response);
    if (held === null) return null;
    const { booking, catalogue, page } = held;
    return {
      ...{ system, request, catalogue, page },
      left: { site: booking.site, booking: booking.id, source: 'holder' },
      known: { email: booking.contact.email ?? '', enterprise: booking.enterprise.name },
      staff: null,
      action: paths.booking.certificate(booking.reference),
      back: paths.booking.show(booking.reference),
    };
  },
});

/** Staff, after a renewal, for whoever stands at the counter and agrees. */
const byOffice = leavePage({
  path: paths.admin.act(daySection, ':reference', 'certificate'),
  audience: staffOfSite('booking.change'),
  layout: 'admin',
  open: async (system: System, request: Request, response: Response): Promise<Leaving | null> => {
    const place = await openBooking(system, request, response);
    if (place === null) return null;
    const { booking, catalogue, page, staff } = place;
    return {
      ...{ system, request, catalogue, page, staff },
      left: { site: booking.site, booking: booking.id, source: 'office' },
      // the address is read out by whoever it belongs to, and stays masked here
      known: { email: '', enterprise: booking.enterprise.name },
      action: paths.admin.act(daySection, booking.reference, 'certificate'),
      back: paths.admin.item(daySection, booking.reference),
    };
  },
});

export const leavePages = [byVisitor, byHolder, byOffice];

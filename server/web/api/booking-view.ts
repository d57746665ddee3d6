import type { z } from 'zod';
import type { System } from '../../actions/system.ts';
import type { Booking } from '../../domain/booking/booking.ts';
import { holderOptions } from '../../domain/booking/holder-options.ts';
import type { TimeOffer } from '../../domain/booking/time-offer.ts';
import { instantWriter } from '../../domain/calendar/site-instant.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import { checklistFor } from '../../domain/catalogue/checklist.ts';
import type { VisitService } from '../../domain/catalogue/service.ts';
import { maskEmail, maskMobile, maskName } from '../../domain/enterprise/masking.ts';
import { paths } from '../paths.ts';
import type { bookingSchema, checklistItemSchema } from './schemas/booking-schemas.ts';

export function manageUrl(system: System, reference: string, token: string): string {
  return system.baseUrl() + paths.booking.show(reference, token);
}

export function checklistOf(
  catalogue: Catalogue,
  visit: {
    readonly site: string;
    readonly services: readonly VisitService[];
    readonly answers: Readonly<Record<string, string>>;
  },
): z.infer<typeof checklistItemSchema>[] {
  const { groups } = checklistFor(catalogue, visit.site, visit.services, visit.answers);
  return groups.flatMap(({ items }) => items.map((item) => ({ ...item, services: [...item.services] })));
}

/** What the holder can do now, its instant as answers write it. */
export function mayOf(
  { clock }: Pick<System, 'clock'>,
  { sites, services }: Pick<Catalogue, 'sites' | 'services'>,
  booking: Pick<Booking, 'site' | 'state' | 'start' | 'services'>,
): z.infer<typeof bookingSchema>['may'] {
  const site = sites.get(booking.site) ?? null;
  const may = holderOptions(booking, site, services, clock.now());
  return { ...may, until: instantWriter(site?.timeZone ?? 'Asia/Shanghai')(may.until) };
}

/** What the holder is told. The contact is masked: whoever has the link need not learn the number. */
export function bookingView(
  system: System,
  catalogue: Catalogue,
  booking: Booking,
  {
    token,
    undo,
    offer,
  }: { readonly token: string; readonly undo: number | null; readonly offer: TimeOffer | null },
): z.infer<typeof bookingSchema> {
  const { reference, state, site, minutes, handling, enterprise, contact } = booking;
  const write = instantWriter(catalogue.sites.get(site)?.timeZone ?? 'Asia/Shanghai');
  return {
    reference,
    state,
    site,
    services: [...booking.services],
    start: write(booking.start),
    end: write(booking.end),
    minutes,
    handling,
    enterprise,
    contact: {
      name: maskName(contact.name),
      mobile: maskMobile(contact.mobile),
      email: contact.email === null ? null : maskEmail(contact.email),
    },
    token,
    manageUrl: manageUrl(system, reference, token),
    may: mayOf(system, catalogue, booking),
    undoUntil: undo === null ? null : write(undo),
    offer:
      offer === null
        ? null
        : {
            until: write(offer.until),
            times: offer.times.map((one) => ({ start: write(one.start), end: write(one.end) })),
          },
    checklist: checklistOf(catalogue, booking),
  };
}

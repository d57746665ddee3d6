import type { StaffSlots } from '../../../actions/booking/staff-slots.ts';
import type { VisitService } from '../../../domain/catalogue/service.ts';
import type { Locale } from '../../../domain/catalogue/words.ts';
import { consentVersion } from '../../../domain/privacy/privacy-notice.ts';
import type { TypedDetails } from '../../booking/details-form.ts';
import { dateFormatting, noonOf } from '../../formatting.ts';
import { paths, withQuery } from '../../paths.ts';
import { type DayPlace, dayPath, daySection } from './day-place.ts';
import { type TimeChoice, timesView } from './times-view.ts';

/** As typed. */
export interface TypedBooking {
  /** of this form: however often it is sent, it becomes one booking */
  readonly form: string;
  readonly start: number | null;
  readonly details: TypedDetails;
  readonly reason: string;
  readonly overbook: boolean;
  readonly keptBack: boolean;
  readonly locale: Locale;
}

export interface NewBookingView {
  readonly site: string;
  readonly siteName: string;
  readonly date: string;
  readonly day: string;
  readonly back: string;
  readonly chooseAction: string;
  readonly action: string;
  readonly services: readonly {
    readonly code: string;
    readonly name: string;
    readonly chosen: boolean;
    readonly quantity: number;
  }[];
  /** null: services are to be chosen first */
  readonly times: readonly TimeChoice[] | null;
  readonly wanted: TypedBooking;
  readonly consentVersion: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
}

export interface NewBookingState {
  readonly services: readonly VisitService[];
  readonly slots: StaffSlots['slots'] | null;
  readonly wanted: TypedBooking;
  readonly errors: NewBookingView['errors'];
}

export function newBookingView(
  { site, date, catalogue, page }: DayPlace,
  { services, slots, wanted, errors }: NewBookingState,
): NewBookingView {
  const { locale } = page;
  const own = paths.admin.item(daySection, 'new');
  const query = {
    site: site.code,
    date,
    service: services.map(({ code }) => code),
    ...Object.fromEntries(services.map(({ code, quantity }) => [`quantity-${code}`, quantity])),
  };
  return {
    site: site.code,
    siteName: site.name[locale],
    date,
    day: dateFormatting(locale).fullDay(noonOf(date)),
    back: withQuery(dayPath, { site: site.code, date, view: 'bookings' }),
    chooseAction: own,
    action: withQuery(own, query),
    services: site.services.flatMap(({ service: code }) => {
      const service = catalogue.services.get(code);
      const chosen = services.find((one) => one.code === code);
      return service === undefined
        ? []
        : [
            {
              code,
              name: service.name[locale],
              chosen: chosen !== undefined,
              quantity: chosen?.quantity ?? 1,
            },
          ];
    }),
    times: slots === null ? null : timesView(slots, site, wanted.start, page),
    wanted,
    consentVersion: consentVersion(catalogue),
    errors,
  };
}

import { changeOffer, nearestTimes } from '../../../actions/booking/change-offer.ts';
import { type StaffSlots, staffSlots } from '../../../actions/booking/staff-slots.ts';
import type { System } from '../../../actions/system.ts';
import type { Booking } from '../../../domain/booking/booking.ts';
import { sameServices } from '../../../domain/booking/visit.ts';
import { localDate } from '../../../domain/calendar/local-time.ts';
import type { VisitService } from '../../../domain/catalogue/service.ts';
import { maskMobile, maskName } from '../../../domain/enterprise/masking.ts';
import type { Outcome } from '../../../domain/outcome.ts';
import { type TypedDetails, typedDetails } from '../../booking/details-form.ts';
import { proofField, type SentProof, sentBefore } from '../../booking/proof-of-mobile.ts';
import type { FormState } from '../../form/form-page.ts';
import type { FormValues } from '../../form/form-values.ts';
import type { FieldMessage, TextField } from '../../form-field.ts';
import { formatting } from '../../formatting.ts';
import { paths } from '../../paths.ts';
import { dateIn } from '../../request/asked.ts';
import { type TypedReason, typed, typedInstant, typedReason } from '../../request/typed.ts';
import { choices, number } from '../form/form-section.ts';
import { type Merging, openedWith, readOpened, threeWays } from '../form/three-ways.ts';
import { type BookingPlace, daySection } from './day-place.ts';
import { servicesIn } from './new-booking.ts';
import { refusalText, type TimeChoice, timesView } from './times-view.ts';

export interface ChangeView extends TypedReason {
  readonly reference: string;
  readonly action: string;
  readonly back: string;
  readonly revision: string;
  /** what services and quantities were when it was opened */
  readonly opened: string;
  readonly stale: boolean;
  /** the handling person as before, masked */
  readonly person: string;
  readonly date: string;
  readonly services: readonly {
    readonly code: string;
    readonly name: string;
    readonly chosen: boolean;
    /** as typed */
    readonly quantity: string;
  }[];
  /** such a visit has no room at its own time */
  readonly noRoom: string | null;
  readonly times: readonly TimeChoice[];
  readonly details: TypedDetails;
  /** the code that was sent to the new mobile, or a tick instead; null: none is asked for */
  readonly proof: {
    readonly id: string;
    readonly by: string;
    readonly field: TextField;
    readonly unproven: boolean;
  } | null;
  readonly errors: readonly FieldMessage[];
}

export interface Changing extends BookingPlace {
  readonly system: System;
}

/** Names what the form was opened with. */
export function revisionOf({ updatedAt }: Booking): string {
  return String(updatedAt);
}

export async function changeView(
  place: Changing,
  { typed: asTyped, errors, stale, revision, opened, more }: FormState<SentProof>,
): Promise<ChangeView> {
  const { system, booking, site, page } = place;
  const fields = servicesAsFields(site);
  const stored = storedServices(booking, site);
  const merge =
    stale && asTyped !== null ? threeWays(fields, readOpened(opened ?? ''), asTyped, stored) : null;
  const sent = merge?.values ?? asTyped;
  const body = Object.fromEntries(sent ?? []);
  const services = sent === null ? booking.services : servicesIn(body);
  const date = dateIn(typed(body, 'date')) ?? booking.day;
  const offered = await staffSlots(system, site, services, date, booking);
  const { times, fits } = await timesOf(place, { services, offered, date, body });
  const { contact, reference } = booking;
  const { dayTime } = formatting(page.locale, site.timeZone);
  return {
    ...{ reference, date, times, stale },
    action: paths.admin.act(daySection, reference, 'change'),
    back: paths.admin.item(daySection, reference),
    revision: revision ?? revisionOf(booking),
    opened: (stale ? null : opened) ?? openedWith(fields, stored),
    person: `${maskName(contact.name)} ${maskMobile(contact.mobile)}`,
    services: servicesOf(place, services, sent === null ? null : body),
    noRoom: fits ? null : page.t('day.change.noRoom', { when: dayTime(booking.start) }),
    details: typedDetails(body),
    proof: proofView(place, more ?? sentBefore(body), errors, body),
    ...typedReason(body),
    errors:
      offered.ok || errors.some(({ field }) => field === 'service')
        ? errors
        : [...errors, { field: 'service', message: refusalText(offered, page) }],
  };
}

/** Each service with its quantity, as far as two people can change them at once. */
function servicesAsFields({ services }: BookingPlace['site']): readonly Merging[] {
  return [
    { name: 'service', control: choices([]) },
    ...services.map(({ service }) => ({ name: `quantity-${service}`, control: number })),
  ];
}

function storedServices(booking: Booking, site: BookingPlace['site']): FormValues {
  const quantityOf = (code: string) => booking.services.find((one) => one.code === code)?.quantity ?? 1;
  return new Map<string, string | readonly string[]>([
    ['service', booking.services.map(({ code }) => code)],
    ...site.services.map(({ service }) => [`quantity-${service}`, String(quantityOf(service))] as const),
  ]);
}

function proofView(
  { page }: Changing,
  sent: SentProof | null,
  errors: readonly FieldMessage[],
  body: unknown,
): ChangeView['proof'] {
  if (sent === null) return null;
  const field = proofField(sent, page, errors.find((error) => error.field === 'code')?.message ?? null);
  const hint = page.t(sent.id === '' ? 'day.change.noCode' : 'day.change.codeHint');
  return { ...sent, field: { ...field, hint, optional: true }, unproven: typed(body, 'unproven') === '1' };
}

function servicesOf(
  { site, catalogue, page }: Changing,
  services: readonly VisitService[],
  body: unknown,
): ChangeView['services'] {
  return site.services.flatMap(({ service: code }) => {
    const service = catalogue.services.get(code);
    if (service === undefined) return [];
    const chosen = services.find((one) => one.code === code);
    const quantity = body === null ? String(chosen?.quantity ?? 1) : typed(body, `quantity-${code}`);
    return [{ code, name: service.name[page.locale], chosen: chosen !== undefined, quantity }];
  });
}

interface Looked {
  readonly services: readonly VisitService[];
  readonly offered: Outcome<StaffSlots>;
  /** local date whose times are shown */
  readonly date: string;
  readonly body: unknown;
}

/** Its own time comes first, then the nearest where that has no room, then those of the day that is looked at; each of them once. */
async function timesOf(
  { system, site, booking, page }: Changing,
  { services, offered, date, body }: Looked,
): Promise<{ readonly times: readonly TimeChoice[]; readonly fits: boolean }> {
  const { start } = booking;
  const offer = sameServices(services, booking.services)
    ? null
    : await changeOffer(system, site, booking, services);
  const fits = offer === null || !offer.ok || offer.value.keepsTime;
  const chosen = typedInstant(body, 'start') ?? start;
  // whoever only looks has not chosen a time that is full
  const wanted = !fits && chosen === start && typed(body, 'show') !== '' ? null : chosen;
  const format = formatting(page.locale, site.timeZone);
  const choice = (at: number, left: string, full = false): TimeChoice => {
    const another = localDate(at, site.timeZone) !== date;
    const time = another ? `${format.shortDay(at)} ${format.time(at)}` : format.time(at);
    return { start: at, time, left, full, chosen: at === wanted };
  };
  const near = offer?.ok && !fits ? nearestTimes(offer.value, booking) : [];
  const all = [
    choice(start, page.t(fits ? 'day.change.own' : 'day.time.full'), !fits),
    ...near.map(({ start: at, free }) => choice(at, page.t('day.change.near', { count: free }))),
    ...(offered.ok ? timesView(offered.value.slots, site, wanted, page) : []),
  ];
  const first = new Map(all.map(({ start: at }, index) => [at, index] as const).reverse());
  return { times: all.filter(({ start: at }, index) => first.get(at) === index), fits };
}

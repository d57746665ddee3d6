import type { Request, Response } from 'express';
import { z } from 'zod';
import { changeByStaff } from '../../../actions/booking/staff-changes.ts';
import type { System } from '../../../actions/system.ts';
import type { ContactDetails } from '../../../domain/booking/booking.ts';
import { accept, refuse } from '../../../domain/outcome.ts';
import { staffOfSite } from '../../audience.ts';
import { contactFields, type ReadContact, readContact, typedDetails } from '../../booking/details-form.ts';
import { proofIn, type SentProof, sendProof, sentBefore } from '../../booking/proof-of-mobile.ts';
import { type FormResult, formPage } from '../../form/form-page.ts';
import type { SentForm } from '../../form/sent-form.ts';
import type { FieldMessage } from '../../form-field.ts';
import { paths, withQuery } from '../../paths.ts';
import type { Page } from '../../render-page.ts';
import { typed, typedInstant, typedReason } from '../../request/typed.ts';
import { type ChangeView, type Changing, changeView, revisionOf } from './change-visit-view.ts';
import { daySection, openBooking } from './day-place.ts';
import { servicesIn } from './new-booking.ts';
import { refusalText, statusOfRefusal } from './times-view.ts';

const changePage: Page<ChangeView> = {
  template: 'admin/day/change-visit',
  layout: 'admin',
  surface: 'day',
  title: (_view, { t }) => t('common.titleEnd', { title: t('day.change.title') }),
};

/**
 * Another handling person, when a name was typed: nothing is left of the one before. Else the person as before, whom nobody has to see for
 * it, with what was typed in place of what was stored.
 */
function personIn({ booking, page }: Changing, body: unknown): ReadContact {
  const details = typedDetails(body);
  const read = readContact(details, page.t);
  if (details.name.trim() !== '') return read;
  const left = contactFields.filter((field) => details[field].trim() === '');
  const kept = Object.fromEntries(left.map((field) => [field, booking.contact[field]]));
  const wrong = Object.entries(read.errors).filter(([field]) => !left.some((one) => one === field));
  return { contact: { ...read.contact, ...kept }, errors: Object.fromEntries(wrong) };
}

interface Read {
  readonly contact: ContactDetails;
  readonly start: number | null;
  readonly errors: readonly FieldMessage[];
}

function readChange(place: Changing, body: unknown): Read {
  const { t } = place.page;
  const services = servicesIn(body);
  const { contact, errors } = personIn(place, body);
  const start = typedInstant(body, 'start');
  const uncounted = services.filter(({ code }) => !/^[1-9]\d?$/.test(typed(body, `quantity-${code}`)));
  const named = uncounted.flatMap(({ code }) => {
    const service = place.catalogue.services.get(code);
    return service === undefined ? [] : [service.name[place.page.locale]];
  });
  const unknown = named.length < uncounted.length;
  const wrong: readonly (readonly [string, string | undefined | false])[] = [
    ['service', (services.length === 0 || unknown) && t('refusal.no_services')],
    [
      'service',
      named.length > 0 && t('day.change.quantity', { services: named.join(t('roster.day.comma')) }),
    ],
    ['start', start === null && t('day.time.choose')],
    ...contactFields.map((field) => [field, errors[field]] as const),
    ['reason', typedReason(body).reason === '' && t('refusal.reason_required')],
  ];
  return {
    contact,
    start,
    errors: wrong.flatMap(([field, message]) => (message ? [{ field, message }] : [])),
  };
}

interface Opened extends Changing {
  readonly request: Request;
  readonly response: Response;
}

async function change(place: Opened, { body, revision }: SentForm): Promise<FormResult<SentProof>> {
  const { system, booking, catalogue, staff, request, response, page } = place;
  if (typed(body, 'show') !== '') return { again: 200 };
  const { contact, start, errors } = readChange(place, body);
  if (errors.length > 0 || start === null) return { again: 422, errors };
  if (revision !== revisionOf(booking)) return refuse('stale_form');
  const path = paths.admin.item(daySection, booking.reference);
  const proven = await proofIn(system, request, response, { booking, contact, path });
  const before = sentBefore(body);
  if (!proven.ok) return asksForCode(page.t(`refusal.${proven.code}`), before);
  const unproven = typed(body, 'unproven') === '1';
  const how = { proven: proven.value, unproven };
  const wanted = { services: servicesIn(body), start, contact, ...typedReason(body), ...how };
  const changed = await changeByStaff(system, catalogue, booking, wanted, staff);
  if (!changed.ok && changed.code === 'contact_unproven') {
    const sent = await sendProof(system, request, booking, contact);
    return sent.ok ? asksForCode(null, sent.value) : asksForCode(page.t(`refusal.${sent.code}`), before);
  }
  if (!changed.ok) return changed;
  return accept(withQuery(paths.admin.item(daySection, booking.reference), { done: 'change' }));
}

/** Staff go on without a code where none can be had: the form asks for one or for a tick. `wrong` null: it asks for the first time. */
function asksForCode(wrong: string | null, sent: SentProof | null): FormResult<SentProof> {
  const errors = wrong === null ? [] : [{ field: 'code', message: wrong }];
  return { again: 409, errors, more: sent ?? { id: '', by: 'sms' } };
}

/** Other services, other quantities or another handling person for a booking, by staff, who say why. */
export const changeVisitPage = formPage({
  path: paths.admin.act(daySection, ':reference', 'change'),
  audience: staffOfSite('booking.change'),
  // what was sent to prove a contact
  unkept: ['code'],
  page: changePage,
  open: async (system: System, request: Request, response: Response): Promise<Opened | null> => {
    const place = await openBooking(system, request, response);
    return place === null ? null : { ...place, system, request, response };
  },
  // read field by field, each with its own sentence
  schema: z.unknown(),
  act: (place, _typed, sent) => change(place, sent),
  fieldOf: {
    default: 'start',
    reason_required: 'reason',
    no_services: 'service',
    too_many_services: 'service',
    nothing_changed: 'service',
  },
  statusOf: statusOfRefusal,
  say: (refusal, t) => refusalText(refusal, { t }),
  view: changeView,
});
